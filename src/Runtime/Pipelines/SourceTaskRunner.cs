using System.Collections.Concurrent;
using System.Threading.Channels;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Errors;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Moves rows of one source task into topics: a loop that reads, and one that encodes and commits.</summary>
/// <remarks>
/// <code>
/// ReadAsync → [two batches] → transforms → encode → [outgoing buffer] → append with positions → CommittedAsync
/// └──────── read loop ─────┘  └──────────────────── write loop ─────────────────────┘  └─ read loop ─┘
/// </code>
/// All calls to the task come from the read loop, so a task never runs twice at once.
/// </remarks>
internal sealed class SourceTaskRunner(TaskSettings settings, ISourceTask task, ISourceContext context, SourceWriter writer) : ITaskRunner
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(50);

    private readonly Channel<SourceItem> _filled = Channel.CreateBounded<SourceItem>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
    private readonly ConcurrentBag<SourceItem> _free = [];
    private readonly ConcurrentQueue<SourcePosition> _committed = new();
    private readonly Dictionary<int, PositionMark> _marks = [];
    private long _inFlight;
    private long _unsettled;

    // Whether everything that was read is durable.
    private bool IsSettled => Interlocked.Read(ref _unsettled) == 0;

    /// <inheritdoc/>
    public async Task RunAsync(Action started, StopSignal signal)
    {
        var stop = signal.Finish;
        try
        {
            await RetryLoop.RunAsync(settings, "open", () => task.OpenAsync(context, stop), stop);
            started();
            using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var writing = WriteLoopAsync(failed, stop);
            try
            {
                await ReadLoopAsync(failed.Token);
            }
            catch (OperationCanceledException) when (failed.IsCancellationRequested)
            {
            }
            finally
            {
                _filled.Writer.TryComplete();
                await writing;
            }

            await TellCommittedAsync(CancellationToken.None);
        }
        finally
        {
            await task.DisposeAsync();
            await writer.DisposeAsync();
            settings.Memory.Release(Interlocked.Exchange(ref _inFlight, 0));
        }
    }

    /// <inheritdoc/>
    public void Abandon() => _ = writer.DisposeAsync().AsTask();

    private async Task ReadLoopAsync(CancellationToken stop)
    {
        var result = ReadResult.More;
        while (true)
        {
            await TellCommittedAsync(stop);
            await settings.Gate.PassAsync(stop);
            await settings.Memory.WaitAsync(() => Interlocked.Read(ref _inFlight), stop);
            if (result == ReadResult.Finished)
            {
                settings.Progress.SetIdle(IsSettled);
                await Task.Delay(IdleWait, settings.Clock, stop);
                continue;
            }

            result = await ReadOnceAsync(stop);
        }
    }

    private async Task<ReadResult> ReadOnceAsync(CancellationToken stop)
    {
        var item = _free.TryTake(out var known) ? known : new SourceItem();
        item.Batch.Clear();
        item.Positions.Clear();
        var result = ReadResult.More;
        await RetryLoop.RunAsync(settings, "read", async () => result = await ReadAsync(item.Batch, stop), stop);
        if (item.Batch.IsEmpty)
        {
            _free.Add(item);
            settings.Progress.SetIdle(IsSettled);
            if (result == ReadResult.More)
            {
                await Task.Delay(IdleWait, settings.Clock, stop);
            }

            return result;
        }

        settings.Progress.SetIdle(false);
        Render(item);
        item.Charged = item.Batch.Bytes;
        settings.Memory.Charge(item.Charged);
        Interlocked.Add(ref _inFlight, item.Charged);
        Interlocked.Increment(ref _unsettled);
        await _filled.Writer.WriteAsync(item, stop);
        return result;
    }

    // Rows that are there when an outage ends the call count, since the task has moved past them; the next call waits for its end.
    private async ValueTask<ReadResult> ReadAsync(RecordBatch batch, CancellationToken stop)
    {
        try
        {
            return await task.ReadAsync(batch, stop);
        }
        catch (Exception exception) when (!batch.IsEmpty && ErrorMapping.KindOf(exception) == ErrorKind.Transient)
        {
            settings.Logger.LogDebug(exception, "A read ended early with {Rows} rows", batch.RowCount);
            return ReadResult.More;
        }
    }

    // Marks are rendered here, between two reads, so that only the newest of each partition costs anything and the task need
    // not be thread-safe.
    private void Render(SourceItem item)
    {
        _marks.Clear();
        foreach (ref readonly var point in item.Batch.CommitPoints)
        {
            if ((point.Flags & CommitFlags.Commit) != 0)
            {
                _marks[point.Mark.Partition] = point.Mark;
            }
        }

        foreach (var mark in _marks.Values)
        {
            item.Positions.Add(task.Render(mark));
        }
    }

    private async Task WriteLoopAsync(CancellationTokenSource failed, CancellationToken stop)
    {
        try
        {
            await writer.RunAsync(_filled.Reader, _free.Add, Committed, stop);
        }
        finally
        {
            await failed.CancelAsync();
        }
    }

    private void Committed(OutgoingBuffer outgoing)
    {
        foreach (var position in outgoing.Positions)
        {
            _committed.Enqueue(position);
        }

        settings.Memory.Release(outgoing.Charged);
        Interlocked.Add(ref _inFlight, -outgoing.Charged);
        Interlocked.Add(ref _unsettled, -outgoing.Batches);
    }

    private async Task TellCommittedAsync(CancellationToken cancellationToken)
    {
        while (_committed.TryDequeue(out var position))
        {
            await RetryLoop.RunAsync(settings, "tell what is committed", () => task.CommittedAsync(position, cancellationToken), cancellationToken);
        }
    }
}
