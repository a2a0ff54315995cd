using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Positions;

/// <summary>Where a stream that goes on from a position starts on a server: after the GTIDs of the position where it has some, else at its file and byte.</summary>
/// <remarks>
/// Transactions of sources that do not count must not keep a stream from starting. So of those the start has what the position has and the server knows,
/// and what the server has purged.
/// </remarks>
internal static class PositionStart
{
    /// <summary>The start; asks the server only where some sources do not count.</summary>
    public static async ValueTask<BinlogStart> FindAsync(
        BinlogPosition at, GtidFilter filter, bool isMariaDb, Func<CancellationToken, ValueTask<MySqlConnection>> connect, CancellationToken cancellationToken)
    {
        if (at.Gtids is not { Length: > 0 } gtids)
        {
            return BinlogStart.At(at.File, at.Pos);
        }

        if (isMariaDb)
        {
            var list = MariaDbGtidList.Parse(gtids);
            return BinlogStart.After(filter.TakesAll ? list : await FindAsync(list, filter, await connect(cancellationToken), cancellationToken));
        }

        var set = MySqlGtidSet.Parse(gtids);
        return BinlogStart.After(filter.TakesAll ? set : await FindAsync(set, filter, await connect(cancellationToken), cancellationToken));
    }

    /// <summary>The transactions of the oldest binlog's beginning: what MariaDB has purged; null where there is no binlog.</summary>
    public static async Task<MariaDbGtidList?> OldestAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var files = await connection.RowsAsync("SHOW BINARY LOGS", cancellationToken);
        var text = files is [[{ } file, ..], ..]
            ? await connection.ScalarAsync($"SELECT BINLOG_GTID_POS('{file.Replace("'", "''", StringComparison.Ordinal)}', 4)", cancellationToken)
            : null;
        return text is null ? null : MariaDbGtidList.Parse(text);
    }

    private static async Task<MySqlGtidSet> FindAsync(MySqlGtidSet read, GtidFilter filter, MySqlConnection connection, CancellationToken cancellationToken)
    {
        bool Counts(GtidSource source) => filter.Accepts(source.Uuid.ToString());
        var row = (await connection.RowsAsync("SELECT @@GLOBAL.gtid_executed, @@GLOBAL.gtid_purged", cancellationToken))[0];
        var (executed, purged) = (MySqlGtidSet.Parse(row[0] ?? ""), MySqlGtidSet.Parse(row[1] ?? ""));
        return read.Where(Counts).Union(read.Where(source => !Counts(source)).Intersect(executed)).Union(purged.Where(source => !Counts(source)));
    }

    // A server's number in a list is that of the last transaction of its domain; the filter is asked for it as for any transaction.
    private static async Task<MariaDbGtidList> FindAsync(
        MariaDbGtidList read, GtidFilter filter, MySqlConnection connection, CancellationToken cancellationToken)
    {
        bool Counts(MariaDbGtid gtid) => filter.Accepts(gtid.Domain, gtid.Server);
        var known = MariaDbGtidList.Parse(await connection.ScalarAsync("SELECT @@GLOBAL.gtid_binlog_pos", cancellationToken) ?? "");
        var oldest = await OldestAsync(connection, cancellationToken) ?? MariaDbGtidList.Empty;
        var start = read.Where(gtid => Counts(gtid) || known.Contains(gtid));
        foreach (var gtid in known.Gtids.Where(gtid => read.Contains(gtid) && !Counts(read.Gtids.First(mine => mine.Domain == gtid.Domain))))
        {
            start = start.With(gtid);
        }

        return oldest.Gtids.Where(gtid => !Counts(gtid) && !start.Contains(gtid)).Aggregate(start, (list, gtid) => list.With(gtid));
    }
}
