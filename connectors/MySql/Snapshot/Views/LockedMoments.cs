using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>Ways to open a view while nobody can write, so that its place in the binlog is its end.</summary>
/// <remarks>
/// The lock is held by another connection than the view, because a transaction gives up the table locks of its own session. So even locks of single
/// tables are needed for a moment only.
/// </remarks>
internal static class LockedMoments
{
    /// <summary>Gives up either lock.</summary>
    public const string Unlock = "UNLOCK TABLES";

    /// <summary>Takes the global read lock.</summary>
    /// <returns>Null where it is held; otherwise why it is not.</returns>
    public static Task<string?> LockAllAsync(MySqlConnection control, CancellationToken cancellationToken) =>
        control.TryAsync("FLUSH TABLES WITH READ LOCK", cancellationToken);

    /// <summary>Takes read locks of tables.</summary>
    /// <returns>Null where they are held; otherwise why they are not.</returns>
    public static async Task<string?> LockAsync(MySqlConnection control, IReadOnlyList<TableId> tables, CancellationToken cancellationToken)
    {
        var list = tables.Select(id => $"{SqlText.Quote(id.Database)}.{SqlText.Quote(id.Table)} READ");
        return tables.Count == 0 ? "there are no tables" : await control.TryAsync($"LOCK TABLES {string.Join(", ", list)}", cancellationToken);
    }

    /// <summary>Opens the view under a lock that <paramref name="control"/> holds.</summary>
    public static async Task<ViewMoment> TakeAsync(MySqlConnection data, MySqlConnection control, CancellationToken cancellationToken)
    {
        await data.ExecuteAsync(ViewStatements.Open, cancellationToken);
        var start = await BinlogStatusReader.ReadAsync(control, cancellationToken);
        return new ViewMoment(start, IsExact: true, "as the end of the binlog under a read lock");
    }
}
