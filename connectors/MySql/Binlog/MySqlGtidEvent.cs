using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The name of the transaction that follows, and when it was committed: GTID (33), ANONYMOUS_GTID (34), GTID_TAGGED (42).</summary>
/// <remarks>
/// <code>
/// 33, 34   flags u8 | uuid 16 | number i64 | [2 | last committed i64 | sequence i64
///            | [immediate commit 7 bytes, bit 55: original commit 7 bytes follows
///            | [length lenenc | [immediate version u32, bit 31: original version u32 follows]]]]
/// 42       a message of numbered fields, see <see cref="TaggedFields"/>
/// </code>
/// Pages: "Gtid_event" and "mysql::serialization" in MySQL's source documentation. Nothing is allocated.
/// </remarks>
internal readonly record struct MySqlGtidEvent
{
    private const ulong HasOriginal = 1UL << 55;

    /// <summary>The server, and the tag, that numbered it; without meaning for an anonymous one.</summary>
    public GtidSource Source { get; init; }

    /// <summary>Its number; 0 for an anonymous one.</summary>
    public long Number { get; init; }

    /// <summary>Bit 0: it may hold changes that were logged as statements.</summary>
    public byte Flags { get; init; }

    /// <summary>The logical clock: what it depends on.</summary>
    public long LastCommitted { get; init; }

    /// <summary>The logical clock: itself.</summary>
    public long SequenceNumber { get; init; }

    /// <summary>When this server committed it, in µs since 1970; 0 where it is not told.</summary>
    public ulong ImmediateCommit { get; init; }

    /// <summary>When the first server committed it, in µs since 1970; 0 where it is not told.</summary>
    public ulong OriginalCommit { get; init; }

    /// <summary>Bytes of the transaction's events, this one and checksums included; 0 where it is not told.</summary>
    public ulong Length { get; init; }

    /// <summary>The version of this server, such as 90704; 0 where it is not told.</summary>
    public uint ImmediateVersion { get; init; }

    /// <summary>The version of the first server.</summary>
    public uint OriginalVersion { get; init; }

    public bool IsAnonymous => Number == 0;

    /// <summary>Whether a type is one that this reads.</summary>
    public static bool Is(BinlogEventType type) =>
        type is BinlogEventType.Gtid or BinlogEventType.AnonymousGtid or BinlogEventType.GtidTagged;

    public static MySqlGtidEvent Read(BinlogEventType type, ReadOnlySpan<byte> body) =>
        type == BinlogEventType.GtidTagged ? TaggedFields.Read(body) : ReadPlain(body, type == BinlogEventType.AnonymousGtid);

    private static MySqlGtidEvent ReadPlain(ReadOnlySpan<byte> body, bool isAnonymous)
    {
        var reader = new EventBodyReader(body, "GTID");
        var flags = reader.ReadByte();
        var source = new GtidSource(reader.ReadGuid(), "");
        var number = (long)reader.ReadUInt64();
        if (!isAnonymous && number <= 0)
        {
            throw reader.Malformed($"its number is {number}, a positive one is required");
        }

        var gtid = new MySqlGtidEvent { Flags = flags, Source = source, Number = isAnonymous ? 0 : number };
        if (reader.Remaining == 0 || reader.ReadByte() != 2)
        {
            return gtid;
        }

        gtid = gtid with { LastCommitted = (long)reader.ReadUInt64(), SequenceNumber = (long)reader.ReadUInt64() };
        return reader.Remaining == 0 ? gtid : ReadTimes(gtid, ref reader);
    }

    private static MySqlGtidEvent ReadTimes(MySqlGtidEvent gtid, ref EventBodyReader reader)
    {
        var immediate = reader.ReadUInt56();
        var original = (immediate & HasOriginal) != 0 ? reader.ReadUInt56() : immediate;
        var length = reader.Remaining == 0 ? 0 : reader.ReadLengthEncoded();
        uint version = 0, originalVersion = 0;
        if (reader.Remaining >= 4)
        {
            version = reader.ReadUInt32();
            originalVersion = version >> 31 != 0 ? reader.ReadUInt32() : version;
        }

        return gtid with
        {
            ImmediateCommit = immediate & ~HasOriginal,
            OriginalCommit = original,
            Length = length,
            ImmediateVersion = version & 0x7FFF_FFFF,
            OriginalVersion = originalVersion,
        };
    }
}
