using System.Buffers.Binary;
using System.Text;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Gtids;

/// <summary>A MySQL GTID set in bytes, as COM_BINLOG_DUMP_GTID sends it and PREVIOUS_GTIDS events hold it.</summary>
/// <remarks>
/// <code>
/// classic   sources u64 | (uuid 16 | intervals u64 | (first u64, last + 1 u64)*)*
/// tagged    1 u8 | sources 6 bytes | 1 u8 | (uuid 16 | tag length·2 u8, tag | intervals u64 | (first u64, last + 1 u64)*)*
/// </code>
/// The top byte of the first eight tells them apart. Page: "mysql::gtid::Gtid_set" in MySQL's source documentation.
/// </remarks>
public static class GtidSetBlock
{
    /// <summary>The bytes of a set; tagged only where it has tags, as older servers know only the other.</summary>
    public static byte[] Write(MySqlGtidSet set)
    {
        var isTagged = set.HasTags;
        using var bytes = new MemoryStream();
        var count = (ulong)set.Sources.Count();
        WriteUInt64(bytes, isTagged ? 1 | (count << 8) | (1UL << 56) : count);
        foreach (var source in set.Sources)
        {
            bytes.Write(source.Uuid.ToByteArray(bigEndian: true));
            if (isTagged)
            {
                bytes.WriteByte((byte)(source.Tag.Length << 1));
                bytes.Write(Encoding.ASCII.GetBytes(source.Tag));
            }

            var intervals = set.Intervals(source);
            WriteUInt64(bytes, (ulong)intervals.Length);
            foreach (var interval in intervals)
            {
                WriteUInt64(bytes, (ulong)interval.First);
                WriteUInt64(bytes, (ulong)interval.Last + 1);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The set in bytes; what follows it is left.</summary>
    public static MySqlGtidSet Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var head = reader.ReadUInt64();
        var isTagged = head >> 56 == 1;
        var count = isTagged ? (head >> 8) & 0xFFFF_FFFF_FFFF : head;
        var found = new List<KeyValuePair<GtidSource, GtidInterval>>();
        for (ulong i = 0; i < count; i++)
        {
            var uuid = new Guid(reader.ReadBytes(16), bigEndian: true);
            var tag = isTagged ? Encoding.ASCII.GetString(reader.ReadBytes(reader.ReadByte() >> 1)) : "";
            var intervals = reader.ReadUInt64();
            for (ulong j = 0; j < intervals; j++)
            {
                var first = reader.ReadUInt64();
                var end = reader.ReadUInt64();
                if (first == 0 || end <= first || end > long.MaxValue)
                {
                    throw MySqlErrors.BadEvent($"a GTID set holds the interval {first} to {end}");
                }

                found.Add(new(new GtidSource(uuid, tag), new GtidInterval((long)first, (long)end - 1)));
            }
        }

        return MySqlGtidSet.Of(found);
    }

    private static void WriteUInt64(MemoryStream stream, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        stream.Write(bytes);
    }
}
