using System.Runtime.InteropServices;

namespace ConnectRuntime.Testing.Servers;

/// <summary>Signals to processes by their id, and the processes below one.</summary>
public static class Signals
{
    /// <summary>SIGINT.</summary>
    public const int Interrupt = 2;

    /// <summary>SIGKILL.</summary>
    public const int Kill = 9;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    /// <summary>SIGCONT.</summary>
    public const int Continue = 18;

    /// <summary>SIGSTOP.</summary>
    public const int Stop = 19;

    /// <summary>Sends a signal; a process that is gone is none.</summary>
    public static void Send(int pid, int signal)
    {
        if (pid > 1)
        {
            _ = SendSignal(pid, signal);
        }
    }

    /// <summary>Sends a signal to a process and then to all below it, so that a stopped parent starts no more of them.</summary>
    public static void SendTree(int pid, int signal)
    {
        Send(pid, signal);
        foreach (var below in Below(pid))
        {
            Send(below, signal);
        }
    }

    /// <summary>Stops a process and all below it, and waits until every thread has: one that runs on for a moment could still answer.</summary>
    public static void PauseTree(int pid)
    {
        SendTree(pid, Stop);
        var all = Below(pid).Append(pid).ToList();
        SpinWait.SpinUntil(() => all.TrueForAll(IsPaused), TimeSpan.FromSeconds(5));
    }

    /// <summary>The ids of all processes that descend from one.</summary>
    public static IReadOnlyList<int> Below(int pid)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? Stat(id) : null)
            .OfType<ProcessStat>()
            .ToLookup(stat => stat.Parent, stat => stat.Pid);
        var found = new List<int>();
        var open = new Queue<int>([pid]);
        while (open.TryDequeue(out var next))
        {
            foreach (var child in children[next])
            {
                found.Add(child);
                open.Enqueue(child);
            }
        }

        return found;
    }

    /// <summary>Whether a process runs; one that has ended and waits for its parent does not.</summary>
    public static bool IsRunning(int pid) => Stat(pid) is { State: not ('Z' or 'X') };

    /// <summary>Whether a process ends within some seconds: one that was killed closes its files a moment before it is gone.</summary>
    public static bool Ends(int pid) => SpinWait.SpinUntil(() => !IsRunning(pid), TimeSpan.FromSeconds(5));

    /// <summary>When a process began, in ticks since the machine did: with the id, it names a process for good.</summary>
    public static string StartOf(int pid) => Stat(pid)?.Started ?? "";

    private static bool IsPaused(int pid)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{pid}/task").All(task => Stat(task) is not { State: not ('T' or 't' or 'Z' or 'X') });
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
    }

    private static ProcessStat? Stat(int pid) => Stat($"/proc/{pid}");

    // pid (name) state parent … ; the name may hold blanks and brackets. Field 22 is the start. See proc_pid_stat(5).
    private static ProcessStat? Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText($"{folder}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new ProcessStat(int.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)], null), int.Parse(fields[1], null), fields[0][0], fields[19]);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);

    private sealed record ProcessStat(int Pid, int Parent, char State, string Started);
}
