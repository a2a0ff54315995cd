using ConnectRuntime.Connectors;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;
using TopicPartition = ConnectRuntime.Transport.TopicPartition;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>One sink task with the partitions it has, what has been fetched, written and made durable of each.</summary>
/// <remarks>
/// Not thread-safe: used by the sink loop, and by the consumer inside its fetch. Per partition, as next offsets:
/// <code>committed ≤ durable ≤ written ≤ fetched</code>
/// <b>fetched</b> moves over control records too; while nothing is pending it is durable, so an idle group reaches the end.
/// </remarks>
internal sealed class SinkSession(TaskSettings settings, Func<ISinkTask> create, SinkDeadLetters deadLetters) : IAssignmentListener, IAsyncDisposable
{
    private readonly Dictionary<TopicPartition, AssignedPartition> _assigned = [];
    private readonly Dictionary<TopicPartition, long> _next = [];
    private readonly Dictionary<TopicPartition, long> _committed = [];
    private readonly Dictionary<TopicPartition, long> _written = [];
    private ISinkTask? _task;
    private ITopicConsumer? _consumer;
    private bool _gateClosed;

    /// <summary>Whether the task keeps rows back beyond a flush, as one that writes large files does.</summary>
    public bool HoldsBack { get; private set; }

    /// <summary>Rows written and not flushed.</summary>
    public long PendingRows { get; private set; }

    /// <summary>Bytes written and not flushed.</summary>
    public long PendingBytes { get; private set; }

    /// <summary>Whether the task asked for a flush.</summary>
    public bool IsFlushRequested { get; private set; }

    /// <summary>Whether the group's offsets are behind what was fetched.</summary>
    public bool HasUncommitted { get; private set; }

    /// <summary>The next offset to be fetched of a partition.</summary>
    public long NextOf(TopicPartition partition) => _next.GetValueOrDefault(partition);

    /// <summary>Makes the task and opens it.</summary>
    public async ValueTask OpenAsync(CancellationToken stop)
    {
        await CloseTaskAsync();
        var task = create();
        try
        {
            await task.OpenAsync(new SinkContext(settings, this), stop);
            _task = task;
        }
        catch
        {
            await task.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the consumer whose partitions the session works on.</summary>
    public void Attach(ITopicConsumer consumer) => _consumer = consumer;

    /// <summary>Makes the task anew after an outage, and goes on from what is durable.</summary>
    public async ValueTask ReopenAsync(ITopicConsumer consumer, CancellationToken stop)
    {
        await OpenAsync(stop);
        var partitions = _assigned.Values
            .Select(partition => partition with { Committed = _committed.GetValueOrDefault(partition.Partition, partition.Committed) });
        await StartAsync(consumer, [.. partitions], stop);
        if (!_gateClosed)
        {
            consumer.Resume(consumer.Assignment);
        }
    }

    /// <summary>Closes the task and forgets what it had not made durable.</summary>
    public async ValueTask CloseTaskAsync()
    {
        ClearPending();
        if (_task is { } task)
        {
            _task = null;
            await task.DisposeAsync();
        }
    }

    /// <summary>Takes note of where a fetch has ended.</summary>
    public void Advance(IReadOnlyList<FetchPosition> positions)
    {
        foreach (var position in positions)
        {
            _next[position.Partition] = position.NextOffset;
            HasUncommitted |= position.NextOffset > _committed.GetValueOrDefault(position.Partition, -1);
        }
    }

    /// <summary>Hands a batch to the task.</summary>
    public async ValueTask WriteAsync(RecordBatch batch, int bytes, CancellationToken stop)
    {
        PendingRows += batch.RowCount;
        PendingBytes += bytes;
        Remember(batch);
        deadLetters.Add(await _task!.WriteAsync(batch, stop));
        foreach (var failure in batch.Failures)
        {
            var origin = batch.Fetched[failure.Row];
            deadLetters.Add(new SinkFailure(batch.Partitions[origin.Partition].Partition, origin.Offset, failure.Error));
        }
    }

    /// <summary>Writes dead letters, flushes the task, and commits the group's offsets, in this order.</summary>
    public async ValueTask FlushAsync(ITopicConsumer consumer, CancellationToken stop)
    {
        // A dead letter is durable before the target or the group can pass its record.
        await deadLetters.WriteAsync(stop);
        var result = PendingRows > 0 ? await _task!.FlushAsync(stop) : FlushResult.Nothing;
        deadLetters.Add(result.Failures);
        await deadLetters.WriteAsync(stop);
        var durable = result.Durable.ToDictionary(pair => new TopicPartition(pair.Key.Topic, pair.Key.Partition), pair => pair.Value);
        HoldsBack = PendingRows > 0 && _written.Any(pair => durable.GetValueOrDefault(pair.Key, -1) < pair.Value);
        var offsets = HoldsBack ? durable : new Dictionary<TopicPartition, long>(_next);
        await consumer.CommitAsync(offsets, stop);
        foreach (var (partition, next) in offsets)
        {
            _committed[partition] = next;
        }

        IsFlushRequested = false;
        if (!HoldsBack)
        {
            ClearPending();
        }
    }

    /// <summary>Stops and goes on with fetching as the connector is paused and resumed.</summary>
    public async ValueTask FollowGateAsync(ITopicConsumer consumer, Func<Task> flush)
    {
        if (settings.Gate.IsClosed == _gateClosed)
        {
            return;
        }

        _gateClosed = !_gateClosed;
        if (_gateClosed)
        {
            consumer.Pause(consumer.Assignment);
            if (HasUncommitted)
            {
                await flush();
            }
        }
        else
        {
            consumer.Resume(consumer.Assignment);
        }
    }

    /// <inheritdoc/>
    public async ValueTask AssignedAsync(ITopicConsumer consumer, IReadOnlyList<AssignedPartition> partitions, CancellationToken cancellationToken)
    {
        foreach (var partition in partitions)
        {
            _assigned[partition.Partition] = partition;
        }

        // Without a task, after a failure, the partitions are taken up when there is one again.
        if (_task is not null)
        {
            await StartAsync(consumer, partitions, cancellationToken);
        }

        if (_gateClosed || _task is null)
        {
            consumer.Pause(partitions.Select(partition => partition.Partition));
        }
    }

    /// <inheritdoc/>
    public async ValueTask RevokedAsync(ITopicConsumer consumer, IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        if (_task is not null && HasUncommitted)
        {
            await FlushAsync(consumer, cancellationToken);
        }

        Forget(partitions);
        if (_task is not null)
        {
            await _task.RevokeAsync(Own(partitions), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask LostAsync(ITopicConsumer consumer, IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        Forget(partitions);
        if (_task is not null)
        {
            await _task.LostAsync(Own(partitions), cancellationToken);
        }
    }

    /// <summary>For the task: stops fetching from partitions.</summary>
    public void Pause(IEnumerable<Connectors.TopicPartition> partitions) => _consumer!.Pause(Theirs(partitions));

    /// <summary>For the task: goes on fetching from partitions.</summary>
    public void Resume(IEnumerable<Connectors.TopicPartition> partitions) => _consumer!.Resume(Theirs(partitions));

    /// <summary>For the task: delivers a partition again from an offset on.</summary>
    public void Seek(Connectors.TopicPartition partition, long offset)
    {
        var own = new TopicPartition(partition.Topic, partition.Partition);
        _consumer!.Seek(own, offset);
        _next[own] = offset;
    }

    /// <summary>For the task: asks for a flush.</summary>
    public void RequestFlush() => IsFlushRequested = true;

    /// <summary>For the task: makes dead letters of records that it is about to pass.</summary>
    public ValueTask ReportAsync(IReadOnlyList<SinkFailure> failures, CancellationToken cancellationToken)
    {
        deadLetters.Add(failures);
        return deadLetters.WriteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseTaskAsync();

    private static IEnumerable<TopicPartition> Theirs(IEnumerable<Connectors.TopicPartition> partitions) =>
        partitions.Select(partition => new TopicPartition(partition.Topic, partition.Partition));

    private static List<Connectors.TopicPartition> Own(IEnumerable<TopicPartition> partitions) =>
        [.. partitions.Select(partition => new Connectors.TopicPartition(partition.Topic, partition.Partition))];

    private async ValueTask StartAsync(ITopicConsumer consumer, IReadOnlyList<AssignedPartition> partitions, CancellationToken cancellationToken)
    {
        var starts = partitions.ToDictionary(partition => partition.Partition, partition => Math.Max(0, partition.Committed));
        var own = await _task!.AssignAsync(
            [.. partitions.Select(partition => new SinkPartition(new(partition.Partition.Topic, partition.Partition.Partition), partition.TopicId, partition.Committed))],
            cancellationToken);
        foreach (var start in own)
        {
            starts[new TopicPartition(start.Partition.Topic, start.Partition.Partition)] = start.Next;
        }

        foreach (var (partition, next) in starts)
        {
            consumer.Seek(partition, next);
            _next[partition] = next;
        }
    }

    // Rows of a partition come in runs, so the table is asked once per run.
    private void Remember(RecordBatch batch)
    {
        var fetched = batch.Fetched;
        for (var i = 0; i < fetched.Length; i++)
        {
            if (i + 1 == fetched.Length || fetched[i + 1].Partition != fetched[i].Partition)
            {
                var partition = batch.Partitions[fetched[i].Partition].Partition;
                _written[new TopicPartition(partition.Topic, partition.Partition)] = fetched[i].Offset + 1;
                settings.Progress.Touched(partition.Topic);
            }
        }
    }

    private void Forget(IReadOnlyList<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            _assigned.Remove(partition);
            _next.Remove(partition);
            _committed.Remove(partition);
            _written.Remove(partition);
        }

        if (_assigned.Count == 0)
        {
            ClearPending();
        }
    }

    private void ClearPending()
    {
        PendingRows = 0;
        PendingBytes = 0;
        IsFlushRequested = false;
        HasUncommitted = false;
        HoldsBack = false;
        _written.Clear();
        deadLetters.Clear();
    }
}
