using ConnectRuntime.FlatFile.Tailing;

namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>A failed record as it stands in the file, before any decoding.</summary>
internal static class RawRecord
{
    /// <summary>Longer records keep their first MiB only; the failure's message says where in the file the rest is.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The bytes of a part of the window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="from">First byte of the text.</param>
    /// <param name="to">End of the text.</param>
    /// <param name="cut">Whether there are more bytes.</param>
    public static byte[] Of(RecordWindow window, int from, int to, out bool cut)
    {
        var length = window.RawLength(from, to);
        cut = length > MaxBytes;
        if (window.Decoding.IsIdentity)
        {
            return window.Buffer.AsSpan(from, (int)Math.Min(length, MaxBytes)).ToArray();
        }

        var bytes = new byte[Math.Min(length, MaxBytes)];
        var read = RandomAccess.Read(window.File!, bytes, window.Position + window.RawLength(window.Start, from));
        return bytes[..read];
    }
}
