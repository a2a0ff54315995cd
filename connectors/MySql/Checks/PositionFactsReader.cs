using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Positions;

namespace ConnectRuntime.MySql.Checks;

/// <summary>Asks a server about a stored position: whether it can go on from there, and how far the purge is.</summary>
/// <param name="connection">An idle connection.</param>
/// <param name="model">The connector's model.</param>
internal sealed class PositionFactsReader(MySqlConnection connection, MySqlSourceModel model)
{
    /// <summary>Asks; the account needs what a stream needs.</summary>
    public async Task<PositionFacts> ReadAsync(BinlogPosition stored, CancellationToken cancellationToken)
    {
        var place = model.IgnoresStoredGtids ? stored with { Gtids = null } : stored;
        var clock = await connection.ScalarAsync("SELECT UNIX_TIMESTAMP()", cancellationToken).ConfigureAwait(false);
        var now = long.Parse(clock ?? "0", CultureInfo.InvariantCulture);
        var facts = new PositionFacts(stored)
        {
            Gap = await PositionCheck.FindGapAsync(connection, place, model.Gtids, cancellationToken).ConfigureAwait(false)
                ?? await FindGtidGapAsync(place, cancellationToken).ConfigureAwait(false),
            Age = stored.TimestampSeconds > 0 ? Since(stored.TimestampSeconds, now) : null,
        };
        return facts.Gap is null ? await LocateAsync(facts, place, now, cancellationToken).ConfigureAwait(false) : facts;
    }

    private static TimeSpan Since(long then, long now) => TimeSpan.FromSeconds(Math.Max(0, now - then));

    private async Task<string?> FindGtidGapAsync(BinlogPosition place, CancellationToken cancellationToken)
    {
        if (place.Gtids is not { Length: > 0 } gtids)
        {
            return null;
        }

        return connection.Server.IsMariaDb
            ? await FindPurgedAsync(MariaDbGtidList.Parse(gtids), cancellationToken).ConfigureAwait(false)
            : await FindUnknownAsync(MySqlGtidSet.Parse(gtids), cancellationToken).ConfigureAwait(false);
    }

    // What a server logged itself it must still know, or it refuses the stream.
    private async Task<string?> FindUnknownAsync(MySqlGtidSet read, CancellationToken cancellationToken)
    {
        var row = (await connection.RowsAsync("SELECT @@GLOBAL.gtid_executed, @@GLOBAL.server_uuid", cancellationToken).ConfigureAwait(false))[0];
        var own = read.Where(source => source.Uuid.ToString() == row[1] && model.Gtids.Accepts(source.Uuid.ToString()));
        var ahead = own.Subtract(MySqlGtidSet.Parse(row[0] ?? ""));
        return ahead.IsEmpty ? null : $"the server does not know its own transactions {ahead} any more, as after a backup was restored";
    }

    // The oldest file begins after these; all of them must have been read.
    private async Task<string?> FindPurgedAsync(MariaDbGtidList read, CancellationToken cancellationToken)
    {
        var oldest = await PositionStart.OldestAsync(connection, cancellationToken).ConfigureAwait(false) ?? MariaDbGtidList.Empty;
        var lost = oldest.Where(gtid => model.Gtids.Accepts(gtid.Domain, gtid.Server) && IsLost(gtid, read));
        return lost.IsEmpty ? null : $"transactions up to {lost} were purged";
    }

    // After a failover numbers of another server may be lower and later.
    private static bool IsLost(MariaDbGtid purged, MariaDbGtidList read) =>
        !read.Gtids.Any(mine => mine.Domain == purged.Domain && (mine.Server != purged.Server || mine.Sequence >= purged.Sequence));

    private async Task<PositionFacts> LocateAsync(PositionFacts facts, BinlogPosition place, long now, CancellationToken cancellationToken)
    {
        var files = await connection.RowsAsync("SHOW BINARY LOGS", cancellationToken).ConfigureAwait(false);
        var at = place.Gtids is { Length: > 0 }
            ? await FindFileAsync(files, place, cancellationToken).ConfigureAwait(false)
            : files.FindIndex(file => file[0] == place.File);
        if (at < 0)
        {
            return facts;
        }

        var before = files[..at].Sum(Size) + (files[at][0] == place.File ? Math.Min((long)place.Pos, Size(files[at])) : 0);
        var isLast = at == files.Count - 1;
        var next = isLast ? null : await HeadAsync(files[at + 1], cancellationToken).ConfigureAwait(false);
        return facts with
        {
            File = files[at][0],
            Before = before,
            Behind = Math.Max(0, files.Sum(Size) - before),
            IsLast = isLast,
            ClosedFor = next is { Begun: > 0 } ? Since(next.Begun, now) : null,
        };
    }

    // The last file all of whose predecessors were read, by halves; files of another server may have the names that the position knows.
    private async Task<int> FindFileAsync(List<string?[]> files, BinlogPosition place, CancellationToken cancellationToken)
    {
        var isMariaDb = connection.Server.IsMariaDb;
        var start = await PositionStart.FindAsync(place, model.Gtids, isMariaDb, _ => new(connection), cancellationToken).ConfigureAwait(false);
        var (low, high) = (0, files.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var head = await HeadAsync(files[middle], cancellationToken).ConfigureAwait(false);
            var isRead = isMariaDb
                ? head.MariaDbGtids is { } list && start.MariaDbGtids!.Contains(list)
                : head.MySqlGtids is { } set && start.MySqlGtids!.Contains(set);
            (low, high) = isRead ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private Task<BinlogHead> HeadAsync(string?[] file, CancellationToken cancellationToken) =>
        BinlogHead.ReadAsync(model.Connection, file[0]!, cancellationToken);

    private static long Size(string?[] file) => long.Parse(file[1]!, CultureInfo.InvariantCulture);
}
