using System.Collections.Immutable;
using System.Globalization;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>What a server says about its tables in information_schema: a few statements for all tables, however many there are.</summary>
/// <remarks>
/// One owner, as the connection. Rows are read as they come; a table that is dropped in between is left out. Works on MySQL from 5.7 and MariaDB from
/// 10.5. A user sees the tables that it has a right to.
/// </remarks>
/// <param name="connection">An idle connection.</param>
internal sealed class CatalogReader(MySqlConnection connection)
{
    private const string Versioned = "SYSTEM VERSIONED";
    private const string Sequence = "SEQUENCE";

    private readonly ModelInterner _interner = new();

    /// <summary>Reads one table; null if there is none of that name, or if it is a view or a sequence.</summary>
    public async Task<TableModel?> ReadAsync(TableId id, CancellationToken cancellationToken)
    {
        var catalog = await ReadTablesAsync(new CatalogScope { Tables = [id] }, cancellationToken).ConfigureAwait(false);
        return catalog.Tables.FirstOrDefault();
    }

    /// <summary>Reads databases, tables and sequences.</summary>
    public async Task<CatalogModel> ReadAsync(CatalogScope scope, CancellationToken cancellationToken)
    {
        var databases = await ReadDatabasesAsync(scope, cancellationToken).ConfigureAwait(false);
        return await ReadTablesAsync(scope, cancellationToken).ConfigureAwait(false) with { Databases = databases };
    }

    /// <summary>Reads the character sets of databases.</summary>
    public async Task<ImmutableArray<DatabaseModel>> ReadDatabasesAsync(CatalogScope scope, CancellationToken cancellationToken)
    {
        var databases = ImmutableArray.CreateBuilder<DatabaseModel>();
        var sql = $"SELECT SCHEMA_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE {scope.Where("SCHEMA_NAME", null)}";
        await CatalogRows.EachAsync(
            connection, sql, row => databases.Add(new DatabaseModel(row[0]!, CharsetModel.OfCollation(row[1]))), cancellationToken).ConfigureAwait(false);
        databases.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return databases.ToImmutable();
    }

    private async Task<CatalogModel> ReadTablesAsync(CatalogScope scope, CancellationToken cancellationToken)
    {
        var tables = new Dictionary<TableId, CatalogTableState>();
        var sequences = new List<TableId>();
        var where = scope.Where("TABLE_SCHEMA", "TABLE_NAME");
        await CatalogRows.EachAsync(
            connection,
            $"SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, TABLE_COLLATION, TABLE_COMMENT, ENGINE FROM information_schema.TABLES WHERE {where}",
            row => TakeTable(row, tables, sequences),
            cancellationToken).ConfigureAwait(false);
        if (tables.Count > 0)
        {
            // Defaults of TIMESTAMP are shown in the session's time zone, which statements of others that share the connection may depend on.
            await connection.ExecuteAsync("SET @connect_zone = @@SESSION.time_zone, SESSION time_zone = '+00:00'", cancellationToken).ConfigureAwait(false);
            await ReadColumnsAsync(tables, where, cancellationToken).ConfigureAwait(false);
            await ReadKeysAsync(tables, where, cancellationToken).ConfigureAwait(false);
            await new ShownDefaultReader(connection).ReadAsync(tables.Values, cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync("SET SESSION time_zone = @connect_zone", cancellationToken).ConfigureAwait(false);
        }

        return new CatalogModel
        {
            Tables = [.. tables.Values.Where(table => table.HasColumns).Select(table => _interner.Share(table.ToModel())).OrderBy(table => table.Id)],
            Sequences = [.. sequences.Order()],
        };
    }

    private void TakeTable(string?[] row, Dictionary<TableId, CatalogTableState> tables, List<TableId> sequences)
    {
        var id = new TableId(row[0]!, row[1]!);
        switch (row[2])
        {
            case "BASE TABLE" or Versioned:
                tables[id] = new CatalogTableState(id, CharsetModel.OfCollation(row[3]), Comment(row[4]), row[2] == Versioned, connection.Server.IsMariaDb && row[5] != "MEMORY");
                break;
            case Sequence:
                sequences.Add(id);
                break;
        }
    }

    private async Task ReadColumnsAsync(Dictionary<TableId, CatalogTableState> tables, string where, CancellationToken cancellationToken)
    {
        var json = connection.Server.IsMariaDb ? await ReadJsonChecksAsync(where, cancellationToken).ConfigureAwait(false) : [];
        var columns = new CatalogColumnReader(connection.Server, connection.Status.HasFlag(ServerStatus.NoBackslashEscapes), json);
        var srid = !connection.Server.IsMariaDb && connection.Server.Major >= 8 ? "SRS_ID" : "NULL";
        var sql = $"""
            SELECT TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION, COLUMN_NAME, COLUMN_DEFAULT, IS_NULLABLE, COLUMN_TYPE, CHARACTER_SET_NAME,
            COLLATION_NAME, EXTRA, COLUMN_COMMENT, GENERATION_EXPRESSION, {srid} FROM information_schema.COLUMNS WHERE {where}
            """;
        await CatalogRows.EachAsync(connection, sql, Take, cancellationToken).ConfigureAwait(false);

        void Take(string?[] row)
        {
            if (tables.TryGetValue(new TableId(row[0]!, row[1]!), out var table))
            {
                table.Add(Number(row[2]), columns.Read(table.Id, row), row[11]);
            }
        }
    }

    // MariaDB's JSON is LONGTEXT with a check, and the check is all that tells.
    private async Task<HashSet<(TableId Table, string Column)>> ReadJsonChecksAsync(string where, CancellationToken cancellationToken)
    {
        var json = new HashSet<(TableId, string)>();
        where = where.Replace("TABLE_SCHEMA", "CONSTRAINT_SCHEMA", StringComparison.Ordinal);

        // Only a column's own check makes it JSON; the first versions of 10.5 do not tell which those are, but name them after the column.
        var level = connection.Server.IsAtLeast(10, 5, 10) ? "LEVEL = 'Column'" : "CHECK_CLAUSE LIKE CONCAT('%json_valid(`', CONSTRAINT_NAME, '`)%')";
        var sql = $"""
            SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS
            WHERE ({where}) AND CHECK_CLAUSE LIKE '%json_valid(%' AND {level}
            """;
        await CatalogRows.EachAsync(connection, sql, Take, cancellationToken).ConfigureAwait(false);
        return json;

        void Take(string?[] row)
        {
            if (JsonCheckPolicy.ColumnOf(row[2]!, connection.Server) is { } column)
            {
                json.Add((new TableId(row[0]!, row[1]!), column));
            }
        }
    }

    private async Task ReadKeysAsync(Dictionary<TableId, CatalogTableState> tables, string where, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, SEQ_IN_INDEX, COLUMN_NAME, SUB_PART, INDEX_TYPE
            FROM information_schema.STATISTICS WHERE {where}
            """;
        await CatalogRows.EachAsync(connection, sql, Take, cancellationToken).ConfigureAwait(false);

        // MySQL 8 keeps keys by name; only SHOW KEYS has their order.
        if (!connection.Server.IsMariaDb && connection.Server.Major >= 8)
        {
            foreach (var table in tables.Values.Where(table => table.UniqueKeyCount > 1).ToList())
            {
                if (await ReadKeyNamesAsync(table.Id, cancellationToken).ConfigureAwait(false) is { } names)
                {
                    table.OrderKeys(names);
                }
                else
                {
                    tables.Remove(table.Id);
                }
            }
        }

        void Take(string?[] row)
        {
            if (tables.TryGetValue(new TableId(row[0]!, row[1]!), out var table))
            {
                table.AddKeyPart(row[2]!, row[3] == "0", Number(row[4]), row[5], Number(row[6]), row[7] == "HASH");
            }
        }
    }

    // Null for a table that is gone.
    private async Task<List<string>?> ReadKeyNamesAsync(TableId id, CancellationToken cancellationToken)
    {
        try
        {
            var sql = $"SHOW KEYS FROM {SqlText.Quote(id.Database)}.{SqlText.Quote(id.Table)} WHERE Non_unique = 0 AND Seq_in_index = 1";
            var keys = await connection.RowsAsync(sql, cancellationToken).ConfigureAwait(false);
            return [.. keys.Select(row => row[2]!)];
        }
        catch (ConnectException e) when (MySqlServerException.Of(e) is { Failure: ServerFailure.NoSuchObject })
        {
            return null;
        }
    }

    private static int Number(string? text) => int.Parse(text ?? "0", CultureInfo.InvariantCulture);

    private static string? Comment(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
