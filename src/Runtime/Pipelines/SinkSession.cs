using ConnectRuntime.Connectors;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;
using TopicPartition = ConnectRuntime.Transport.TopicPartition;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>One sink task with the partitions it has, what has been written to it, and what of that is durable.</summary>
/// <remarks>
/// Not thread-safe: used by the sink loop, and by the consumer inside its fetch. Calls of the task get the token that drops
/// work, not the one that asks for the end, so a write or flush is whole or the task is given up: after one that was not
/// completed nothing is committed until the task has been made anew.
/// </remarks>
internal sealed class SinkSession(TaskSettings settings, Func<ISinkTask> create, SinkDeadLetters deadLetters, CancellationToken drop)
    : IAssignmentListener, IAsyncDisposable
{
    private readonly SinkOffsetTracker _offsets = new();
    private readonly HashSet<TopicPartition> _pausedByTask = [];
    private ISinkTask? _task;
    private ITopicConsumer? _consumer;
    private bool _gateClosed;
    private bool _isWhole = true;
    private volatile bool _isAbandoned;

    /// <summary>Whether the task keeps rows back beyond a flush, as one that writes large files does.</summary>
    public bool HoldsBack { get; private set; }

    /// <summary>Rows written and not durable.</summary>
    public long PendingRows { get; private set; }

    /// <summary>Bytes written since the last flush.</summary>
    public long PendingBytes { get; private set; }

    /// <summary>Whether the task asked for a flush.</summary>
    public bool IsFlushRequested { get; private set; }

    /// <summary>Whether there is something to commit, and a task of which that can be said.</summary>
    public bool HasUncommitted => _task is not null && _isWhole && !_isAbandoned && _offsets.HasUncommitted;

    /// <summary>The next offset to be fetched of a partition.</summary>
    public long NextOf(TopicPartition partition) => _offsets.FetchedOf(partition);

    /// <summary>Makes the task and opens it.</summary>
    public async ValueTask OpenAsync(CancellationToken stop)
    {
        await CloseTaskAsync();
        var task = create();
        try
        {
            await task.OpenAsync(new SinkContext(settings, this), stop);
            _task = task;
            _isWhole = true;
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
        await StartAsync(consumer, [.. _offsets.Partitions.Where(partition => consumer.Assignment.Contains(partition.Partition))]);
        if (!_gateClosed)
        {
            consumer.Resume(consumer.Assignment);
        }
    }

    /// <summary>Closes the task and forgets what it had not made durable.</summary>
    public async ValueTask CloseTaskAsync()
    {
        PendingRows = 0;
        PendingBytes = 0;
        IsFlushRequested = false;
        HoldsBack = false;
        _pausedByTask.Clear();
        deadLetters.Clear();
        if (_task is { } task)
        {
            _task = null;
            await task.DisposeAsync();
        }
    }

    /// <summary>Commits nothing from now on, whatever the task still does.</summary>
    public void Abandon() => _isAbandoned = true;

    /// <summary>Takes note of what was fetched; records among it are to be written before anything is committed.</summary>
    public void Fetched(FetchedBatch fetched)
    {
        _offsets.Fetched(fetched.Positions);
        _isWhole &= fetched.Records.Length == 0;
    }

    /// <summary>Hands what was fetched to the task.</summary>
    public async ValueTask WriteAsync(RecordBatch batch, int bytes)
    {
        PendingRows += batch.RowCount;
        PendingBytes += bytes;
        var failures = await _task!.WriteAsync(batch, drop);
        deadLetters.Add(failures);
        foreach (var failure in batch.Failures)
        {
            var origin = batch.Fetched[failure.Row];
            deadLetters.Add(new SinkFailure(batch.Partitions[origin.Partition].Partition, origin.Offset, failure.Error));
        }

        _offsets.Written(batch);
        foreach (var partition in batch.Partitions)
        {
            settings.Progress.Touched(partition.Partition.Topic);
        }

        _isWhole = true;
    }

    /// <summary>Writes dead letters, flushes the task, and commits the group's offsets, in this order.</summary>
    public async ValueTask FlushAsync(ITopicConsumer consumer)
    {
        _isWhole = false;
        // A dead letter is durable before the target or the group can pass its record.
        await deadLetters.WriteAsync(drop);
        var result = FlushResult.Nothing;
        if (PendingRows > 0)
        {
            CrashPoint.Pass(CrashPoint.SinkWritten);
            result = await _task!.FlushAsync(drop);
            CrashPoint.Pass(CrashPoint.SinkFlushed);
        }

        deadLetters.Add(result.Failures);
        await deadLetters.WriteAsync(drop);
        HoldsBack = !_offsets.Flushed(result);
        await CommitAsync(consumer, _offsets.ToCommit(result));
        IsFlushRequested = false;
        PendingBytes = 0;
        if (!HoldsBack)
        {
            PendingRows = 0;
        }

        _isWhole = true;
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
            consumer.Resume(consumer.Assignment.Where(partition => !_pausedByTask.Contains(partition)).ToList());
        }
    }

    /// <inheritdoc/>
    public async ValueTask AssignedAsync(ITopicConsumer consumer, IReadOnlyList<AssignedPartition> partitions, CancellationToken cancellationToken)
    {
        foreach (var partition in partitions)
        {
            _offsets.Add(partition);
        }

        // Without a task, after a failure, the partitions are taken up when there is one again.
        if (_task is not null && !_isAbandoned)
        {
            try
            {
                await StartAsync(consumer, partitions);
            }
            catch
            {
                Forget(partitions.Select(partition => partition.Partition));
                throw;
            }
        }

        if (_gateClosed || _task is null)
        {
            consumer.Pause(partitions.Select(partition => partition.Partition));
        }
    }

    /// <inheritdoc/>
    public async ValueTask RevokedAsync(ITopicConsumer consumer, IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        if (HasUncommitted)
        {
            await FlushAsync(consumer);
        }

        CrashPoint.Pass(CrashPoint.SinkRevoked);
        Forget(partitions);
        if (_task is not null && !_isAbandoned)
        {
            await _task.RevokeAsync(Own(partitions), drop);
        }
    }

    /// <inheritdoc/>
    public async ValueTask LostAsync(ITopicConsumer consumer, IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        Forget(partitions);
        if (_task is not null && !_isAbandoned)
        {
            await _task.LostAsync(Own(partitions), drop);
        }
    }

    /// <summary>For the task: stops fetching from partitions.</summary>
    public void Pause(IEnumerable<Connectors.TopicPartition> partitions)
    {
        var theirs = Theirs(partitions);
        _pausedByTask.UnionWith(theirs);
        _consumer!.Pause(theirs);
    }

    /// <summary>For the task: goes on fetching from partitions.</summary>
    public void Resume(IEnumerable<Connectors.TopicPartition> partitions)
    {
        var theirs = Theirs(partitions);
        _pausedByTask.ExceptWith(theirs);
        if (!_gateClosed)
        {
            _consumer!.Resume(theirs);
        }
    }

    /// <summary>For the task: delivers a partition again from an offset on.</summary>
    public void Seek(Connectors.TopicPartition partition, long offset)
    {
        var own = new TopicPartition(partition.Topic, partition.Partition);
        _consumer!.Seek(own, offset);
        _offsets.Start(own, offset);
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

    private static List<TopicPartition> Theirs(IEnumerable<Connectors.TopicPartition> partitions) =>
        [.. partitions.Select(partition => new TopicPartition(partition.Topic, partition.Partition))];

    private static List<Connectors.TopicPartition> Own(IEnumerable<TopicPartition> partitions) =>
        [.. partitions.Select(partition => new Connectors.TopicPartition(partition.Topic, partition.Partition))];

    private async ValueTask StartAsync(ITopicConsumer consumer, IReadOnlyList<AssignedPartition> partitions)
    {
        var starts = partitions.ToDictionary(partition => partition.Partition, partition => Math.Max(0, partition.Committed));
        var own = await _task!.AssignAsync(
            [.. partitions.Select(partition => new SinkPartition(new(partition.Partition.Topic, partition.Partition.Partition), partition.TopicId, partition.Committed))],
            drop);
        foreach (var start in own)
        {
            starts[new TopicPartition(start.Partition.Topic, start.Partition.Partition)] = start.Next;
        }

        foreach (var (partition, next) in starts)
        {
            consumer.Seek(partition, next);
            _offsets.Start(partition, next);
        }
    }

    // A commit that fails for a while is made again by itself: the rows are in the target already, so to deliver them again helps nobody.
    private async ValueTask CommitAsync(ITopicConsumer consumer, Dictionary<TopicPartition, long> offsets)
    {
        if (offsets.Count > 0 && !_isAbandoned)
        {
            await RetryLoop.RunAsync(settings, "commit offsets", () => consumer.CommitAsync(offsets, drop), drop);
            _offsets.Committed(offsets);
            deadLetters.Passed(offsets);
        }
    }

    private void Forget(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            _offsets.Remove(partition);
            _pausedByTask.Remove(partition);
            deadLetters.Forget(partition);
        }

        if (!_offsets.Partitions.Any())
        {
            PendingRows = 0;
            PendingBytes = 0;
        }
    }
}
