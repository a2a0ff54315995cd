using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Snapshot.Tables;

/// <summary>Reads facts about tables from information_schema.</summary>
internal static class TableFactsReader
{
    private const string RealTables = "TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')";

    /// <summary>All tables of databases.</summary>
    public static async Task<Dictionary<TableId, TableFacts>> ReadAsync(
        MySqlConnection connection, IReadOnlyList<string> databases, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<TableId, TableFacts>();
        if (databases.Count == 0)
        {
            return facts;
        }

        var within = $"TABLE_SCHEMA IN ({string.Join(", ", databases.Select(Literal))})";
        var tables = await connection.RowsAsync(
            $"SELECT TABLE_SCHEMA, TABLE_NAME, ENGINE, TABLE_ROWS, CREATE_TIME FROM information_schema.TABLES WHERE {within} AND {RealTables}",
            cancellationToken);
        foreach (var row in tables)
        {
            facts[new TableId(row[0]!, row[1]!)] = new TableFacts(row[2], Number(row[3]), row[4]);
        }

        var parts = await connection.RowsAsync(
            $"SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, SUB_PART, COLLATION FROM information_schema.STATISTICS WHERE {within} AND INDEX_NAME='PRIMARY' "
            + "ORDER BY TABLE_SCHEMA, TABLE_NAME, SEQ_IN_INDEX",
            cancellationToken);
        foreach (var table in parts.GroupBy(row => new TableId(row[0]!, row[1]!)))
        {
            if (facts.TryGetValue(table.Key, out var fact))
            {
                facts[table.Key] = fact with { PrimaryKey = [.. table.Select(row => new KeyPart(row[2] ?? string.Empty, row[3] is not null, row[4] == "D"))] };
            }
        }

        return facts;
    }

    /// <summary>When a table was made; null where there is none of that name.</summary>
    public static Task<string?> ReadCreatedAsync(MySqlConnection connection, TableId id, CancellationToken cancellationToken) => connection.ScalarAsync(
        $"SELECT CREATE_TIME FROM information_schema.TABLES WHERE TABLE_SCHEMA={Literal(id.Database)} AND TABLE_NAME={Literal(id.Table)}", cancellationToken);

    /// <summary>Names of all tables.</summary>
    public static async Task<List<TableId>> ListAsync(MySqlConnection connection, CancellationToken cancellationToken) =>
        [.. (await connection.RowsAsync($"SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE {RealTables}", cancellationToken))
            .Select(row => new TableId(row[0]!, row[1]!))];

    private static string Literal(string name) => $"_utf8mb4 0x{Convert.ToHexString(Encoding.UTF8.GetBytes(name))}";

    private static long Number(string? digits) =>
        ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (long)Math.Min(number, long.MaxValue) : 0;
}
