using ConnectRuntime.Configuration;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Connectors;

/// <summary>What every task is given when it is opened.</summary>
public interface ITaskContext
{
    /// <summary>The connector's name.</summary>
    string ConnectorName { get; }

    /// <summary>The task's number, from 0.</summary>
    int TaskId { get; }

    /// <summary>How many tasks the connector has; tasks that are alike divide the work by <see cref="TaskId"/> of this.</summary>
    int TaskCount { get; }

    /// <summary>The connector's configuration with the task's own options.</summary>
    ConnectorConfig Config { get; }

    /// <summary>The task's log.</summary>
    ILogger Log { get; }

    /// <summary>Figures that the task publishes; the runtime publishes its own.</summary>
    ITaskMetrics Metrics { get; }

    /// <summary>The clock; tests bring their own.</summary>
    TimeProvider Clock { get; }
}

/// <summary>Figures of one task, published under the connector's name and the task's number.</summary>
public interface ITaskMetrics
{
    /// <summary>Adds to a counter.</summary>
    /// <param name="name">Lower case with underscores, unit last, such as <c>rows_skipped_total</c>.</param>
    /// <param name="amount">What is added.</param>
    void Add(string name, long amount);

    /// <summary>Sets a gauge.</summary>
    void Set(string name, double value);

    /// <summary>Says in words and as a share of 1 how far a long piece of work has come; shown in the status.</summary>
    void Progress(string what, double? share);
}
