using ConnectRuntime.Codecs;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>MariaDB's compressed events (<c>log_bin_compress</c>), unpacked into the bodies of plain ones.</summary>
/// <remarks>
/// One owner, one thread; the buffer is as long as the longest body.
/// <code>
/// QUERY_COMPRESSED   the fixed part, variables and database of QUERY as they are | packed statement
/// ROWS_COMPRESSED    table id, flags, columns and bitmaps of ROWS version 1 as they are | packed rows
///
/// packed             0x80 | algorithm · 16 | n    u8, algorithm 0 is zlib
///                    length when unpacked         n bytes (1–4), big-endian
///                    zlib stream
/// </code>
/// Page: "Compressing events to reduce size of the binary log" in MariaDB's knowledge base; the layout is that of its server's log_event.
/// </remarks>
internal sealed class MariaDbUnpacker
{
    // zlib makes at most 1,032 bytes of one.
    private const long MaxRatio = 1032;

    private readonly Inflater _inflater = new();
    private byte[] _buffer = [];
    private int _length;

    /// <summary>The body that was unpacked last.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(0, _length);

    public void UnpackQuery(ReadOnlySpan<byte> body)
    {
        var reader = new EventBodyReader(body, "QUERY_COMPRESSED");
        reader.ReadBytes(8);
        var database = reader.ReadByte();
        reader.ReadUInt16();
        reader.ReadBytes(reader.ReadUInt16() + database + 1);
        Unpack(body, reader.At, "QUERY_COMPRESSED");
    }

    public void UnpackRows(ReadOnlySpan<byte> body, bool isUpdate)
    {
        var reader = new EventBodyReader(body, "ROWS_COMPRESSED");
        reader.ReadBytes(8);
        var bitmap = (reader.ReadCount(perByte: 8) + 7) / 8;
        reader.ReadBytes(isUpdate ? 2 * bitmap : bitmap);
        Unpack(body, reader.At, "ROWS_COMPRESSED");
    }

    private void Unpack(ReadOnlySpan<byte> body, int plain, string type)
    {
        var reader = new EventBodyReader(body[plain..], type);
        var head = reader.ReadByte();
        if ((head & 0x80) == 0 || (head & 0x70) != 0)
        {
            throw BinlogErrors.UnknownCompression(type, (ulong)head >> 4 & 7);
        }

        long length = 0;
        foreach (var value in reader.ReadBytes(head & 7))
        {
            length = (length << 8) | value;
        }

        var packed = reader.ReadToEnd();
        if (length > packed.Length * MaxRatio || plain + length > Array.MaxLength)
        {
            throw BinlogErrors.BadCompression(type, $"{packed.Length} bytes would become {length}, which they cannot");
        }

        _length = plain + (int)length;
        EventBuffer.Ensure(ref _buffer, _length);

        body[..plain].CopyTo(_buffer);
        try
        {
            _inflater.Unpack(packed, _buffer.AsSpan(plain, (int)length));
        }
        catch (CodecException e)
        {
            throw BinlogErrors.BadCompression(type, e.Message, e);
        }
    }
}
