using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>MySQL's PREVIOUS_GTIDS: the transactions of all earlier files. Page: "Previous_gtids_event" in MySQL's source documentation.</summary>
internal static class PreviousGtidsEvent
{
    public static MySqlGtidSet Read(ReadOnlySpan<byte> body) => GtidSetBlock.Read(body);
}
