using System.Collections.Concurrent;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Runtime.Tests.Rig;

/// <summary>A row that reached a target.</summary>
internal sealed record SunkRow(string Topic, int Partition, long Offset, string? Key, long Number);

/// <summary>A target that outlives tasks and workers: rows become visible when they are flushed, as in a database's transaction.</summary>
internal sealed class SinkScript
{
    private static readonly ConcurrentDictionary<string, SinkScript> Known = new();

    public SinkScript() => Known[Id] = this;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What is visible, in the order in which it came.</summary>
    public ConcurrentQueue<SunkRow> Rows { get; } = [];

    /// <summary>Whether offsets are kept with the rows, so that they come exactly once.</summary>
    public bool KeepsOffsets { get; set; }

    public Dictionary<(string Topic, int Partition, Guid Id), long> Offsets { get; } = [];

    public Func<CancellationToken, Task>? OnOpen { get; set; }

    public Func<RecordBatch, CancellationToken, Task<IReadOnlyList<SinkFailure>>>? OnWrite { get; set; }

    /// <summary>Given the rows to be flushed; says which are refused.</summary>
    public Func<IReadOnlyList<SunkRow>, CancellationToken, Task<IReadOnlyList<SinkFailure>>>? OnFlush { get; set; }

    public Action<IReadOnlyList<TopicPartition>>? OnRevoke { get; set; }

    public Action<IReadOnlyList<TopicPartition>>? OnLost { get; set; }

    public Action<ISinkContext>? OnContext { get; set; }

    /// <summary>Whether a row is visible as soon as it is written.</summary>
    public bool IsDirect { get; set; }

    public int Opened;

    public ConcurrentQueue<int> BatchSizes { get; } = [];

    /// <summary>Which task has which partition.</summary>
    public ConcurrentDictionary<TopicPartition, int> Owners { get; } = [];

    public static SinkScript Find(string id) => Known[id];

    public (string Name, string Value)[] Config(string topics, params (string Name, string Value)[] more) =>
        [("connector.class", "ScriptedSink"), ("script", Id), ("topics", topics), .. more];

    /// <summary>What is visible, as the numbers of rows.</summary>
    public List<long> Numbers => [.. Rows.Select(row => row.Number)];
}

[Plugin(Summary = "Keeps rows in memory, as a test says.")]
public sealed class ScriptedSink : SinkConnector<ScriptedSinkTask>
{
    public override ConfigSpec Config => ConfigSpec.Of(ScriptedSource.Script);
}

public sealed class ScriptedSinkTask : ISinkTask
{
    private readonly List<SunkRow> _pending = [];
    private readonly Dictionary<TopicPartition, long> _next = [];
    private readonly Dictionary<TopicPartition, Guid> _ids = [];
    private SinkScript _script = null!;
    private int _task;

    public async ValueTask OpenAsync(ISinkContext context, CancellationToken cancellationToken)
    {
        _script = SinkScript.Find(context.Config.Get(ScriptedSource.Script));
        _task = context.TaskId;
        Interlocked.Increment(ref _script.Opened);
        _script.OnContext?.Invoke(context);
        if (_script.OnOpen is { } open)
        {
            await open(cancellationToken);
        }
    }

    public ValueTask<IReadOnlyList<StartOffset>> AssignAsync(IReadOnlyList<SinkPartition> partitions, CancellationToken cancellationToken)
    {
        var starts = new List<StartOffset>();
        foreach (var partition in partitions)
        {
            Assert.True(_script.Owners.TryAdd(partition.Partition, _task) || _script.Owners[partition.Partition] == _task, $"{partition.Partition} has two owners");
            _ids[partition.Partition] = partition.TopicId;
            if (_script.KeepsOffsets)
            {
                lock (_script.Offsets)
                {
                    starts.Add(new StartOffset(partition.Partition, _script.Offsets.GetValueOrDefault(Place(partition.Partition))));
                }
            }
        }

        return new(starts);
    }

    public async ValueTask<IReadOnlyList<SinkFailure>> WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<SinkFailure> failures = _script.OnWrite is { } write ? await write(batch, cancellationToken) : [];
        _script.BatchSizes.Enqueue(batch.RowCount);
        foreach (var row in batch)
        {
            var partition = batch.Partitions[row.Fetched.Partition].Partition;
            var offset = row.Fetched.Offset;
            _next[partition] = offset + 1;
            if (!failures.Any(failure => failure.Partition == partition && failure.Offset == offset))
            {
                _pending.Add(new SunkRow(partition.Topic, partition.Partition, offset, row.Key.Text, row.After.IsNull ? -1 : row.After[0].Int64));
            }
        }

        if (_script.IsDirect)
        {
            Show([]);
        }

        return failures;
    }

    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SinkFailure> failures = _script.OnFlush is { } flush ? await flush(_pending, cancellationToken) : [];
        Show(failures);
        var durable = new Dictionary<TopicPartition, long>(_next);
        _next.Clear();
        return new FlushResult(durable, failures);
    }

    public ValueTask RevokeAsync(IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        _script.OnRevoke?.Invoke(partitions);
        Leave(partitions);
        return default;
    }

    public ValueTask LostAsync(IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        _script.OnLost?.Invoke(partitions);
        _pending.RemoveAll(row => partitions.Contains(new TopicPartition(row.Topic, row.Partition)));
        Leave(partitions);
        return default;
    }

    public ValueTask<bool> AlterOffsetsAsync(IReadOnlyDictionary<TopicPartition, long?> offsets, CancellationToken cancellationToken) => new(false);

    public ValueTask DisposeAsync()
    {
        foreach (var partition in _script.Owners.Where(pair => pair.Value == _task).Select(pair => pair.Key).ToList())
        {
            _script.Owners.TryRemove(partition, out _);
        }

        return default;
    }

    private void Leave(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            _script.Owners.TryRemove(partition, out _);
            _next.Remove(partition);
        }
    }

    private void Show(IReadOnlyList<SinkFailure> failures)
    {
        lock (_script.Offsets)
        {
            var refused = failures.Select(failure => (failure.Partition.Topic, failure.Partition.Partition, failure.Offset)).ToHashSet();
            foreach (var row in _pending.Where(row => !refused.Contains((row.Topic, row.Partition, row.Offset))))
            {
                _script.Rows.Enqueue(row);
            }

            foreach (var (partition, next) in _next)
            {
                _script.Offsets[Place(partition)] = next;
            }
        }

        _pending.Clear();
    }

    private (string Topic, int Partition, Guid Id) Place(TopicPartition partition) => (partition.Topic, partition.Partition, _ids[partition]);
}
