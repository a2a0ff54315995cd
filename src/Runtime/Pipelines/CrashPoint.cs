using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Named places between two steps of a delivery, where a test lets the process die as <c>kill -9</c> does.</summary>
/// <remarks>
/// A hook for tests: <c>CONNECTRUNTIME_CRASH_AT=point:n</c> ends the process when one of its tasks comes to that point for the n-th time, the
/// first without <c>:n</c>. It is in every build, so that what is tested is what runs; without the variable a point costs one look at a static
/// flag for each batch or flush. Thread-safe.
/// <code>
/// source:  append → source-appended → commit → source-committed → position in memory
/// sink:    write → sink-written → flush → sink-flushed → group offset → …      revoke: flush → sink-revoked → task lets go
/// letter:  append to the dead-letter topic → letter-written → flush of the target, group offset
/// </code>
/// </remarks>
internal static class CrashPoint
{
    /// <summary>Records of a source are appended, their transaction is not committed.</summary>
    public const string SourceAppended = "source-appended";

    /// <summary>The transaction of a source is committed, nobody has been told.</summary>
    public const string SourceCommitted = "source-committed";

    /// <summary>Rows are written to a sink task that has not been flushed.</summary>
    public const string SinkWritten = "sink-written";

    /// <summary>The target has the rows, the group's offsets do not.</summary>
    public const string SinkFlushed = "sink-flushed";

    /// <summary>A sink task that gives partitions up has been flushed, and still has them.</summary>
    public const string SinkRevoked = "sink-revoked";

    /// <summary>A dead letter is durable, no offset has passed its record.</summary>
    public const string LetterWritten = "letter-written";

    private static readonly string Wanted = Setting(0);
    private static readonly int WantedHit = int.TryParse(Setting(1), NumberStyles.None, CultureInfo.InvariantCulture, out var hit) ? hit : 1;
    private static readonly bool IsArmed = Wanted.Length > 0;
    private static int _hits;

    /// <summary>Passes a point, unless the process is to end here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pass(string point)
    {
        if (IsArmed)
        {
            Count(point);
        }
    }

    private static void Count(string point)
    {
        if (point == Wanted && Interlocked.Increment(ref _hits) == WantedHit)
        {
            Console.Error.WriteLine($"CONNECTRUNTIME_CRASH_AT: the process ends at hit {WantedHit} of {point}.");
            Process.GetCurrentProcess().Kill();
        }
    }

    private static string Setting(int part) =>
        (Environment.GetEnvironmentVariable("CONNECTRUNTIME_CRASH_AT") ?? string.Empty).Split(':') is var parts && part < parts.Length ? parts[part] : string.Empty;
}
