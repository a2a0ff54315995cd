using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Testing.Connectors;

/// <summary>What a source task is given in a test: everything in memory.</summary>
public sealed class FakeSourceContext(ConnectorConfig config) : ISourceContext, ISignals
{
    /// <summary>Requests that the task has not read.</summary>
    public Queue<Signal> Pending { get; } = new();

    /// <inheritdoc/>
    public string ConnectorName { get; init; } = "test";

    /// <inheritdoc/>
    public int TaskId { get; init; }

    /// <inheritdoc/>
    public int TaskCount { get; init; } = 1;

    /// <inheritdoc/>
    public ConnectorConfig Config { get; } = config;

    /// <summary>What was logged.</summary>
    public MemoryLog Logged { get; init; } = new();

    /// <inheritdoc/>
    public ILogger Log => Logged;

    /// <summary>What was published.</summary>
    public MemoryMetrics Figures { get; init; } = new();

    /// <inheritdoc/>
    public ITaskMetrics Metrics => Figures;

    /// <inheritdoc/>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The stored positions, for the test to look at and to keep over a restart.</summary>
    public MemoryPositions Stored { get; init; } = new();

    /// <inheritdoc/>
    public ISourcePositions Positions => Stored;

    /// <inheritdoc/>
    public ITaskStore Store { get; init; } = new MemoryTaskStore();

    /// <inheritdoc/>
    public ISignals Signals => this;

    /// <inheritdoc/>
    public bool TryRead(out Signal signal) => Pending.TryDequeue(out signal);
}
