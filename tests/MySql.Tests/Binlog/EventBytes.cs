using System.Buffers.Binary;
using System.Text;
using ConnectRuntime.Codecs;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Raw events that no server wrote, byte by byte.</summary>
internal static class EventBytes
{
    /// <summary>A head, a body and, unless left out, its CRC-32.</summary>
    public static byte[] Make(
        BinlogEventType type, ReadOnlySpan<byte> body, uint next = 0, BinlogEventFlags flags = 0, bool checksum = true, uint timestamp = 1_700_000_000)
    {
        var bytes = new byte[BinlogEventHeader.Length + body.Length + (checksum ? 4 : 0)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, timestamp);
        bytes[4] = (byte)type;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(5), 7);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(9), (uint)bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(13), next);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(17), (ushort)flags);
        body.CopyTo(bytes.AsSpan(BinlogEventHeader.Length));
        return checksum ? Seal(bytes) : bytes;
    }

    /// <summary>ROTATE.</summary>
    public static byte[] Rotate(string file, ulong position, bool artificial = true, uint next = 0, bool checksum = true)
    {
        var body = new byte[8 + file.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(body, position);
        Encoding.ASCII.GetBytes(file, body.AsSpan(8));
        return Make(BinlogEventType.Rotate, body, next, artificial ? BinlogEventFlags.Artificial : 0, checksum, artificial ? 0u : 1_700_000_000u);
    }

    /// <summary>FORMAT_DESCRIPTION; its checksum is there whatever the algorithm.</summary>
    public static byte[] Format(string server = "9.7.4", byte algorithm = 1, uint next = 0, ushort version = 4, byte tableMapPart = 8, byte head = 19)
    {
        var body = new byte[57 + 40 + 1];
        BinaryPrimitives.WriteUInt16LittleEndian(body, version);
        Encoding.ASCII.GetBytes(server, body.AsSpan(2));
        body[56] = head;
        body[57 + 18] = tableMapPart;
        body[^1] = algorithm;
        return Make(BinlogEventType.FormatDescription, body, next);
    }

    /// <summary>XID.</summary>
    public static byte[] Xid(ulong number, uint next = 0, bool checksum = true)
    {
        var body = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(body, number);
        return Make(BinlogEventType.Xid, body, next, 0, checksum);
    }

    /// <summary>Sets size and CRC-32 of an event with a checksum anew.</summary>
    public static byte[] Seal(byte[] bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(9), (uint)bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32.Compute(bytes.AsSpan(0, bytes.Length - 4)));
        return bytes;
    }
}
