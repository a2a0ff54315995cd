namespace ConnectRuntime.MySql.Client.Errors;

/// <summary>
/// The classes of error 1236, which the server tells apart by words alone, and MariaDB's own numbers for two of them: 4052, and 29 of its file layer.
/// Texts: sql/rpl_binlog_sender.cc of MySQL, sql/sql_repl.cc of MariaDB, mysys/errors.c.
/// </summary>
internal static class DumpErrorPolicy
{
    private const int FatalErrorReadingBinlog = 1236;
    private const int SameReplicaId = 4052;
    private const int FileNotFound = 29;

    // In order: a text that holds the words of two classes belongs to the first.
    private static readonly (string Words, DumpFailure Failure)[] Texts =
    [
        ("same server_uuid/server_id", DumpFailure.DuplicateReplica),
        ("same server_uuid", DumpFailure.DuplicateReplica),
        ("same server id", DumpFailure.DuplicateReplica),
        ("max_allowed_packet", DumpFailure.EventTooLarge),
        ("Could not find first log file name", DumpFailure.Purged),
        ("purged", DumpFailure.Purged),
        ("could not find next log", DumpFailure.Purged),
        ("has since been deleted", DumpFailure.Purged),
        ("could not open log file", DumpFailure.FileMissing),
        ("not in the master's binlog", DumpFailure.ServerBehind),
        ("which is not in the", DumpFailure.ServerBehind),
        ("has more GTIDs than", DumpFailure.ServerBehind),
        ("more GTIDs", DumpFailure.ServerBehind),
        ("does not exist in the binlog", DumpFailure.ServerBehind),
        ("impossible position", DumpFailure.BadPosition),
        ("past end of", DumpFailure.BadPosition),
        ("position >", DumpFailure.BadPosition),
        ("position < 4", DumpFailure.BadPosition),
        ("bogus data", DumpFailure.Damaged),
        ("event read from binlog did not pass", DumpFailure.Damaged),
        ("truncated event", DumpFailure.Damaged),
        ("corrupted", DumpFailure.Damaged),
        ("I/O error reading", DumpFailure.Damaged),
        ("checksum", DumpFailure.Damaged),
        ("Binary log is not open", DumpFailure.NotEnabled),
        ("GTID_MODE", DumpFailure.NotEnabled),
    ];

    public static DumpFailure Classify(int number, string message) => number switch
    {
        FatalErrorReadingBinlog => Classify(message),
        SameReplicaId => DumpFailure.DuplicateReplica,
        FileNotFound => DumpFailure.FileMissing,
        _ => DumpFailure.None,
    };

    private static DumpFailure Classify(string message)
    {
        foreach (var (words, failure) in Texts)
        {
            if (message.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return failure;
            }
        }

        return DumpFailure.Other;
    }
}
