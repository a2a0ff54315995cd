using ConnectRuntime.FlatFile.Charsets;
using ConnectRuntime.FlatFile.Layouts;
using Microsoft.Win32.SafeHandles;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>The part of a file that is in memory as UTF-8, from the first byte that no record has taken.</summary>
/// <remarks>
/// Owner: the task's thread. Bound: the largest record and one block.
/// <code>
/// 0        Start              End             Buffer.Length
/// | taken  | text to be read  | free | 64 bytes of padding |      Start stands at byte Position of the file
/// </code>
/// </remarks>
internal sealed class RecordWindow
{
    private const int FirstBytes = (256 * 1024) + StructuralScanner.Padding;
    private const int KeepBytes = 4 * 1024 * 1024;

    /// <summary>The bytes.</summary>
    public byte[] Buffer { get; private set; } = new byte[FirstBytes];

    /// <summary>First byte that no record has taken.</summary>
    public int Start { get; private set; }

    /// <summary>End of the text.</summary>
    public int End { get; private set; }

    /// <summary>Whether nothing can follow <see cref="End"/>.</summary>
    public bool IsFinal { get; set; }

    /// <summary>Whether all of the text is valid UTF-8, so that records need no check.</summary>
    public bool IsValid { get; set; }

    /// <summary>Where <see cref="Start"/> is in the file.</summary>
    public long Position { get; private set; }

    /// <summary>Where the first record begins that was not taken whole: where a restart may begin.</summary>
    public long RecordPosition { get; private set; }

    /// <summary>Records that were taken.</summary>
    public long Records { get; private set; }

    /// <summary>Lines that were taken.</summary>
    public long Lines { get; private set; }

    /// <summary>Whether the record before <see cref="RecordPosition"/> was taken without its terminator, at the end of a complete file that may have grown since.</summary>
    public bool IsAfterOpenRecord { get; set; }

    /// <summary>How the file's bytes became text.</summary>
    public TextDecoding Decoding { get; private set; } = new Utf8Decoding();

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Text => Buffer.AsSpan(Start, End - Start);

    /// <summary>The file, for the bytes as they are in it.</summary>
    public SafeFileHandle? File { get; private set; }

    /// <summary>Begins at a place of another file.</summary>
    public void Reset(SafeFileHandle file, TextDecoding decoding, long position, long records, long lines)
    {
        (File, RecordPosition) = (file, position);
        Buffer = Buffer.Length > KeepBytes ? new byte[FirstBytes] : Buffer;
        (Decoding, Position, Records, Lines) = (decoding, position, records, lines);
        (Start, End, IsFinal, IsValid, IsAfterOpenRecord) = (0, 0, false, true, false);
    }

    /// <summary>Bytes of the file in a part of the text.</summary>
    public long RawLength(int from, int to) => Decoding.RawLength(Buffer.AsSpan(from, to - from));

    /// <summary>Takes text up to a place where a record begins.</summary>
    public void Take(int to, long records, long lines)
    {
        Pass(to);
        RecordPosition = Position;
        Records += records;
        Lines += lines;
    }

    /// <summary>Takes text in the middle of a record.</summary>
    public void Pass(int to)
    {
        Position += RawLength(Start, to);
        Start = to;
    }

    /// <summary>Free space behind the text, of at least <paramref name="count"/> bytes; moves the text to the front.</summary>
    public Span<byte> Reserve(int count)
    {
        var length = End - Start;
        if (Buffer.Length - StructuralScanner.Padding - length < count)
        {
            var larger = new byte[Math.Max((long)length + count, Math.Min(2L * length, Array.MaxLength / 2)) + StructuralScanner.Padding];
            Text.CopyTo(larger);
            Buffer = larger;
        }
        else
        {
            Text.CopyTo(Buffer);
        }

        (Start, End) = (0, length);
        return Buffer.AsSpan(length, Buffer.Length - StructuralScanner.Padding - length);
    }

    /// <summary>Counts bytes written to the free space as text.</summary>
    public void Add(int count) => End += count;
}
