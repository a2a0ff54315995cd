using System.Buffers.Binary;
using ConnectRuntime.Codecs;

namespace ConnectRuntime.Transport.Embedded.Format;

/// <summary>The 61 bytes before the records of a Kafka record batch, version 2.</summary>
/// <remarks>
/// Big endian. The checksum (CRC-32C) covers everything from the attributes on, so the offset can be set after it was computed.
/// Attributes: bits 0–2 compression (0 here), bit 3 timestamps are of the append, bit 4 transactional, bit 5 control.
/// See https://kafka.apache.org/documentation/#recordbatch.
/// <code>
///  0 base offset 8     | 8 length from byte 12 on 4 | 12 leader epoch 4 | 16 magic 1 | 17 crc 4
/// 21 attributes 2      | 23 last offset delta 4     | 27 base timestamp 8 | 35 max timestamp 8
/// 43 producer id 8     | 51 producer epoch 2        | 53 base sequence 4  | 57 record count 4 | 61 records…
/// </code>
/// </remarks>
internal readonly ref struct BatchHeader(ReadOnlySpan<byte> bytes)
{
    public const int Size = 61;
    public const int LengthPrefix = 12;
    public const short AppendTime = 0x08;
    public const short Transactional = 0x10;
    public const short Control = 0x20;
    private const short CompressionMask = 0x07;
    private const int ChecksumStart = 21;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public long BaseOffset => BinaryPrimitives.ReadInt64BigEndian(_bytes);

    /// <summary>Bytes of the whole batch, header included; anything below 61 is not a batch.</summary>
    public long TotalSize => (long)BinaryPrimitives.ReadInt32BigEndian(_bytes[8..]) + LengthPrefix;

    public byte Magic => _bytes[16];

    public short Attributes => BinaryPrimitives.ReadInt16BigEndian(_bytes[ChecksumStart..]);

    public long LastOffset => BaseOffset + BinaryPrimitives.ReadInt32BigEndian(_bytes[23..]);

    public long BaseTimestamp => BinaryPrimitives.ReadInt64BigEndian(_bytes[27..]);

    public long MaxTimestamp => BinaryPrimitives.ReadInt64BigEndian(_bytes[35..]);

    public long ProducerId => BinaryPrimitives.ReadInt64BigEndian(_bytes[43..]);

    public short ProducerEpoch => BinaryPrimitives.ReadInt16BigEndian(_bytes[51..]);

    public int RecordCount => BinaryPrimitives.ReadInt32BigEndian(_bytes[57..]);

    public bool IsTransactional => (Attributes & Transactional) != 0;

    public bool IsControl => (Attributes & Control) != 0;

    public bool IsCompressed => (Attributes & CompressionMask) != 0;

    /// <summary>Whether the header can be one; the checksum is not looked at.</summary>
    public bool IsPlausible => Magic == 2 && TotalSize >= Size && BaseOffset >= 0 && LastOffset >= BaseOffset && RecordCount >= 0;

    /// <summary>Whether the checksum of a whole batch is right.</summary>
    public static bool ChecksumMatches(ReadOnlySpan<byte> batch) =>
        BinaryPrimitives.ReadUInt32BigEndian(batch[17..]) == Crc32C.Compute(batch[ChecksumStart..]);

    /// <summary>Sets where a batch that is otherwise finished goes.</summary>
    public static void SetBaseOffset(Span<byte> batch, long offset) => BinaryPrimitives.WriteInt64BigEndian(batch, offset);

    /// <summary>Writes the header of a batch whose records are in place, with base offset 0.</summary>
    public static void Write(
        Span<byte> batch, short attributes, int count, long baseTimestamp, long maxTimestamp, long producerId, short producerEpoch)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, 0);
        BinaryPrimitives.WriteInt32BigEndian(batch[8..], batch.Length - LengthPrefix);
        BinaryPrimitives.WriteInt32BigEndian(batch[12..], 0);
        batch[16] = 2;
        BinaryPrimitives.WriteInt16BigEndian(batch[21..], attributes);
        BinaryPrimitives.WriteInt32BigEndian(batch[23..], count - 1);
        BinaryPrimitives.WriteInt64BigEndian(batch[27..], baseTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(batch[35..], maxTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(batch[43..], producerId);
        BinaryPrimitives.WriteInt16BigEndian(batch[51..], producerEpoch);
        BinaryPrimitives.WriteInt32BigEndian(batch[53..], -1);
        BinaryPrimitives.WriteInt32BigEndian(batch[57..], count);
        BinaryPrimitives.WriteUInt32BigEndian(batch[17..], Crc32C.Compute(batch[ChecksumStart..]));
    }
}
