using System.Collections.Concurrent;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Runtime.Tests.Rig;

/// <summary>A target that keeps rows back beyond flushes, as large files do, and names each partition as durable once.</summary>
internal sealed class HoldingScript
{
    private static readonly ConcurrentDictionary<string, HoldingScript> Known = new();

    public HoldingScript() => Known[Id] = this;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public int Written;

    public int Flushes;

    /// <summary>The partition that the next flush calls durable; −1 for none.</summary>
    public volatile int Durable = -1;

    public static HoldingScript Find(string id) => Known[id];
}

[Plugin(Summary = "Keeps rows back.")]
public sealed class HoldingSink : SinkConnector<HoldingSinkTask>
{
    public override ConfigSpec Config => ConfigSpec.Of(ScriptedSource.Script);
}

public sealed class HoldingSinkTask : SinkTask
{
    private readonly Dictionary<TopicPartition, long> _next = [];
    private HoldingScript _script = null!;

    public override ValueTask OpenAsync(ISinkContext context, CancellationToken cancellationToken)
    {
        _script = HoldingScript.Find(context.Config.Get(ScriptedSource.Script));
        return base.OpenAsync(context, cancellationToken);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _script.Flushes);
        var durable = _next.Where(pair => pair.Key.Partition == _script.Durable).ToDictionary();
        foreach (var partition in durable.Keys)
        {
            _next.Remove(partition);
        }

        return new(new FlushResult(durable, []));
    }

    protected override ValueTask<IReadOnlyList<SinkFailure>> Write(RecordBatch batch, CancellationToken cancellationToken)
    {
        foreach (var row in batch)
        {
            _next[batch.Partitions[row.Fetched.Partition].Partition] = row.Fetched.Offset + 1;
            Interlocked.Increment(ref _script.Written);
        }

        return new([]);
    }
}
