using ConnectRuntime.Formats;
using ConnectRuntime.Host.Rest;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Plugins;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Tests.Fakes;

/// <summary>A worker of fakes.</summary>
internal sealed class FakeWorker : IWorkerView
{
    private readonly ITopicLog? _log;

    /// <summary>Makes one, with topics or without.</summary>
    public FakeWorker(ITopicLog? log = null)
    {
        _log = log;
        Fake = new FakeConnectors((FakePlugins)Plugins);
    }

    /// <summary>The connectors as a fake.</summary>
    public FakeConnectors Fake { get; }

    /// <inheritdoc/>
    public WorkerHealth Health { get; set; } = WorkerHealth.Healthy;

    /// <inheritdoc/>
    public string ClusterId => "cluster-1";

    /// <inheritdoc/>
    public IConnectorManager Connectors => Fake;

    /// <inheritdoc/>
    public IPluginCatalog Plugins { get; } = new FakePlugins();

    /// <inheritdoc/>
    public ITopicLog Log => _log ?? throw new InvalidOperationException("This worker has no topics.");

    /// <inheritdoc/>
    public IRecordFormat Format { get; } = new PlainFormat();
}
