namespace ConnectRuntime.MySql.Binlog;

/// <summary>The size of a buffer that holds one event at a time.</summary>
internal static class EventBuffer
{
    /// <summary>What a buffer has at least.</summary>
    public const int SmallestBytes = 64 * 1024;

    /// <summary>What a buffer keeps: one that grew beyond it for a single event is given up at the next one that needs less.</summary>
    public const int KeptBytes = 4 << 20;

    /// <summary>Makes a buffer long enough; what it held is lost when it is replaced.</summary>
    public static void Ensure(ref byte[] buffer, int length)
    {
        if (buffer.Length < length || (buffer.Length > KeptBytes && length <= KeptBytes))
        {
            buffer = GC.AllocateUninitializedArray<byte>(Math.Max(length, SmallestBytes));
        }
    }
}
