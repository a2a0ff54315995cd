using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Snapshot.Copies;
using ConnectRuntime.MySql.Snapshot.Views;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Snapshot;

/// <summary>The schema change records that a snapshot begins with, in Debezium's order.</summary>
/// <remarks>
/// <code>
/// SET of the server's character set | DROP TABLE of every table | per database: DROP, CREATE, USE, CREATE TABLE of its tables
/// </code>
/// Owner: one <see cref="SnapshotReader"/>. The text of a CREATE TABLE is asked for when its turn comes.
/// </remarks>
internal sealed class SchemaAnnouncer(MySqlSourceModel source, CatalogModel catalog, ChangeWriter changes, RowCopier copier)
{
    private IEnumerator<Step>? _steps;

    /// <summary>Writes records until the batch is full.</summary>
    /// <returns>Whether all are written.</returns>
    public async ValueTask<bool> WriteAsync(RecordBatch batch, SnapshotView view, CancellationToken cancellationToken)
    {
        _steps ??= Steps().GetEnumerator();
        copier.BeginEvent(SnapshotMarker.Inside, view);
        while (!batch.IsFull)
        {
            if (!_steps.MoveNext())
            {
                return true;
            }

            var step = _steps.Current;
            var ddl = step.Ddl ?? await ReadAsync(await view.PresentAsync(cancellationToken), step.Table, cancellationToken);
            if (ddl is not null)
            {
                changes.SchemaChange(new SchemaChangeRecord(step.Database, ddl, step.Changes));
            }
        }

        return false;
    }

    // A table that was dropped after the view was opened has no text any more; the stream tells of its end.
    private static async ValueTask<string?> ReadAsync(MySqlConnection connection, TableModel? table, CancellationToken cancellationToken)
    {
        try
        {
            return table is null
                ? await ServerCharsetAsync(connection, cancellationToken)
                : (await connection.RowsAsync($"SHOW CREATE TABLE {Quote(table.Id)}", cancellationToken))[0][1];
        }
        catch (ConnectException e) when (MySqlServerException.Of(e) is { Failure: ServerFailure.NoSuchObject })
        {
            return null;
        }
    }

    private static async Task<string> ServerCharsetAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.RowsAsync("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('character_set_server', 'collation_server')", cancellationToken);
        return $"SET {string.Join(", ", rows.Select(row => $"{row[0]}={row[1]}").Order(StringComparer.Ordinal))}";
    }

    private IEnumerable<Step> Steps()
    {
        var tables = catalog.Tables.Where(table => Tells(table.Id)).ToList();
        yield return new Step(string.Empty, null, null, []);
        foreach (var table in tables)
        {
            yield return new Step(table.Id.Database, $"DROP TABLE IF EXISTS {Quote(table.Id)}", null, [new TableChange(TableChangeKind.Drop, table.Id, null)]);
        }

        var charsets = catalog.Databases.ToDictionary(database => database.Name, database => database.Charset, StringComparer.Ordinal);
        foreach (var database in tables.GroupBy(table => table.Id.Database, StringComparer.Ordinal))
        {
            var name = SqlText.Quote(database.Key);
            yield return new Step(database.Key, $"DROP DATABASE IF EXISTS {name}", null, []);
            yield return new Step(database.Key, CreateDatabase(name, charsets.GetValueOrDefault(database.Key)), null, []);
            yield return new Step(database.Key, $"USE {name}", null, []);
            foreach (var table in database)
            {
                yield return new Step(database.Key, null, table, [new TableChange(TableChangeKind.Create, table.Id, table)]);
            }
        }
    }

    private bool Tells(TableId id) =>
        source.SchemaChangesOfCapturedTablesOnly ? source.Filter.Captures(id)
        : !source.SchemaChangesOfCapturedDatabasesOnly || source.Filter.Captures(id.Database);

    private static string CreateDatabase(string name, CharsetModel charset)
    {
        var ddl = new StringBuilder("CREATE DATABASE ").Append(name);
        ddl.Append(charset.Charset is null ? null : $" CHARSET {charset.Charset}");
        ddl.Append(charset.Collation is null ? null : $" COLLATE {charset.Collation}");
        return ddl.ToString();
    }

    private static string Quote(TableId id) => $"{SqlText.Quote(id.Database)}.{SqlText.Quote(id.Table)}";

    /// <summary>One record.</summary>
    /// <param name="Database">The database it belongs to.</param>
    /// <param name="Ddl">The statement; null where it is asked for.</param>
    /// <param name="Table">The table whose statement is asked for; null for the server's character set.</param>
    /// <param name="Changes">What the statement does.</param>
    private sealed record Step(string Database, string? Ddl, TableModel? Table, IReadOnlyList<TableChange> Changes);
}
