using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>What the stream cannot go on with.</summary>
internal static class StreamErrors
{
    private const string LostCode = "MYS012";

    public static ConnectException Ended() => new(
        ErrorKind.Transient, "MYS010", "Cannot read more of the binlog: the server ended the dump in good order, which it only does when it stops. Start the server; the connector goes on from where it stands.");

    public static ConnectException UnknownShape(TableId table, string place, string found, Exception? inner = null) => new(
        ErrorKind.Fatal,
        "MYS011",
        $"Cannot read rows of {table} at {place}: {found}, and without binlog_row_metadata=FULL the definition at that place cannot be known. Set binlog_row_metadata=FULL at the server and start with snapshot.mode=recovery, or pass the rows over with inconsistent.schema.handling.mode=warn.",
        inner);

    /// <summary>Whether the changes after a position are gone for good.</summary>
    public static bool IsLost(ConnectException exception) => exception.Code == LostCode;

    public static ConnectException Lost(string position, Exception inner) => new(
        ErrorKind.Fatal,
        LostCode,
        $"Cannot go on from {position}: {inner.Message} The changes since then are no longer in the server's binlogs. Take a new snapshot (snapshot.mode=when_needed does so by itself), and keep binlogs longer with binlog_expire_logs_seconds.",
        inner);

    public static ConnectException Unmapped() => new(
        ErrorKind.Data,
        "MYS014",
        "Cannot tell which table they are of: no event before them names it, as where reading begins within a transaction. Set the position to where a transaction begins.");

    public static ConnectException Bad(string place, string what, Exception inner) => new(
        ErrorKind.Data,
        "MYS013",
        $"Cannot handle the event at {place}: {what}: {inner.Message} With event.processing.failure.handling.mode=warn such events are passed over and logged.",
        inner);
}
