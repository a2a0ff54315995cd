using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Reads defaults of BINARY and VARBINARY as they are: information_schema shows them as text, MySQL up to the first zero byte, MariaDB with ? for what is no text.</summary>
internal sealed class BinaryDefaultReader(MySqlConnection connection)
{
    /// <summary>Corrects the defaults of such columns; one statement for each table that has any.</summary>
    public async Task ReadAsync(IEnumerable<CatalogTableState> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            var columns = table.Columns.Where(column => column is { Default.Kind: DefaultKind.Hex, Type: SqlType.Binary or SqlType.VarBinary }).ToList();
            if (columns.Count > 0 && await ReadAsync(table.Id, columns, cancellationToken).ConfigureAwait(false) is { } defaults)
            {
                for (var i = 0; i < columns.Count; i++)
                {
                    table.Replace(columns[i] with { Default = new ColumnDefault(DefaultKind.Hex, defaults[i] ?? "") });
                }
            }
        }
    }

    // A table that is gone, or that may not be read, keeps what information_schema says.
    private async Task<string?[]?> ReadAsync(TableId id, List<ColumnModel> columns, CancellationToken cancellationToken)
    {
        var values = string.Join(',', columns.Select(column => $"HEX(DEFAULT(t.{SqlText.Quote(column.Name)}))"));
        var sql = $"SELECT {values} FROM (SELECT 1 AS one) AS o LEFT JOIN {SqlText.Quote(id.Database)}.{SqlText.Quote(id.Table)} AS t ON o.one = 0";
        try
        {
            var rows = await connection.RowsAsync(sql, cancellationToken).ConfigureAwait(false);
            return rows.Count == 1 ? rows[0] : null;
        }
        catch (ConnectException e) when (MySqlServerException.Of(e) is { IsTransient: false })
        {
            return null;
        }
    }
}
