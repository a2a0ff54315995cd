using System.Buffers.Binary;
using System.Text;
using ConnectRuntime.Codecs;

namespace ConnectRuntime.MySql.History.Notes;

/// <summary>Reads what <see cref="NoteWriter"/> wrote; anything else is an <see cref="InvalidDataException"/>.</summary>
internal ref struct NoteReader
{
    private readonly List<string> _texts;
    private ReadOnlySpan<byte> _rest;

    /// <summary>Checks a note and begins to read it.</summary>
    public NoteReader(ReadOnlySpan<byte> note)
    {
        if (note.Length < 5 || BinaryPrimitives.ReadUInt32LittleEndian(note[^4..]) != Crc32C.Compute(note[..^4]))
        {
            throw new InvalidDataException("its checksum is wrong");
        }

        if (note[0] != NoteWriter.Format)
        {
            throw new InvalidDataException($"its format is {note[0]}");
        }

        _texts = [];
        _rest = note[1..^4];
    }

    /// <summary>A byte.</summary>
    public byte ReadByte()
    {
        if (_rest.IsEmpty)
        {
            throw new InvalidDataException("it ends too early");
        }

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    /// <summary>A number.</summary>
    public long ReadNumber()
    {
        var value = 0L;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var part = ReadByte();
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is too long");
    }

    /// <summary>A number that counts things that follow, each of a byte at least.</summary>
    public int ReadCount() => ReadNumber() is var count && count <= _rest.Length ? (int)count : throw new InvalidDataException("a count is too large");

    /// <summary>A text, or null.</summary>
    public string? ReadText()
    {
        var head = ReadNumber();
        if (head == 0)
        {
            return null;
        }

        if (head > 1)
        {
            return head - 2 < _texts.Count ? _texts[(int)head - 2] : throw new InvalidDataException("a text is not there");
        }

        var length = ReadCount();
        var text = Encoding.UTF8.GetString(_rest[..length]);
        _rest = _rest[length..];
        _texts.Add(text);
        return text;
    }

    /// <summary>A text that is there.</summary>
    public string ReadName() => ReadText() ?? throw new InvalidDataException("a name is missing");
}
