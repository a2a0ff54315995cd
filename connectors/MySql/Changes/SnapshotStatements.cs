using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Changes;

/// <summary>The statements by which a snapshot tells of definitions that were there before it.</summary>
/// <remarks>
/// <code>
/// Server → DropTable of every table → ( Database → CreateTable of its tables )*
/// </code>
/// </remarks>
internal static class SnapshotStatements
{
    /// <summary>The character set of databases that name none.</summary>
    public static SchemaChangeRecord Server(string charset, string collation) =>
        new("", $"SET character_set_server={charset}, collation_server={collation}", []) { Tables = null };

    /// <summary>That a table is made anew.</summary>
    public static SchemaChangeRecord DropTable(TableId id) =>
        new(id.Database, $"DROP TABLE IF EXISTS {SchemaChangeRecord.Quote(id)}", [new TableChange(TableChangeKind.Drop, id, null)]);

    /// <summary>That a database is made anew and is the one of the statements that follow.</summary>
    public static IEnumerable<SchemaChangeRecord> Database(string name, string? charset, string? collation)
    {
        var quoted = SqlText.Quote(name);
        var characters = (charset is null ? "" : $" CHARSET {charset}") + (collation is null ? "" : $" COLLATE {collation}");
        yield return new SchemaChangeRecord(name, $"DROP DATABASE IF EXISTS {quoted}", []);
        yield return new SchemaChangeRecord(name, $"CREATE DATABASE {quoted}{characters}", []);
        yield return new SchemaChangeRecord(name, $"USE {quoted}", []) { Tables = null };
    }

    /// <summary>A table's definition.</summary>
    /// <param name="table">The definition.</param>
    /// <param name="statement">What <c>SHOW CREATE TABLE</c> says.</param>
    public static SchemaChangeRecord CreateTable(TableModel table, string statement) =>
        new(table.Id.Database, statement, [new TableChange(TableChangeKind.Create, table.Id, table)]);
}
