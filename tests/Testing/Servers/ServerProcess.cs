using System.Diagnostics;

namespace ConnectRuntime.Testing.Servers;

/// <summary>A private server that runs beside the tests and does not outlive them.</summary>
/// <remarks>
/// Its output goes into a file. A second, tiny process waits for the end of ours, also a violent one, and then ends the server
/// and removes its folder.
/// </remarks>
public sealed class ServerProcess : IDisposable
{
    private const string RunScript = "log=$1; shift; exec \"$@\" < /dev/null >> \"$log\" 2>&1";

    // The start time guards against another process that got the same id.
    private const string WatchScript =
        "trap '' INT TERM HUP; cat > /dev/null; s=$(cat /proc/$1/stat 2> /dev/null); s=${s##*) }; set -- \"$1\" \"$2\" \"$3\" $s; "
        + "if [ \"${23:-}\" = \"$3\" ]; then kill -9 \"$1\"; sleep 1; fi; [ -z \"$2\" ] || rm -rf -- \"$2\"";

    private readonly Process _process;
    private readonly Process _watch;

    private ServerProcess(Process process, Process watch, string log)
    {
        _process = process;
        _watch = watch;
        LogFile = log;
    }

    /// <summary>The server's own process id.</summary>
    public int Pid => _process.Id;

    /// <summary>Where its output goes.</summary>
    public string LogFile { get; }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts a server.</summary>
    /// <param name="command">The program and its arguments; each must replace itself by the next, as <c>exec</c> does.</param>
    /// <param name="log">File to append its output to.</param>
    /// <param name="folder">Removed when our process ends without having disposed of this; null for none.</param>
    /// <param name="environment">Variables to add.</param>
    public static ServerProcess Start(
        IEnumerable<string> command, string log, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo("sh", ["-c", RunScript, "server", log, .. command]) { WorkingDirectory = folder ?? "/" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        // Who looks for the server in its log finds one, even before the shell has run.
        File.AppendAllText(log, "");
        var process = Process.Start(start) ?? throw new InvalidOperationException("No shell could be started.");
        string[] watch = ["sh", "-c", WatchScript, "watch", $"{process.Id}", folder ?? "", Signals.StartOf(process.Id)];
        return new ServerProcess(
            process,
            Process.Start(new ProcessStartInfo("setsid", watch) { RedirectStandardInput = true, WorkingDirectory = "/" })!,
            log);
    }

    /// <summary>Sends a signal to the server alone.</summary>
    public void Signal(int signal) => Signals.Send(Pid, signal);

    /// <summary>Stops it and all its children in the middle of whatever they do; connections stay open and silent.</summary>
    public void Pause() => Signals.PauseTree(Pid);

    /// <summary>Lets them go on.</summary>
    public void Resume() => Signals.SendTree(Pid, Signals.Continue);

    /// <summary>Kills it and all its children at once, as a power cut would, and waits until they are gone.</summary>
    public async Task KillAsync()
    {
        var all = Signals.Below(Pid).Append(Pid).ToList();
        Signals.SendTree(Pid, Signals.Kill);
        all.ForEach(pid => Signals.Send(pid, Signals.Kill));
        await _process.WaitForExitAsync();
        while (all.Exists(Signals.IsRunning))
        {
            await Task.Delay(5);
        }
    }

    /// <summary>Asks it to end by a signal, waits, and kills it if that takes too long.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> StopAsync(int signal, TimeSpan timeout)
    {
        Resume();
        Signal(signal);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(timeout);
            return true;
        }
        catch (TimeoutException)
        {
            await KillAsync();
            return false;
        }
    }

    /// <summary>Waits for its end, whoever brings it about, and returns its exit code; 128 and the signal for one that was killed.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Waits until the server is ready, or throws with the end of its log.</summary>
    public async Task ReadyAsync(Func<ValueTask<bool>> isReady, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var since = Stopwatch.StartNew();
        while (!await isReady())
        {
            if (_process.HasExited || since.Elapsed > timeout)
            {
                throw new InvalidOperationException(
                    $"The server {(_process.HasExited ? $"ended with {_process.ExitCode}" : "is not ready in time")}: {LogTail()}");
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    /// <summary>The last lines of its output.</summary>
    public string LogTail() => File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(15)) : "(no output)";

    /// <summary>Leaves the server to its watcher, as the sudden end of our process does.</summary>
    public void LetGo() => _watch.StandardInput.Close();

    /// <summary>Kills what still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Signals.SendTree(Pid, Signals.Kill);
            _process.WaitForExit();
        }

        _watch.Kill();
        _watch.WaitForExit();
        _watch.Dispose();
        _process.Dispose();
    }
}
