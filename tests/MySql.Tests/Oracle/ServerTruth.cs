using System.Globalization;
using System.Text;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Sql;

namespace ConnectRuntime.MySql.Tests.Oracle;

/// <summary>The rows of a table as the server's own functions spell them, and those of records in the same form: column=value, NULL as N, a line for each row.</summary>
internal static class ServerTruth
{
    /// <summary>The options that a source needs.</summary>
    public static (string Name, string Value)[] Options =>
    [
        ("decimal.handling.mode", "string"), ("binary.handling.mode", "hex"), ("field.name.adjustment.mode", "none"), ("schema.name.adjustment.mode", "none"),
        ("tombstones.on.delete", "false"), ("skipped.operations", "none"),
    ];

    /// <summary>Base tables of the database.</summary>
    public static async Task<List<string>> TablesAsync(MySqlConnection connection) =>
    [
        .. (await connection.RowsAsync(
            "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')", default))
            .Select(row => row[0]!),
    ];

    /// <summary>A table's columns: name, type, and whether it may be null.</summary>
    public static async Task<List<TruthColumn>> ColumnsAsync(MySqlConnection connection, string table) =>
    [
        .. (await connection.RowsAsync(
            "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, IFNULL(DATETIME_PRECISION, 0) FROM information_schema.COLUMNS "
            + $"WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = CONVERT(x'{Convert.ToHexString(Encoding.UTF8.GetBytes(table))}' USING utf8mb4) ORDER BY ORDINAL_POSITION", default))
            .Select(row => new TruthColumn(row[0]!, row[1]!, row[2]!, row[3] == "YES", int.Parse(row[4]!, CultureInfo.InvariantCulture))),
    ];

    /// <summary>All rows of a table.</summary>
    public static async Task<List<string>> ReadAsync(MySqlConnection connection, string table, List<TruthColumn> columns)
    {
        var sql = $"SELECT {string.Join(", ", columns.Select(column => column.Sql))} FROM {SqlText.Quote(table)}";
        var rows = await connection.RowsAsync(sql, TestContext.Current.CancellationToken);
        return [.. rows.Select(row => string.Join(' ', columns.Select((column, i) => $"{column.Name}={column.OfServer(row[i])}"))).Order(StringComparer.Ordinal)];
    }

    /// <summary>A record's row.</summary>
    public static string Of(IReadOnlyDictionary<string, string> row, List<TruthColumn> columns) =>
        string.Join(' ', columns.Select(column => $"{column.Name}={(row.TryGetValue(column.Name, out var json) ? column.OfRecord(json) : "(missing)")}"));
}
