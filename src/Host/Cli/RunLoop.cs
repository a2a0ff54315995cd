using ConnectRuntime.Host.Progress;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Cli;

/// <summary>Looks at a running worker several times a second: tells progress, and with <c>--once</c> decides when to end.</summary>
internal sealed class RunLoop(IHostedWorker worker, Terminal terminal, bool isQuiet)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan NewLines = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly ProgressTracker _progress = new(TimeProvider.System);
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private long _toldAt;

    /// <summary>Until a signal asks to stop.</summary>
    public async Task<int> UntilStoppedAsync(CancellationToken stop)
    {
        while (await WaitAsync(stop))
        {
            Tell(Statuses(), isLast: false);
        }

        terminal.WriteLine("Stopping: tasks end what they have begun.");
        return ExitCode.Ok;
    }

    /// <summary>Until everything is moved, a task has failed, or the time is up.</summary>
    public async Task<int> UntilMovedAsync(TimeSpan limit, CancellationToken stop)
    {
        var policy = new OncePolicy(worker.Connectors, worker.Log, _clock);
        var start = _clock.GetTimestamp();
        while (await WaitAsync(stop))
        {
            var statuses = Statuses();
            if (statuses.Count == 0)
            {
                terminal.WriteLine("There is no connector to run: no file in the folder of connector files could be applied.");
                return ExitCode.Failed;
            }

            if (worker.RefusedFiles.Count > 0)
            {
                var files = worker.RefusedFiles.Select(file => $"{file.Key}: {file.Value}");
                terminal.WriteLine($"Not everything can run: {string.Join("; ", files)}");
                return ExitCode.Failed;
            }

            var verdict = await policy.JudgeAsync(statuses, stop);
            var isLate = limit != Timeout.InfiniteTimeSpan && _clock.GetElapsedTime(start) >= limit;
            Tell(statuses, isLast: verdict.IsDone || verdict.Failure is not null || isLate);
            if (verdict.Failure is { } failure)
            {
                terminal.WriteLine(failure);
                return ExitCode.Failed;
            }

            if (verdict.IsDone)
            {
                terminal.WriteLine("Everything is moved and committed.");
                return ExitCode.Ok;
            }

            if (isLate)
            {
                terminal.WriteLine($"Not everything is moved after {limit.TotalSeconds:0.###} s.");
                return ExitCode.TimedOut;
            }
        }

        terminal.WriteLine("Stopping before everything is moved.");
        return ExitCode.Ok;
    }

    private static async Task<bool> WaitAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Look, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private List<ConnectorStatus> Statuses()
    {
        var statuses = new List<ConnectorStatus>();
        foreach (var name in worker.Connectors.Names)
        {
            try
            {
                statuses.Add(worker.Connectors.GetStatus(name));
            }
            catch (ManagementException exception) when (exception.Kind == ManagementErrorKind.NotFound)
            {
                // It was deleted between the two calls.
            }
        }

        return statuses;
    }

    private void Tell(List<ConnectorStatus> statuses, bool isLast)
    {
        var isDue = _toldAt == 0 || _clock.GetElapsedTime(_toldAt) >= (terminal.IsTerminal ? Redraw : NewLines);
        if (isQuiet || (!isDue && !isLast))
        {
            return;
        }

        _toldAt = _clock.GetTimestamp();
        var lines = _progress.Lines(statuses);
        if (terminal.IsTerminal && !isLast)
        {
            terminal.Show(lines);
            return;
        }

        terminal.Show([]);
        foreach (var (status, line) in statuses.Zip(lines))
        {
            // Where lines stay, one that says nothing new is left out.
            if (_told.GetValueOrDefault(status.Name) != line)
            {
                _told[status.Name] = line;
                terminal.WriteLine(line);
            }
        }
    }
}
