using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Errors;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Transport;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Moves records of topics into one sink task: one loop that fetches, writes, and flushes when it is due.</summary>
/// <remarks>
/// <code>
/// FetchAsync → rows over the fetched bytes → transforms → WriteAsync → … → FlushAsync → dead letters → group offsets
/// </code>
/// After a Transient error the task is made anew and goes on from what is durable; the consumer stays a member of its group
/// meanwhile, with its partitions paused. After any other error the task is closed before the consumer leaves its group, so
/// that leaving commits nothing.
/// </remarks>
internal sealed class SinkTaskRunner(TaskSettings settings, Func<ISinkTask> create, SinkDeadLetters deadLetters, ConsumerOptions consumerOptions) : ITaskRunner
{
    private const int CatchUpFactor = 5;
    private const int FetchBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan FetchWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LagInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    private readonly FetchedBatch _fetched = new();
    private readonly RecordBatch _batch = new();
    private readonly FetchedBatchReader _reader = new(settings.Format, settings.Format);
    private readonly TimeSpan _flushInterval = settings.Worker.Get(WorkerConfig.OffsetFlushInterval);
    private readonly long _flushBytes = settings.Config.Get(CommonConfig.FlushBytes);
    private long _lastFlush = settings.Clock.GetTimestamp();
    private long _lastLag;
    private long _waiting;
    private volatile SinkSession? _session;
    private volatile ITopicConsumer? _consumer;

    /// <inheritdoc/>
    public async Task RunAsync(Action started, StopSignal stop)
    {
        var session = new SinkSession(settings, create, deadLetters, stop.Drop);
        _session = session;
        try
        {
            await RetryLoop.RunAsync(settings, "open", () => session.OpenAsync(stop.Finish), stop.Finish);
            await using var consumer = await settings.Log.CreateConsumerAsync(consumerOptions with { Listener = session }, stop.Finish);
            _consumer = consumer;
            session.Attach(consumer);
            started();
            try
            {
                await LoopAsync(consumer, session, stop);
                await FinishAsync(consumer, session);
            }
            catch
            {
                await session.CloseTaskAsync();
                throw;
            }
        }
        finally
        {
            await session.DisposeAsync();
            await deadLetters.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        _session?.Abandon();
        _ = _consumer?.DisposeAsync().AsTask();
    }

    private async Task LoopAsync(ITopicConsumer consumer, SinkSession session, StopSignal stop)
    {
        var backoff = RetryLoop.For(settings);
        while (!stop.IsAsked)
        {
            try
            {
                await session.FollowGateAsync(consumer, () => FlushAsync(session, consumer));
                await StepAsync(consumer, session, stop.Finish);
                if (backoff.Failures > 0 && session.PendingRows == 0)
                {
                    backoff.Reset();
                    settings.Progress.SetDetail(null);
                }
            }
            catch (OperationCanceledException) when (stop.IsAsked)
            {
            }
            catch (Exception exception) when (ErrorMapping.KindOf(exception) == ErrorKind.Transient)
            {
                await RecoverAsync(consumer, session, backoff, exception, stop.Finish);
            }
        }
    }

    private async Task StepAsync(ITopicConsumer consumer, SinkSession session, CancellationToken stop)
    {
        await consumer.FetchAsync(_fetched, FetchBytes, session.PendingRows > 0 ? SettleTime : FetchWait, stop);
        var count = _fetched.Records.Length;
        session.Fetched(_fetched);
        if (count > 0)
        {
            settings.Progress.SetIdle(false);
            await WriteAsync(session, consumer, stop);
        }

        if (IsFlushDue(session, count))
        {
            await FlushAsync(session, consumer);
        }

        if (await MeasureLagAsync(consumer, session, stop))
        {
            settings.Progress.SetIdle(settings.Progress.Lag == 0 && !session.HasUncommitted);
        }
    }

    // A sink never waits for memory, because only it can give back what it holds.
    private async Task WriteAsync(SinkSession session, ITopicConsumer consumer, CancellationToken stop)
    {
        var (count, bytes) = (_fetched.Records.Length, _fetched.Length);
        settings.Memory.Charge(bytes);
        try
        {
            await _reader.ReadAsync(_fetched, _batch, stop);
            settings.Transforms.Apply(_batch);
            await WatchAsync(session.WriteAsync(_batch, bytes), session, consumer);
            settings.Progress.Moved(count, bytes);
        }
        finally
        {
            settings.Memory.Release(bytes);
        }
    }

    // Whoever has caught up flushes at once, so that a row arrives within moments. While more rows wait in the topics than a flush
    // would bring, a later flush delays none of them: larger ones let the target keep up sooner.
    private bool IsFlushDue(SinkSession session, int count) =>
        session.HasUncommitted
        && (session.IsFlushRequested
            || session.PendingBytes >= _flushBytes
            || settings.Clock.GetElapsedTime(_lastFlush) >= (_waiting > session.PendingRows ? CatchUpFactor * _flushInterval : _flushInterval)
            || (count == 0 && session.PendingRows > 0 && !session.HoldsBack));

    private async Task FlushAsync(SinkSession session, ITopicConsumer consumer)
    {
        await WatchAsync(session.FlushAsync(consumer), session, consumer);
        _lastFlush = settings.Clock.GetTimestamp();

        // What a flush has brought shows at once.
        _lastLag = 0;
    }

    // A target that does not answer shows while it is waited for: the lag grows, and the status says for how long. Nobody changes
    // what partitions there are meanwhile, since the consumer is not asked.
    private async Task WatchAsync(ValueTask work, SinkSession session, ITopicConsumer consumer)
    {
        var running = work.AsTask();
        var since = settings.Clock.GetTimestamp();
        var isTold = false;
        while (!running.IsCompleted)
        {
            await running.WaitAsync(LagInterval, settings.Clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!running.IsCompleted)
            {
                isTold |= await TellWaitingAsync(settings.Clock.GetElapsedTime(since), session, consumer);
            }
        }

        if (isTold)
        {
            settings.Progress.SetDetail(null);
        }

        await running;
    }

    private async Task<bool> TellWaitingAsync(TimeSpan waited, SinkSession session, ITopicConsumer consumer)
    {
        try
        {
            await MeasureLagAsync(consumer, session, CancellationToken.None);
        }
        catch (TopicLogException exception)
        {
            // The next fetch meets it too, and the write is not to be left alone.
            settings.Logger.LogDebug("No lag while the target is waited for: {Reason}", exception.Message);
        }

        if (waited < LongWait)
        {
            return false;
        }

        settings.Progress.SetDetail($"waiting for the target for {waited.TotalSeconds:0} s");
        return true;
    }

    private async Task<bool> MeasureLagAsync(ITopicConsumer consumer, SinkSession session, CancellationToken stop)
    {
        if (_lastLag != 0 && settings.Clock.GetElapsedTime(_lastLag) < LagInterval)
        {
            return false;
        }

        _lastLag = settings.Clock.GetTimestamp();
        _waiting = 0;
        foreach (var partition in consumer.Assignment)
        {
            try
            {
                var bounds = await settings.Log.GetOffsetsAsync(partition, stop);
                _waiting += Math.Max(0, bounds.Stable - Math.Max(bounds.Begin, session.NextOf(partition)));
            }
            catch (TopicLogException exception) when (exception.Kind == TopicLogErrorKind.Config)
            {
                settings.Logger.LogDebug("No lag of {Partition}: {Reason}", partition, exception.Message);
            }
        }

        settings.Progress.SetLag(_waiting + session.PendingRows);
        return true;
    }

    private async Task RecoverAsync(ITopicConsumer consumer, SinkSession session, Backoff backoff, Exception failure, CancellationToken stop)
    {
        await session.CloseTaskAsync();
        consumer.Pause(consumer.Assignment);
        for (var exception = failure; ;)
        {
            var waiting = RetryLoop.WaitAsync(settings, backoff, "write", exception, stop).AsTask();
            do
            {
                await consumer.FetchAsync(_fetched, FetchBytes, FetchWait, stop);
                await MeasureLagAsync(consumer, session, stop);
            }
            while (!waiting.IsCompleted);
            await waiting;
            try
            {
                await session.ReopenAsync(consumer, stop);
                return;
            }
            catch (Exception again) when (ErrorMapping.KindOf(again) == ErrorKind.Transient && !stop.IsCancellationRequested)
            {
                exception = again;
                await session.CloseTaskAsync();
            }
        }
    }

    // The last flush on the way out: what cannot be flushed now is delivered again after the next start.
    private async Task FinishAsync(ITopicConsumer consumer, SinkSession session)
    {
        try
        {
            if (session.HasUncommitted)
            {
                await session.FlushAsync(consumer);
            }
        }
        catch (Exception exception) when (ErrorMapping.KindOf(exception) == ErrorKind.Transient)
        {
            settings.Logger.LogWarning("Could not flush before the end, so the rows are delivered again after the next start: {Error}", exception.Message);
        }
    }
}
