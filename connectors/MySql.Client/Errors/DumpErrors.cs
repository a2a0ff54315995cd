using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.Client.Errors;

/// <summary>Ends of a binlog dump, each class with its code.</summary>
internal static class DumpErrors
{
    public static ConnectException From(MySqlServerException error, string doing) => error.DumpFailure switch
    {
        DumpFailure.Purged => new(ErrorKind.Fatal, "MYC050", Text(error, doing, "The binlogs that were not read yet are gone: take a new snapshot, and keep binlogs longer (binlog_expire_logs_seconds)."), error),
        DumpFailure.FileMissing => new(ErrorKind.Fatal, "MYC058", Text(error, doing, "If the file was deleted, take a new snapshot, and let PURGE BINARY LOGS remove binlogs; if it is there, the server's log says why it cannot be opened."), error),
        DumpFailure.DuplicateReplica => new(ErrorKind.Config, "MYC051", Text(error, doing, "Another replica or connector uses the same server id or UUID: give each its own."), error),
        DumpFailure.EventTooLarge => new(ErrorKind.Config, "MYC052", Text(error, doing, "Raise max_allowed_packet at the server to 1 GiB."), error),
        DumpFailure.BadPosition => new(ErrorKind.Fatal, "MYC053", Text(error, doing, "The binlog was replaced or cut after a crash: check the position against SHOW BINARY LOGS, or take a new snapshot."), error),
        DumpFailure.Damaged => new(ErrorKind.Fatal, "MYC054", Text(error, doing, "The server's binlog is damaged: check it with mysqlbinlog --verify-binlog-checksum, then start after the damage or take a new snapshot."), error),
        DumpFailure.ServerBehind => new(ErrorKind.Fatal, "MYC055", Text(error, doing, "The server misses transactions that were read already: connect to the server that has them, or take a new snapshot."), error),
        DumpFailure.NotEnabled => new(ErrorKind.Config, "MYC056", Text(error, doing, "Turn log_bin on, and gtid_mode for a start by GTID."), error),
        _ => new(ErrorKind.Fatal, "MYC057", Text(error, doing, "See the server's log."), error),
    };

    private static string Text(MySqlServerException error, string doing, string advice) => ServerErrors.Text(error, doing, advice);
}
