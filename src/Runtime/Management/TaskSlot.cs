using ConnectRuntime.Runtime.Errors;
using ConnectRuntime.Runtime.Pipelines;
using ConnectRuntime.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Management;

/// <summary>One task of a connector, kept alive: it is run, and run again with back-off after it has failed.</summary>
/// <remarks>Thread-safe. The states are those of <see cref="ConnectorState"/>; a task is given a new pipeline for each run.</remarks>
internal sealed class TaskSlot
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DropTime = TimeSpan.FromMilliseconds(500);

    private readonly Func<TaskProgress, ITaskRunner> _create;
    private readonly Action<TaskStatus> _changed;
    private readonly PauseGate _gate;
    private readonly TimeSpan _patience;
    private readonly Backoff _backoff;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly Task _running;
    private readonly Lock _lock = new();
    private StopSignal _run;
    private TaskCompletionSource _again = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITaskRunner? _runner;
    private TaskProgress _progress;
    private TaskStatus _status;
    private bool _isStopping;

    public TaskSlot(
        TaskStatus initial, Func<TaskProgress, ITaskRunner> create, Action<TaskStatus> changed, PauseGate gate,
        TimeSpan patience, Backoff backoff, ILogger log, TimeProvider clock)
    {
        _create = create;
        _changed = changed;
        _gate = gate;
        _patience = patience;
        _backoff = backoff;
        _log = log;
        _clock = clock;
        _run = new StopSignal(clock);
        _progress = new TaskProgress(clock);
        _status = initial;
        _running = Task.Run(SuperviseAsync);
    }

    /// <summary>The task's number.</summary>
    public int Id => _status.Id;

    /// <summary>What it has done and is doing.</summary>
    public TaskProgress Progress => Volatile.Read(ref _progress);

    /// <summary>Its state now.</summary>
    public TaskStatus Status
    {
        get
        {
            var progress = Progress;
            lock (_lock)
            {
                var paused = _status.State == ConnectorState.Running && _gate.IsClosed;
                return _status with
                {
                    State = paused ? ConnectorState.Paused : _status.State,
                    Detail = progress.Detail,
                    Rows = progress.Rows,
                    Lag = progress.Lag,
                    LastRowAt = progress.LastRowAt,
                    IsIdle = progress.IsIdle,
                };
            }
        }
    }

    /// <summary>Starts it again now: ends the run, or the wait after a failure.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            if (_isStopping)
            {
                return;
            }

            _backoff.Reset();
            Set(_status with { State = ConnectorState.Restarting, Trace = null, NextStart = null, Restarts = 0 });
            _run.Ask(_patience);
            _again.TrySetResult();
        }
    }

    /// <summary>Ends it. When patience has run out it is left to itself, and what it does no longer counts.</summary>
    public async Task StopAsync()
    {
        lock (_lock)
        {
            _isStopping = true;
            _run.Ask(_patience);
            _again.TrySetResult();
        }

        try
        {
            await _running.WaitAsync(_patience + DropTime, _clock);
        }
        catch (TimeoutException)
        {
            _log.LogWarning("Task {Task} did not stop within {Patience:0.0} s and is left to itself; it ignores cancellation", Id, _patience.TotalSeconds);
            _runner?.Abandon();
        }
    }

    private async Task SuperviseAsync()
    {
        while (BeginRun() is { } run)
        {
            var begun = _clock.GetTimestamp();
            try
            {
                var runner = _create(Progress);
                Volatile.Write(ref _runner, runner);
                await runner.RunAsync(() => Started(run), run);
            }
            catch (Exception exception) when (run.IsAsked)
            {
                _log.LogDebug(exception, "Task {Task} ended with an error while it was stopped", Id);
            }
            catch (Exception exception)
            {
                await FailedAsync(exception, _clock.GetElapsedTime(begun));
            }
        }
    }

    private StopSignal? BeginRun()
    {
        lock (_lock)
        {
            if (_isStopping)
            {
                return null;
            }

            _run = new StopSignal(_clock);
            _again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _progress, new TaskProgress(_clock));
            return _run;
        }
    }

    private void Started(StopSignal run)
    {
        lock (_lock)
        {
            if (!run.IsAsked)
            {
                Set(_status with { State = ConnectorState.Running, Trace = null, NextStart = null });
            }
        }
    }

    private async Task FailedAsync(Exception exception, TimeSpan lasted)
    {
        Task again;
        TimeSpan wait;
        lock (_lock)
        {
            if (_run.IsAsked)
            {
                return;
            }

            if (lasted >= LongEnough)
            {
                _backoff.Reset();
            }

            wait = _backoff.Next();
            again = _again.Task;
            Set(_status with
            {
                State = ConnectorState.Failed,
                Trace = ErrorMapping.Describe(exception),
                Restarts = _backoff.Failures,
                NextStart = _clock.GetUtcNow() + wait,
            });
        }

        _log.LogError("Task {Task} failed and is started again in {Wait:0.0} s: {Error}", Id, wait.TotalSeconds, ErrorMapping.Describe(exception));
        await Task.WhenAny(again, Task.Delay(wait, _clock));
    }

    private void Set(TaskStatus status)
    {
        _status = status with { Since = _clock.GetUtcNow() };
        _changed(_status);
    }
}
