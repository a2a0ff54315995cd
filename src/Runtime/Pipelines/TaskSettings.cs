using ConnectRuntime.Configuration;
using ConnectRuntime.Formats;
using ConnectRuntime.Runtime.Errors;
using ConnectRuntime.Runtime.Telemetry;
using ConnectRuntime.Transport;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>What every task's pipeline is made of.</summary>
internal sealed record TaskSettings
{
    /// <summary>The connector's name.</summary>
    public required string Connector { get; init; }

    /// <summary>The task's number.</summary>
    public required int TaskId { get; init; }

    /// <summary>How many tasks the connector has.</summary>
    public required int TaskCount { get; init; }

    /// <summary>The connector's configuration with the task's own options.</summary>
    public required ConnectorConfig Config { get; init; }

    /// <summary>The options of the process.</summary>
    public required ConnectorConfig Worker { get; init; }

    /// <summary>Topics.</summary>
    public required ITopicLog Log { get; init; }

    /// <summary>Format of keys and values.</summary>
    public required IRecordFormat Format { get; init; }

    /// <summary>The transforms.</summary>
    public required TransformChain Transforms { get; init; }

    /// <summary>What becomes of records that cannot be handled.</summary>
    public required ErrorPolicy Errors { get; init; }

    /// <summary>Figures and state for the status.</summary>
    public required TaskProgress Progress { get; init; }

    /// <summary>Closed while the connector is paused.</summary>
    public required PauseGate Gate { get; init; }

    /// <summary>Memory of the process that batches share.</summary>
    public required MemoryBudget Memory { get; init; }

    /// <summary>The task's log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }
}
