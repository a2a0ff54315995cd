using System.Buffers;
using System.Text.Unicode;
using ConnectRuntime.Errors;
using ConnectRuntime.FlatFile.Charsets;
using Microsoft.Win32.SafeHandles;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>Reads a file in blocks from a position on into a <see cref="RecordWindow"/>.</summary>
internal sealed class BlockReader
{
    /// <summary>Bytes per read; few enough to stay in a second-level cache while they are taken apart.</summary>
    public const int BlockBytes = 256 * 1024;

    private byte[] _raw = [];
    private SafeFileHandle? _file;
    private long _next;

    /// <summary>How far the file has been looked at, a cut-off character at the end included.</summary>
    public long Seen { get; private set; }

    /// <summary>What has been read and not taken.</summary>
    public RecordWindow Window { get; } = new();

    /// <summary>Begins at a byte of a file, which must begin a record.</summary>
    public void Open(SafeFileHandle file, TextDecoding decoding, long position, long records, long lines)
    {
        _file = file;
        (_next, Seen) = (position, position);
        Window.Reset(file, decoding, position, records, lines);
    }

    /// <summary>Reads a block behind the text that is there.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Fill() => Window.Decoding.IsIdentity ? FillPlain() : FillDecoded();

    /// <summary>Says that the file has ended, so that a last record without a terminator is whole.</summary>
    public void End(long size)
    {
        if (_next < size)
        {
            // Half a character is left over: it must be seen as broken text.
            Window.Reserve(1)[0] = 0xFF;
            Window.Add(1);
            _next = size;
        }

        Window.IsFinal = true;
        Window.IsValid = Utf8.IsValid(Window.Text);
    }

    private bool FillPlain()
    {
        // A long record makes the window grow by doubling, so that it is not searched again for every block.
        var free = Window.Reserve(Math.Max(BlockBytes, Window.End - Window.Start));
        var read = Read(free);
        _next += read;
        Window.Add(read);
        if (read > 0)
        {
            Window.IsValid = Utf8.IsValid(Window.Text[..^CutOff(Window.Text)]);
        }

        return read > 0;
    }

    private bool FillDecoded()
    {
        var wanted = Math.Max(BlockBytes, (Window.End - Window.Start) / 3);
        if (_raw.Length < wanted)
        {
            _raw = new byte[wanted];
        }

        var read = Read(_raw);
        var free = Window.Reserve(Window.Decoding.MaxUtf8(read));
        var count = Window.Decoding.Decode(_raw.AsSpan(0, read), free, out var consumed);
        _next += consumed;
        Window.Add(count);
        if (count > 0)
        {
            Window.IsValid = Utf8.IsValid(Window.Text);
        }

        return count > 0;
    }

    private int Read(Span<byte> target)
    {
        try
        {
            var read = RandomAccess.Read(_file!, target, _next);
            Seen = _next + read;
            return read;
        }
        catch (IOException e)
        {
            throw new ConnectException(
                ErrorKind.Transient,
                "FIL027",
                $"Cannot read on at byte {_next} of a file: {e.Message} It is required to be readable. Look after the disk or the network share.",
                e);
        }
    }

    /// <summary>Bytes at the end that begin a character without finishing it.</summary>
    private static int CutOff(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= Math.Min(3, text.Length); back++)
        {
            var lead = text[^back];
            if ((lead & 0xC0) != 0x80)
            {
                var length = lead switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
                return length > back ? back : 0;
            }
        }

        return 0;
    }
}
