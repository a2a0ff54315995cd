using System.Globalization;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>Memory of a running worker, as Linux counts it.</summary>
internal static class WorkerMemory
{
    /// <summary>The most that it has had, in MiB.</summary>
    public static double PeakMegabytes(this ConnectProcess worker)
    {
        var line = File.ReadLines($"/proc/{worker.Pid}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }
}
