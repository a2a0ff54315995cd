using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectRuntime.Jdbc.Tests.Rig;

/// <summary>What a task is given in these tests; it notes what the task asks for.</summary>
internal sealed class TestSinkContext(ConnectorConfig config, string name) : ISinkContext, ITaskMetrics
{
    public string ConnectorName => name;

    public int TaskId => 0;

    public int TaskCount => 1;

    public ConnectorConfig Config => config;

    public ILogger Log => NullLogger.Instance;

    public ITaskMetrics Metrics => this;

    public TimeProvider Clock => TimeProvider.System;

    public Dictionary<string, long> Counters { get; } = [];

    public List<(TopicPartition Partition, long Offset)> Seeks { get; } = [];

    public List<SinkFailure> Failures { get; } = [];

    public bool ToleratesErrors { get; set; } = true;

    public int FlushRequests { get; private set; }

    public void Pause(IEnumerable<TopicPartition> partitions)
    {
    }

    public void Resume(IEnumerable<TopicPartition> partitions)
    {
    }

    public void Seek(TopicPartition partition, long offset) => Seeks.Add((partition, offset));

    public void RequestFlush() => FlushRequests++;

    public ValueTask ReportAsync(IReadOnlyList<SinkFailure> failures, CancellationToken cancellationToken)
    {
        Failures.AddRange(failures);
        return ToleratesErrors ? default : throw failures[0].Reason;
    }

    public void Add(string name, long amount) => Counters[name] = Counters.GetValueOrDefault(name) + amount;

    public void Set(string name, double value) => Counters[name] = (long)value;

    public void Progress(string what, double? share)
    {
    }
}
