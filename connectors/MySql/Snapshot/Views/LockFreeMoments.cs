using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Positions;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>Ways to open a view and know its place in the binlog exactly while everybody goes on writing.</summary>
internal static class LockFreeMoments
{
    private const int Attempts = 30;
    private const int FewAttempts = 3;

    // From the moment a transaction is in the file until all can see what it changed; longer only where a semi-synchronous replica is waited for.
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(2);

    /// <summary>The server itself remembers the place of a view: MariaDB, Percona Server.</summary>
    /// <returns>Null where it does not; the view is closed again then.</returns>
    public static async Task<ViewMoment?> OfViewVariablesAsync(MySqlConnection data, CancellationToken cancellationToken)
    {
        await data.ExecuteAsync(ViewStatements.Open, cancellationToken);
        var rows = await data.RowsAsync(BinlogStatusReader.ViewVariables, cancellationToken);
        if (await BinlogStatusReader.OfViewVariablesAsync(data, rows, cancellationToken) is { } start)
        {
            return new ViewMoment(start, IsExact: true, "as the server's status variables of the view say, without a lock");
        }

        await data.ExecuteAsync("ROLLBACK", cancellationToken);
        return null;
    }

    /// <summary>
    /// The place is the same before and after the view is opened, and nothing was under way at the first look: nothing can have been committed in
    /// between. On a busy server several attempts are needed.
    /// </summary>
    /// <returns>Null where the server cannot tell, or never stood still; the view is closed again then.</returns>
    public static async Task<ViewMoment?> OfLogStatusAsync(MySqlConnection data, CancellationToken cancellationToken)
    {
        if (data.Server.IsMariaDb || !data.Server.IsAtLeast(8, 0, 11))
        {
            return null;
        }

        var usesGtids = await BinlogStatusReader.UsesGtidsAsync(data, cancellationToken);
        for (var i = 0; i < Attempts; i++)
        {
            List<string?> places;
            try
            {
                places = await data.FirstCellsAsync(
                    $"{BinlogStatusReader.LogStatus}; {ViewStatements.Open}; {BinlogStatusReader.LogStatus}", cancellationToken);
            }
            catch (ConnectException e) when (MySqlServerException.Of(e) is not null && data.IsUsable)
            {
                return null;
            }

            if (places is [{ } before, { } after] && Place(before, usesGtids) is { File.Length: > 0 } start && start == Place(after, usesGtids))
            {
                return new ViewMoment(start, IsExact: true, "as performance_schema.log_status says, without a lock");
            }

            await data.ExecuteAsync("ROLLBACK", cancellationToken);
        }

        return null;
    }

    /// <summary>
    /// The place is read before the view is opened. What is committed in between is in the view and comes again; nothing is lost, as the place counts
    /// committed transactions by GTID or, where a stream does not start by GTIDs, lies back long enough for those under way to be committed.
    /// </summary>
    public static async Task<ViewMoment> BeforeViewAsync(
        MySqlConnection data, MySqlConnection control, ViewConfig config, CancellationToken cancellationToken)
    {
        var usesGtids = !config.IgnoresGtids && (data.Server.IsMariaDb || await BinlogStatusReader.UsesGtidsAsync(control, cancellationToken));
        for (var left = usesGtids ? Attempts : FewAttempts; ; left--)
        {
            var start = await BinlogStatusReader.ReadAsync(control, cancellationToken);
            if (!usesGtids)
            {
                await Task.Delay(LongestCommit, config.Clock, cancellationToken);
            }

            await data.ExecuteAsync(ViewStatements.Open, cancellationToken);
            var isExact = start == await BinlogStatusReader.ReadAsync(control, cancellationToken);
            if (isExact || left <= 1)
            {
                return new ViewMoment(start, isExact, "as it was before the view was opened, without a lock");
            }

            await data.ExecuteAsync("ROLLBACK", cancellationToken);
        }
    }

    private static BinlogStartPoint Place(string local, bool usesGtids) => BinlogStatusReader.OfLogStatus(local, usesGtids);
}
