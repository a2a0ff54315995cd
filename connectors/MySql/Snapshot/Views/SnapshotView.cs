using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Positions;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>A consistent view of all transactional tables, open on a connection of its own, beside one for questions about the present.</summary>
/// <remarks>
/// Owner: one <see cref="SnapshotReader"/>. A statement that reads a table keeps changes of its definition waiting; going back to the savepoint lets them
/// pass, so that a long snapshot holds up one table at a time. MariaDB lets them pass only in a session that writes no binlog, which needs BINLOG ADMIN;
/// (before MariaDB 11 SUPER will do); without it who alters a table that was read waits for the end of the view.
/// </remarks>
internal sealed class SnapshotView : IAsyncDisposable
{
    /// <summary>Gives up the metadata locks that reading took.</summary>
    public const string Release = "ROLLBACK TO SAVEPOINT snapshot";

    /// <summary>Makes MariaDB give them up, where the user may say it.</summary>
    public const string ReleasesLocks = "SET SESSION sql_log_bin=0";

    private readonly Func<CancellationToken, Task<MySqlConnection>> _reconnect;

    public SnapshotView(
        MySqlConnection data, MySqlConnection control, ViewMoment moment, bool holdsLock, long takenMicros, Func<CancellationToken, Task<MySqlConnection>> reconnect)
    {
        Data = data;
        Control = control;
        Start = moment.Start;
        IsExact = moment.IsExact;
        HoldsLock = holdsLock;
        TakenMicros = takenMicros;
        _reconnect = reconnect;
    }

    /// <summary>The connection that sees the view.</summary>
    public MySqlConnection Data { get; }

    /// <summary>The connection that sees the present.</summary>
    public MySqlConnection Control { get; private set; }

    /// <summary>The place of the binlog that belongs to the view.</summary>
    public BinlogStartPoint Start { get; }

    /// <summary>Whether the view has nothing that comes after <see cref="Start"/>.</summary>
    public bool IsExact { get; }

    /// <summary>Whether <see cref="Control"/> keeps others from writing.</summary>
    public bool HoldsLock { get; }

    /// <summary>When the view was opened, by the server's clock, in microseconds since 1970-01-01 UTC.</summary>
    public long TakenMicros { get; }

    /// <summary>The connection that sees the present, made anew where it has ended; its loss does not cost the view.</summary>
    public async Task<MySqlConnection> PresentAsync(CancellationToken cancellationToken)
    {
        if (!Control.IsUsable && !HoldsLock)
        {
            await Control.DisposeAsync();
            Control = await _reconnect(cancellationToken);
        }

        return Control;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Data.DisposeAsync();
        await Control.DisposeAsync();
    }
}
