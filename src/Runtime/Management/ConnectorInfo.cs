using ConnectRuntime.Connectors;

namespace ConnectRuntime.Runtime.Management;

/// <summary>A connector as it was configured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Which way it moves data.</param>
/// <param name="Config">Its configuration as submitted, with secrets hidden.</param>
/// <param name="TaskCount">How many tasks it has now.</param>
public sealed record ConnectorInfo(string Name, ConnectorType Type, IReadOnlyDictionary<string, string> Config, int TaskCount);

/// <summary>What a connector and its tasks are doing.</summary>
/// <param name="Name">The connector's name.</param>
/// <param name="Type">Which way it moves data.</param>
/// <param name="Connector">The connector itself.</param>
/// <param name="Tasks">Its tasks by number; empty while it is stopped.</param>
public sealed record ConnectorStatus(string Name, ConnectorType Type, TaskStatus Connector, IReadOnlyList<TaskStatus> Tasks);

/// <summary>What a task, or the connector itself, is doing.</summary>
/// <param name="Id">The task's number; −1 for the connector.</param>
/// <param name="State">The state.</param>
public sealed record TaskStatus(int Id, ConnectorState State)
{
    /// <summary>Host and port of the worker that runs it.</summary>
    public string WorkerId { get; init; } = string.Empty;

    /// <summary>The plugin's version.</summary>
    public string? Version { get; init; }

    /// <summary>What went wrong, for people; only with <see cref="ConnectorState.Failed"/>.</summary>
    public string? Trace { get; init; }

    /// <summary>What it is waiting for or busy with, in words, such as an outage that is being retried.</summary>
    public string? Detail { get; init; }

    /// <summary>How often it was started again by itself since it last worked for a while.</summary>
    public int Restarts { get; init; }

    /// <summary>When it will be started again by itself.</summary>
    public DateTimeOffset? NextStart { get; init; }

    /// <summary>When the state began.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Rows moved since the task was started.</summary>
    public long Rows { get; init; }

    /// <summary>Records between what a sink has committed and the end of its partitions; null where it is not known.</summary>
    public long? Lag { get; init; }

    /// <summary>When the last row was moved.</summary>
    public DateTimeOffset? LastRowAt { get; init; }

    /// <summary>Whether there is nothing to move at the moment and everything moved is committed.</summary>
    public bool IsIdle { get; init; }
}

/// <summary>Where a connector stands in one partition: JSON texts for a source, numbers for a sink.</summary>
public abstract record ConnectorOffset
{
    private ConnectorOffset()
    {
    }

    /// <summary>A source's position.</summary>
    /// <param name="Partition">A JSON object.</param>
    /// <param name="Offset">A JSON object.</param>
    public sealed record Source(string Partition, string Offset) : ConnectorOffset;

    /// <summary>A sink's offset.</summary>
    /// <param name="Partition">Topic and number.</param>
    /// <param name="Next">The next offset to be written.</param>
    public sealed record Sink(TopicPartition Partition, long Next) : ConnectorOffset;
}
