using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using ConnectRuntime.Codecs;

namespace ConnectRuntime.MySql.History.Notes;

/// <summary>A note of the history as bytes.</summary>
/// <remarks>
/// <code>
/// format u8 | content | CRC-32C u32 LE over all before it
/// number: 7 bits a byte, low ones first, the high bit says that more follow
/// text:   0 for null | 1, length, UTF-8 | 2 + n for the n-th text of this note, from 0
/// </code>
/// One owner; used again for the next note after <see cref="Begin"/>.
/// </remarks>
internal sealed class NoteWriter
{
    /// <summary>The format that is written.</summary>
    public const byte Format = 1;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    /// <summary>Begins a note.</summary>
    public void Begin()
    {
        _bytes.ResetWrittenCount();
        _texts.Clear();
        WriteByte(Format);
    }

    /// <summary>Ends the note and returns its bytes.</summary>
    public byte[] End()
    {
        var crc = Crc32C.Compute(_bytes.WrittenSpan);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(4), crc);
        _bytes.Advance(4);
        return _bytes.WrittenSpan.ToArray();
    }

    /// <summary>A byte.</summary>
    public void WriteByte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    /// <summary>A number that is not negative.</summary>
    public void WriteNumber(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value >= 0x80; value >>= 7)
        {
            WriteByte((byte)(value | 0x80));
        }

        WriteByte((byte)value);
    }

    /// <summary>A text, or null.</summary>
    public void WriteText(string? text)
    {
        if (text is null)
        {
            WriteNumber(0);
        }
        else if (_texts.TryGetValue(text, out var index))
        {
            WriteNumber(index + 2);
        }
        else
        {
            _texts.Add(text, _texts.Count);
            WriteNumber(1);
            WriteNumber(Encoding.UTF8.GetByteCount(text));
            var span = _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
            _bytes.Advance(Encoding.UTF8.GetBytes(text, span));
        }
    }
}
