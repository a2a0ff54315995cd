using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Offsets;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>What a task is given, out of its pipeline's settings.</summary>
internal abstract class TaskContext(TaskSettings settings) : ITaskContext
{
    /// <inheritdoc/>
    public string ConnectorName => settings.Connector;

    /// <inheritdoc/>
    public int TaskId => settings.TaskId;

    /// <inheritdoc/>
    public int TaskCount => settings.TaskCount;

    /// <inheritdoc/>
    public ConnectorConfig Config => settings.Config;

    /// <inheritdoc/>
    public ILogger Log => settings.Logger;

    /// <inheritdoc/>
    public ITaskMetrics Metrics => settings.Progress;

    /// <inheritdoc/>
    public TimeProvider Clock => settings.Clock;
}

/// <summary>What a source task is given.</summary>
internal sealed class SourceContext(TaskSettings settings, SourceOffsetStore offsets, ITaskStore store, ISignals signals)
    : TaskContext(settings), ISourceContext
{
    /// <inheritdoc/>
    public ISourcePositions Positions => offsets;

    /// <inheritdoc/>
    public ITaskStore Store => store;

    /// <inheritdoc/>
    public ISignals Signals => signals;
}

/// <summary>A batch on its way from a source to its topics, with the positions that hold behind it.</summary>
internal sealed class SourceItem
{
    // Four batches are on their way, and a buffer is committed from 4 MB on: more in a batch makes a task larger, not faster.
    private const int MostBytes = 8 * 1024 * 1024;

    /// <summary>The rows.</summary>
    public RecordBatch Batch { get; } = new(maxBytes: MostBytes);

    /// <summary>The latest position of every source partition that the batch moved.</summary>
    public List<SourcePosition> Positions { get; } = [];

    /// <summary>Bytes charged to the memory budget.</summary>
    public long Charged { get; set; }
}
