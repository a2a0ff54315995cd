using System.Globalization;
using System.Text.Json;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Positions;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>Where the server says that its binlog stands.</summary>
/// <remarks>
/// MySQL's status is ahead of what is committed: a transaction counts as soon as it is in the file, and is visible to others and part of the executed
/// GTIDs only after the file was synced. <c>performance_schema.log_status</c> waits for those under way.
/// </remarks>
internal static class BinlogStatusReader
{
    /// <summary>The variables that hold the binlog's place at the session's own view; MariaDB and Percona Server have them.</summary>
    public const string ViewVariables = "SHOW STATUS LIKE 'binlog_snapshot_%'";

    /// <summary>The place with all transactions before it committed; MySQL 8.0 and later, needs BACKUP_ADMIN and SELECT on the table.</summary>
    public const string LogStatus = "SELECT LOCAL FROM performance_schema.log_status";

    /// <summary>The end of the binlog. Under a lock that holds back commits it is exact.</summary>
    public static async Task<BinlogStartPoint> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var statement = connection.Server.ShowBinlogStatus;
        if (await connection.RowsAsync(statement, cancellationToken) is not [[{ } file, { } pos, ..] row])
        {
            throw SnapshotErrors.NoPosition(statement);
        }

        string? gtids;
        if (connection.Server.IsMariaDb)
        {
            gtids = await connection.ScalarAsync("SELECT @@GLOBAL.gtid_binlog_pos", cancellationToken);
        }
        else
        {
            gtids = await UsesGtidsAsync(connection, cancellationToken) && row.Length > 4 ? Canonical(row[4]) : null;
        }

        return new BinlogStartPoint(connection.Server.Flavor, file, ulong.Parse(pos, CultureInfo.InvariantCulture), gtids);
    }

    /// <summary>Whether every transaction of a MySQL server has a GTID.</summary>
    public static async Task<bool> UsesGtidsAsync(MySqlConnection connection, CancellationToken cancellationToken) =>
        await connection.ScalarAsync("SELECT @@GLOBAL.gtid_mode", cancellationToken) == "ON";

    /// <summary>Reads what <see cref="LogStatus"/> returns.</summary>
    public static BinlogStartPoint OfLogStatus(string local, bool usesGtids)
    {
        using var json = JsonDocument.Parse(local);
        var root = json.RootElement;
        return new BinlogStartPoint(
            ServerFlavor.MySql,
            root.GetProperty("binary_log_file").GetString() ?? string.Empty,
            root.GetProperty("binary_log_position").GetUInt64(),
            usesGtids ? Canonical(root.GetProperty("gtid_executed").GetString()) : null);
    }

    /// <summary>Reads what <see cref="ViewVariables"/> returned; null where the server has no such variables, or no binlog.</summary>
    public static async Task<BinlogStartPoint?> OfViewVariablesAsync(
        MySqlConnection connection, IReadOnlyList<string?[]> rows, CancellationToken cancellationToken)
    {
        var values = rows.ToDictionary(row => row[0]!, row => row[1] ?? string.Empty, StringComparer.OrdinalIgnoreCase);
        if (!values.TryGetValue("binlog_snapshot_file", out var file) || file.Length == 0
            || !ulong.TryParse(values.GetValueOrDefault("binlog_snapshot_position"), NumberStyles.None, CultureInfo.InvariantCulture, out var pos))
        {
            return null;
        }

        string? gtids = null;
        if (connection.Server.IsMariaDb)
        {
            gtids = await connection.ScalarAsync($"SELECT BINLOG_GTID_POS('{file.Replace("'", "''", StringComparison.Ordinal)}', {pos})", cancellationToken);
        }
        else if (values.TryGetValue("binlog_snapshot_gtid_executed", out var executed) && await UsesGtidsAsync(connection, cancellationToken))
        {
            gtids = Canonical(executed);
        }

        return new BinlogStartPoint(connection.Server.Flavor, file, pos, gtids);
    }

    // The server breaks the line after every UUID.
    private static string Canonical(string? gtids) => MySqlGtidSet.Parse(gtids ?? string.Empty).ToString();
}
