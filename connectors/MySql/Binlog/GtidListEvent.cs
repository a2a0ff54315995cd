using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>MariaDB's GTID_LIST: the last transactions before a file, per domain and server.</summary>
/// <remarks>
/// <code>
/// count u32, low 28 bits | (domain u32 | server u32 | sequence u64)*
/// </code>
/// Page: "GTID_LIST_EVENT" in MariaDB's knowledge base. The last one of a domain is its latest.
/// </remarks>
internal static class GtidListEvent
{
    public static MariaDbGtidList Read(ReadOnlySpan<byte> body)
    {
        var reader = new EventBodyReader(body, "GTID_LIST");
        var count = reader.ReadUInt32() & 0x0FFF_FFFF;
        var list = MariaDbGtidList.Empty;
        for (var i = 0u; i < count; i++)
        {
            list = list.With(new MariaDbGtid(reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt64()));
        }

        return list;
    }
}
