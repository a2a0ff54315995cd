using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Snapshot;

/// <summary>Failures of snapshots, each with its code.</summary>
internal static class SnapshotErrors
{
    public static ConnectException NoBinlog(string server) =>
        new(ErrorKind.Config, "MYT001", $"Cannot take a snapshot of {server}: its binlog is off, a binlog is required to go on from the snapshot. Start the server with log_bin and binlog_format=ROW.");

    public static ConnectException NoPosition(string statement) =>
        new(ErrorKind.Fatal, "MYT002", $"Cannot take a snapshot: the server does not tell where its binlog stands, a row of '{statement}' is required. Check that the server writes a binlog and is not a proxy.");

    public static ConnectException NoLock(string reason) =>
        new(ErrorKind.Config, "MYT003", $"Cannot take a snapshot with snapshot.locking.mode=extended: no lock could be had ({reason}), a global read lock or locks of the captured tables are required. Grant RELOAD or LOCK TABLES to the user, or use the mode minimal.");

    public static ConnectException NothingToRecover() =>
        new(ErrorKind.Config, "MYT004", "Cannot recover the schema history: no position is stored, one is required to go on from. Use snapshot.mode=initial.");

    public static ConnectException RecoveryOfSnapshot() =>
        new(ErrorKind.Config, "MYT005", "Cannot recover the schema history: the stored position lies in a snapshot that was interrupted, a completed one is required. Use snapshot.mode=initial.");

    public static ConnectException PositionGone(string mode) =>
        new(ErrorKind.Config, "MYT006", $"Cannot go on with snapshot.mode={mode}: the server has purged the binlog after the stored position, it is required. Use snapshot.mode=when_needed to take a new snapshot, and raise binlog_expire_logs_seconds.");

    public static ConnectException HistoryGone(string mode) =>
        new(ErrorKind.Config, "MYT007", $"Cannot go on with snapshot.mode={mode}: the schema history is gone, it is required to read changes after the stored position. Use snapshot.mode=recovery if no table was altered since then, else when_needed to take a new snapshot.");

    public static ConnectException KeepsChanging(TableId table, int times, string reason, Exception? inner) =>
        new(ErrorKind.Transient, "MYT008", $"Cannot read table {table} for the snapshot: {times} views in a row could not read it ({reason}), a table that stays as it is while it is read is required. Wait until its changes are over, or leave it out with table.exclude.list.", inner);

    public static ConnectException BadOverride(TableId table, string problem, Exception inner) =>
        new(ErrorKind.Config, "MYT009", $"Cannot read table {table} for the snapshot: its statement in snapshot.select.statement.overrides fails ({problem}), one that yields every captured column once is required. Correct the statement.", inner);

    public static ConnectException BadKey(TableId table, string value, string required) =>
        new(ErrorKind.Config, "MYT010", $"Cannot go on with table {table}: the stored position has '{value}' in snapshot_key, {required} is required. Correct the position, or delete it to take a new snapshot.");
}
