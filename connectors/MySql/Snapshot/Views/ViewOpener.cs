using System.Globalization;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>Opens views, and reads definitions as they are in them.</summary>
/// <remarks>
/// MySQL 8.0 and later keeps definitions in tables that a view covers, so they are read within it. Elsewhere they are read before and after the view is
/// opened; those that are the same are those of the view.
/// <code>
/// minimal    the server's own place of a view → log_status → global read lock → table locks → place before the view     locks for a moment
/// extended   global read lock → table locks                                                                              until the snapshot ends
/// none       the server's own place of a view → log_status → place before the view                                      no locks
/// </code>
/// </remarks>
/// <typeparam name="T">The definitions.</typeparam>
/// <param name="config">How.</param>
/// <param name="read">Reads the definitions.</param>
/// <param name="agree">What held between two readings; null where what matters was altered.</param>
/// <param name="list">Lists the tables that are locked where the global lock cannot be had.</param>
internal sealed class ViewOpener<T>(
    ViewConfig config,
    Func<MySqlConnection, CancellationToken, Task<T>> read,
    Func<T, T, T?> agree,
    Func<MySqlConnection, CancellationToken, Task<IReadOnlyList<TableId>>> list)
    where T : class
{
    private const int Attempts = 4;

    /// <summary>Opens a view.</summary>
    public async Task<(SnapshotView View, T Definitions)> OpenAsync(CancellationToken cancellationToken)
    {
        var control = await ConnectAsync(cancellationToken);
        MySqlConnection? data = null;
        try
        {
            if (await control.ScalarAsync("SELECT @@GLOBAL.log_bin", cancellationToken) is not ("1" or "ON"))
            {
                throw SnapshotErrors.NoBinlog($"{config.Connection.Host}:{config.Connection.Port}");
            }

            data = await ConnectAsync(cancellationToken);
            await ReleaseLocksAsync(data, cancellationToken);

            await PreparedBranches.WaitAsync(control, config.LockTimeout, config.Clock, cancellationToken);
            var (moment, definitions) = SeesDefinitions(data)
                ? await WithinAsync(data, control, cancellationToken)
                : await AroundAsync(data, control, cancellationToken);
            var taken = await data.ScalarAsync("SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS UNSIGNED)", cancellationToken);
            await data.ExecuteAsync("SAVEPOINT snapshot", cancellationToken);
            await PreparedBranches.WarnAsync(control, config.Log, cancellationToken);
            Report(moment, data.Server);
            var view = new SnapshotView(
                data, control, moment, config.Locking == LockingMode.Extended, long.Parse(taken!, CultureInfo.InvariantCulture), ConnectAsync);
            return (view, definitions);
        }
        catch
        {
            await control.DisposeAsync();
            await (data?.DisposeAsync() ?? default);
            throw;
        }
    }

    private static bool SeesDefinitions(MySqlConnection connection) => !connection.Server.IsMariaDb && connection.Server.IsAtLeast(8, 0);

    private async Task<(ViewMoment Moment, T Definitions)> WithinAsync(
        MySqlConnection data, MySqlConnection control, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (moment, isLocked) = await TakeAsync(data, control, prefersLock: false, cancellationToken);
            await UnlockAsync(control, isLocked, cancellationToken);
            if (await ReadAsync(data, isLast: attempt == Attempts, cancellationToken) is { } definitions)
            {
                return (moment, definitions);
            }

            await data.ExecuteAsync("ROLLBACK", cancellationToken);
        }
    }

    private async Task<(ViewMoment Moment, T Definitions)> AroundAsync(
        MySqlConnection data, MySqlConnection control, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(control, isLast: false, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            // Where definitions change all the time, the last attempt keeps others from changing them.
            var isLast = attempt == Attempts;
            var (moment, isLocked) = await TakeAsync(data, control, isLast, cancellationToken);
            var after = await ReadAsync(control, isLast, cancellationToken);
            await UnlockAsync(control, isLocked, cancellationToken);
            if (isLocked && after is not null)
            {
                return (moment, after);
            }

            if (before is not null && after is not null && agree(before, after) is { } definitions)
            {
                return (moment, definitions);
            }

            if (isLast)
            {
                config.Log.LogWarning("Definitions of tables change all the time; the snapshot goes on with those that were read last.");
                return (moment, after!);
            }

            await data.ExecuteAsync("ROLLBACK", cancellationToken);
            before = after;
        }
    }

    // Null where a table was altered or dropped between two statements of the reading.
    private async Task<T?> ReadAsync(MySqlConnection connection, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            return await read(connection, cancellationToken);
        }
        catch (ConnectException e) when (
            !isLast && connection.IsUsable && MySqlServerException.Of(e) is { Failure: ServerFailure.NoSuchObject or ServerFailure.LockConflict })
        {
            return null;
        }
    }

    private async Task<(ViewMoment Moment, bool IsLocked)> TakeAsync(
        MySqlConnection data, MySqlConnection control, bool prefersLock, CancellationToken cancellationToken)
    {
        if ((config.Locking == LockingMode.None || (config.Locking == LockingMode.Minimal && !prefersLock))
            && await TakeFreeAsync(data, cancellationToken) is { } free)
        {
            return (free, false);
        }

        if (config.Locking != LockingMode.None)
        {
            var refused = await LockedMoments.LockAllAsync(control, cancellationToken);
            if (refused is not null && await LockedMoments.LockAsync(control, await list(control, cancellationToken), cancellationToken) is { } alsoRefused)
            {
                refused += "; " + alsoRefused;
            }
            else
            {
                refused = null;
            }

            if (refused is null)
            {
                return (await LockedMoments.TakeAsync(data, control, cancellationToken), true);
            }

            if (config.Locking == LockingMode.Extended)
            {
                throw SnapshotErrors.NoLock(refused);
            }

            config.Log.LogInformation("No lock for the snapshot could be had ({Reason}); it is taken without one.", refused);
        }

        return (await TakeFreeAsync(data, cancellationToken) ?? await LockFreeMoments.BeforeViewAsync(data, control, config, cancellationToken), false);
    }

    private static async Task<ViewMoment?> TakeFreeAsync(MySqlConnection data, CancellationToken cancellationToken) =>
        await LockFreeMoments.OfViewVariablesAsync(data, cancellationToken) ?? await LockFreeMoments.OfLogStatusAsync(data, cancellationToken);

    private async Task UnlockAsync(MySqlConnection control, bool isLocked, CancellationToken cancellationToken)
    {
        if (isLocked && config.Locking != LockingMode.Extended)
        {
            await control.ExecuteAsync(LockedMoments.Unlock, cancellationToken);
        }
    }

    private Task<MySqlConnection> ConnectAsync(CancellationToken cancellationToken) =>
        ViewSession.ConnectAsync(config.Connection, config.LockTimeout, cancellationToken);

    // Without it, whoever alters a table that was read waits for the end of the snapshot, and keeps all others waiting who come to the table later.
    private async Task ReleaseLocksAsync(MySqlConnection data, CancellationToken cancellationToken)
    {
        if (data.Server.IsMariaDb && await data.TryAsync(SnapshotView.ReleasesLocks, cancellationToken) is { } refused)
        {
            config.Log.LogWarning(
                "Statements that alter a table wait from the time it is read until the snapshot ends, and whoever uses the table after them waits too ({Reason}). "
                + "To let them pass, grant the user BINLOG ADMIN.",
                refused);
        }
    }

    private void Report(ViewMoment moment, ServerVersion server)
    {
        if (moment.IsExact)
        {
            config.Log.LogInformation("The snapshot's view stands at {Start}, {How}.", moment.Start, moment.How);
        }
        else
        {
            config.Log.LogWarning(
                "The snapshot's view stands at or a little after {Start}, {How}: some changes are in the snapshot and come again in the stream. "
                + "For an exact place grant the user {Rights}.",
                moment.Start,
                moment.How,
                server is { IsMariaDb: false } && server.IsAtLeast(8, 0, 11)
                    ? "BACKUP_ADMIN and SELECT ON performance_schema.log_status, or RELOAD, or LOCK TABLES"
                    : "RELOAD or LOCK TABLES");
        }
    }
}
