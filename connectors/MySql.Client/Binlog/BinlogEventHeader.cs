using System.Buffers.Binary;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Binlog;

/// <summary>The head of a binlog event.</summary>
/// <param name="Timestamp">When the statement began, in seconds since 1970; 0 for an event that the server made up.</param>
/// <param name="Type">Type of the event.</param>
/// <param name="ServerId">The server that wrote it first.</param>
/// <param name="EventSize">Bytes of the event with head and checksum.</param>
/// <param name="NextPosition">Byte after the event in its file, modulo 2³²; 0 where it has none.</param>
/// <param name="Flags">Flags.</param>
/// <remarks>
/// <code>
/// timestamp u32 | type u8 | server id u32 | event size u32 | next position u32 | flags u16 | body | [CRC-32 u32]
/// </code>
/// Page: "Binlog Event Header" in MySQL's source documentation.
/// </remarks>
public readonly record struct BinlogEventHeader(
    uint Timestamp, byte Type, uint ServerId, uint EventSize, uint NextPosition, BinlogEventFlags Flags)
{
    /// <summary>Bytes of the head.</summary>
    public const int Length = 19;

    /// <summary>The head of an event.</summary>
    public static BinlogEventHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length)
        {
            throw MySqlErrors.BadEvent($"an event has {bytes.Length} bytes, at least {Length} are required");
        }

        return new BinlogEventHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            bytes[4],
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[5..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[9..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[13..]),
            (BinlogEventFlags)BinaryPrimitives.ReadUInt16LittleEndian(bytes[17..]));
    }
}
