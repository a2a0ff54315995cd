namespace ConnectRuntime.MySql.Binlog;

/// <summary>Which types of events are given on as they are.</summary>
internal static class EventTypes
{
    private static readonly bool[] Plain = MakePlain();

    /// <summary>Whether a type is known here, holds no other events and tells of no damage.</summary>
    public static bool IsPlain(BinlogEventType type) => Plain[(byte)type];

    private static bool[] MakePlain()
    {
        var plain = new bool[256];
        foreach (var type in Enum.GetValues<BinlogEventType>())
        {
            plain[(byte)type] = type is not (BinlogEventType.Unknown or BinlogEventType.Incident or BinlogEventType.TransactionPayload
                or (>= BinlogEventType.QueryCompressed and <= BinlogEventType.DeleteRowsCompressed));
        }

        return plain;
    }
}
