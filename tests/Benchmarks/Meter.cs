using System.Diagnostics;

namespace ConnectRuntime.Benchmarks;

/// <summary>Wall time, processor time and allocations of a stretch of work in this process.</summary>
internal sealed class Meter
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TimeSpan _cpu = Process.GetCurrentProcess().TotalProcessorTime;
    private readonly long _allocated = GC.GetTotalAllocatedBytes(precise: true);

    /// <summary>Most memory that a process has had, in MiB, as Linux counts it.</summary>
    public static double PeakMegabytes(string process = "self") => Status(process, "VmHWM:") / 1024.0;

    /// <summary>Memory that a process has now, in MiB, as Linux counts it.</summary>
    public static double ResidentMegabytes(string process = "self") => Status(process, "VmRSS:") / 1024.0;

    /// <summary>Processor time that a process has taken, its own and the kernel's for it.</summary>
    public static double CpuSeconds(int process)
    {
        using var found = Process.GetProcessById(process);
        return found.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>Sets the peak back, so that what prepared a rig does not count.</summary>
    public static void ResetPeak()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // proc(5): 5 resets the peak resident set size.
        File.WriteAllText("/proc/self/clear_refs", "5");
    }

    /// <summary>Ends the stretch.</summary>
    public RigResult Stop(string rig, long rows, long bytes)
    {
        var seconds = _watch.Elapsed.TotalSeconds;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        return new RigResult(rig)
        {
            Rows = rows,
            Seconds = Math.Round(seconds, 3),
            RowsPerSecond = Math.Round(rows / seconds),
            BytesPerSecond = Math.Round(bytes / seconds),
            AllocatedPerRow = Math.Round((double)allocated / rows, 3),
            CpuSeconds = Math.Round((Process.GetCurrentProcess().TotalProcessorTime - _cpu).TotalSeconds, 3),
        };
    }

    private static long Status(string process, string name) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim(),
        System.Globalization.CultureInfo.InvariantCulture);
}
