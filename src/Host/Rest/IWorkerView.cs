using ConnectRuntime.Formats;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Plugins;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Rest;

/// <summary>What REST sees of a worker.</summary>
/// <remarks>Everything but <see cref="Health"/> and <see cref="ClusterId"/> is asked for only once the worker has started.</remarks>
public interface IWorkerView
{
    /// <summary>Whether the worker is ready.</summary>
    WorkerHealth Health { get; }

    /// <summary>Identity of the cluster or of the data folder; empty while it is not known.</summary>
    string ClusterId { get; }

    /// <summary>The connectors.</summary>
    IConnectorManager Connectors { get; }

    /// <summary>The plugins.</summary>
    IPluginCatalog Plugins { get; }

    /// <summary>The topics.</summary>
    ITopicLog Log { get; }

    /// <summary>The format of records in topics.</summary>
    IRecordFormat Format { get; }
}
