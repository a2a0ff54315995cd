namespace ConnectRuntime.MySql.Binlog;

/// <summary>The session's variables that a QUERY event carries, as far as they change what the statement means.</summary>
/// <remarks>
/// <code>
/// (code u8 | value)*     the code says how long the value is; after an unknown code nothing more can be read
/// </code>
/// Page: "Query_event", table "Status variables", in MySQL's source documentation.
/// </remarks>
internal readonly record struct QueryVariables
{
    /// <summary>Bits of options that a replica sets too; MariaDB has <c>explicit_defaults_for_timestamp</c> among them; null where they are not told.</summary>
    public uint? Flags { get; init; }

    /// <summary>Bits of <c>sql_mode</c>; null where it is not told.</summary>
    public ulong? SqlMode { get; init; }

    /// <summary>Where among the variables <c>time_zone</c> is, which is told where the statement depends on it; empty otherwise.</summary>
    public Range TimeZone { get; init; }

    /// <summary>Collation number of <c>character_set_client</c>; 0 where it is not told.</summary>
    public int ClientCollation { get; init; }

    /// <summary><c>collation_connection</c>; 0 where it is not told.</summary>
    public int ConnectionCollation { get; init; }

    /// <summary><c>collation_server</c>; 0 where it is not told.</summary>
    public int ServerCollation { get; init; }

    /// <summary><c>collation_database</c>; 0 where it is not told.</summary>
    public int DatabaseCollation { get; init; }

    /// <summary><c>default_collation_for_utf8mb4</c>; 0 where it is not told.</summary>
    public int DefaultUtf8Mb4Collation { get; init; }

    /// <summary><c>explicit_defaults_for_timestamp</c>; null where it is not told.</summary>
    public bool? ExplicitDefaultsForTimestamp { get; init; }

    /// <summary>Microseconds of the second in which the statement began; null where it is not told.</summary>
    public int? Microseconds { get; init; }

    public static QueryVariables Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new EventBodyReader(bytes, "QUERY");
        var found = default(QueryVariables);
        while (reader.Remaining > 0 && ReadOne(ref reader, ref found, bytes.Length))
        {
        }

        return found;
    }

    private static bool ReadOne(ref EventBodyReader reader, ref QueryVariables found, int length)
    {
        switch (reader.ReadByte())
        {
            case 0: found = found with { Flags = reader.ReadUInt32() }; break;
            case 10: reader.ReadBytes(4); break;
            case 1: found = found with { SqlMode = reader.ReadUInt64() }; break;
            case 2: reader.ReadShortBytesAndZero(); break;
            case 3: reader.ReadBytes(4); break;
            case 4: found = ReadCollations(ref reader, found); break;
            case 5: found = found with { TimeZone = ReadRange(ref reader, length) }; break;
            case 6: reader.ReadShortBytes(); break;
            case 7: reader.ReadBytes(2); break;
            case 8: found = found with { DatabaseCollation = reader.ReadUInt16() }; break;
            case 9 or 14 or 15 or 17 or 129: reader.ReadBytes(8); break;
            case 11: reader.ReadShortBytes(); reader.ReadShortBytes(); break;
            case 12: PassDatabases(ref reader); break;
            case 13 or 128: found = found with { Microseconds = (int)reader.ReadUInt24() }; break;
            case 16: found = found with { ExplicitDefaultsForTimestamp = reader.ReadByte() != 0 }; break;
            case 18: found = found with { DefaultUtf8Mb4Collation = reader.ReadUInt16() }; break;
            case 19 or 20: reader.ReadByte(); break;
            default: return false;
        }

        return true;
    }

    private static Range ReadRange(ref EventBodyReader reader, int length)
    {
        var bytes = reader.ReadShortBytes().Length;
        return (length - reader.Remaining - bytes)..(length - reader.Remaining);
    }

    private static QueryVariables ReadCollations(ref EventBodyReader reader, QueryVariables found) => found with
    {
        ClientCollation = reader.ReadUInt16(),
        ConnectionCollation = reader.ReadUInt16(),
        ServerCollation = reader.ReadUInt16(),
    };

    // 254 stands for more databases than are listed.
    private static void PassDatabases(ref EventBodyReader reader)
    {
        var count = reader.ReadByte();
        for (var i = 0; count != 254 && i < count; i++)
        {
            while (reader.ReadByte() != 0)
            {
            }
        }
    }
}
