using System.Buffers.Binary;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>Kept events of one transaction, one after the other.</summary>
/// <remarks>
/// <code>
/// (type u8 | timestamp u32 | server id u32 | length i32 | body)*      little-endian
/// </code>
/// </remarks>
internal sealed class ReplayReader(ReadOnlyMemory<byte> events)
{
    /// <summary>Bytes before a body.</summary>
    public const int HeadBytes = 13;

    private int _at;
    private int _body;

    /// <summary>The type of the current event.</summary>
    public BinlogEventType Type { get; private set; }

    /// <summary>The head of the current event, as far as it was kept.</summary>
    public BinlogEventHeader Header { get; private set; }

    /// <summary>Its body.</summary>
    public ReadOnlySpan<byte> Body => events.Span[_body.._at];

    /// <summary>Goes to the next event; false after the last.</summary>
    public bool TryRead()
    {
        var rest = events.Span[_at..];
        if (rest.Length < HeadBytes)
        {
            return false;
        }

        Type = (BinlogEventType)rest[0];
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest[9..]);
        Header = new BinlogEventHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(rest[1..]), rest[0], BinaryPrimitives.ReadUInt32LittleEndian(rest[5..]), (uint)length, 0, BinlogEventFlags.None);
        _body = _at + HeadBytes;
        _at = _body + length;
        return true;
    }

    /// <summary>Writes an event as it is kept.</summary>
    public static void Write(Span<byte> head, BinlogEventType type, in BinlogEventHeader header, int length)
    {
        head[0] = (byte)type;
        BinaryPrimitives.WriteUInt32LittleEndian(head[1..], header.Timestamp);
        BinaryPrimitives.WriteUInt32LittleEndian(head[5..], header.ServerId);
        BinaryPrimitives.WriteInt32LittleEndian(head[9..], length);
    }
}
