using ConnectRuntime.Records;

namespace ConnectRuntime.Connectors;

/// <summary>A sink task that keeps no offsets in its target and has written a batch for good when <see cref="Write"/> returns.</summary>
/// <remarks>The base for a simple sink: only <see cref="Write"/> must be there.</remarks>
public abstract class SinkTask : ISinkTask
{
    private readonly Dictionary<TopicPartition, long> _next = [];

    /// <summary>What the task was given.</summary>
    protected ISinkContext Context { get; private set; } = null!;

    /// <inheritdoc/>
    public virtual ValueTask OpenAsync(ISinkContext context, CancellationToken cancellationToken)
    {
        Context = context;
        return default;
    }

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<StartOffset>> AssignAsync(
        IReadOnlyList<SinkPartition> partitions, CancellationToken cancellationToken) => new([]);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SinkFailure>> WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var failures = await Write(batch, cancellationToken);
        Remember(batch);
        return failures;
    }

    /// <inheritdoc/>
    public virtual ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken)
    {
        var result = new FlushResult(new Dictionary<TopicPartition, long>(_next), []);
        _next.Clear();
        return new(result);
    }

    /// <inheritdoc/>
    public virtual ValueTask RevokeAsync(IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken) =>
        LostAsync(partitions, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask LostAsync(IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        foreach (var partition in partitions)
        {
            _next.Remove(partition);
        }

        return default;
    }

    /// <inheritdoc/>
    public virtual ValueTask<bool> AlterOffsetsAsync(
        IReadOnlyDictionary<TopicPartition, long?> offsets, CancellationToken cancellationToken) => new(false);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    // Rows of a partition come in runs, so the table is asked once per run.
    private void Remember(RecordBatch batch)
    {
        var fetched = batch.Fetched;
        for (var i = 0; i < fetched.Length; i++)
        {
            if (i + 1 == fetched.Length || fetched[i + 1].Partition != fetched[i].Partition)
            {
                _next[batch.Partitions[fetched[i].Partition].Partition] = fetched[i].Offset + 1;
            }
        }
    }

    /// <summary>Writes the live rows of a batch for good.</summary>
    /// <returns>Rows that the target refuses; usually none.</returns>
    protected abstract ValueTask<IReadOnlyList<SinkFailure>> Write(RecordBatch batch, CancellationToken cancellationToken);
}
