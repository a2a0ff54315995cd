using System.Globalization;
using System.Text;
using System.Text.Json;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Sql;

namespace ConnectRuntime.MySql.Tests.Long;

/// <summary>A row as text that the server's own functions make, and a record's row in the same form: a line <c>column=value</c> for each column, in order.</summary>
/// <remarks>
/// Sources are run with <c>decimal.handling.mode=string</c>, <c>time.precision.mode=isostring</c> and names of fields as they are. The connection's
/// time zone is UTC. A date with a zero in it is null, as is a time that is
/// none of a day.
/// </remarks>
internal static class ServerRow
{
    /// <summary>The options that a source needs.</summary>
    public static (string Name, string Value)[] Options =>
        [("decimal.handling.mode", "string"), ("time.precision.mode", "isostring"), ("field.name.adjustment.mode", "none")];

    /// <summary>The columns of a table with what SQL makes their values, as the server has them now; none where there is no such table.</summary>
    public static async Task<List<(string Name, string Type, string Sql)>> ColumnsAsync(MySqlConnection connection, string table) =>
    [
        .. (await connection.RowsAsync(
            "SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS "
            + $"WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = {Text(table)} ORDER BY ORDINAL_POSITION", TestContext.Current.CancellationToken))
            .Select(row => (row[0]!, row[1]!, Expression(SqlText.Quote(row[0]!), row[1]!))),
    ];

    /// <summary>Rows of a table.</summary>
    public static async Task<List<string>> ReadAsync(MySqlConnection connection, string table, string where)
    {
        var columns = await ColumnsAsync(connection, table);
        var sql = $"SELECT {string.Join(", ", columns.Select(column => column.Sql))} FROM {SqlText.Quote(table)} WHERE {where}";
        var rows = await connection.RowsAsync(sql, TestContext.Current.CancellationToken);
        return [.. rows.Select(row => Lines(columns.Zip(row, (column, value) => (column.Name, Value(column.Type, value)))))];
    }

    /// <summary>A record's row or key; empty for none.</summary>
    public static string Of(string? json)
    {
        if (json is null)
        {
            return string.Empty;
        }

        using var document = JsonDocument.Parse(json);
        return Lines(document.RootElement.EnumerateObject().Select(field => (field.Name, field.Value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => field.Value.GetString(),
            _ => field.Value.GetRawText(),
        })));
    }

    /// <summary>A text literal that means the same in every session.</summary>
    public static string Text(string text) => $"CONVERT(x'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}' USING utf8mb4)";

    private static string Lines(IEnumerable<(string Name, string? Value)> cells) => string.Join('\n', cells.Select(cell => $"{cell.Name}={cell.Value ?? "(null)"}"));

    private static string Expression(string column, string type) => type switch
    {
        "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" or "enum" or "set" => $"HEX(CONVERT({column} USING utf8mb4))",
        "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" => $"HEX({column})",
        "year" => $"CAST({column} + 0 AS CHAR)",
        "date" => $"IF({IsReal(column)}, CONCAT({column}, 'Z'), NULL)",
        "time" => $"IF({column} >= '00:00:00' AND {column} < '24:00:00', CONCAT({Trim(column)}, 'Z'), NULL)",
        "datetime" => $"IF({IsReal(column)}, CONCAT(REPLACE({Trim(column)}, ' ', 'T'), 'Z'), NULL)",
        "timestamp" => $"IF(YEAR({column}) > 0, CONCAT(REPLACE({column}, ' ', 'T'), 'Z'), NULL)",
        _ => $"CAST({column} AS CHAR)",
    };

    private static string? Value(string type, string? text) => text is null ? null : type switch
    {
        "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" or "enum" or "set" => Encoding.UTF8.GetString(Convert.FromHexString(text)),
        "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" => Convert.ToBase64String(Convert.FromHexString(text)),
        "double" or "float" => double.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        _ => text,
    };

    private static string IsReal(string column) => $"YEAR({column}) > 0 AND MONTH({column}) > 0 AND DAY({column}) > 0";

    // Without zeros at the end of a fraction.
    private static string Trim(string column) =>
        $"IF(LOCATE('.', {column}) > 0, TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {column})), CAST({column} AS CHAR))";
}
