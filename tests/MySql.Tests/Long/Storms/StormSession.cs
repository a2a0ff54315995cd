using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Sql;

namespace ConnectRuntime.MySql.Tests.Long.Storms;

/// <summary>One client of a storm: its connection, and what its open transaction has written.</summary>
internal sealed class StormSession(MySqlConnection connection) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The changes of the open transaction.</summary>
    public List<StormRow> Written { get; } = [];

    /// <summary>The tables that it holds.</summary>
    public HashSet<string> Held { get; } = [];

    /// <summary>Whether a transaction is open.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The connection.</summary>
    public MySqlConnection Connection => connection;

    /// <summary>Runs a statement; false if the server refuses it.</summary>
    public async Task<bool> TryAsync(string sql)
    {
        try
        {
            await connection.ExecuteAsync(sql, Cancel);
            return true;
        }
        catch (ConnectException e) when (MySqlServerException.Of(e) is not null)
        {
            return false;
        }
    }

    /// <summary>The rows of a table that a condition chooses, each with the lines of its key.</summary>
    public async Task<List<(string Row, string Key)>> ReadAsync(string table, string where)
    {
        var key = await connection.RowsAsync(
            $"SELECT COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '{table}' AND CONSTRAINT_NAME = 'PRIMARY' ORDER BY ORDINAL_POSITION",
            Cancel);
        return [.. (await ServerRow.ReadAsync(connection, table, where)).Select(row => (row, string.Join('\n', key.Select(column => LineOf(row, column[0]!)))))];
    }

    /// <summary>The columns of a table that a storm may change.</summary>
    public async Task<List<string>> ColumnsAsync(string table) =>
        [.. (await ServerRow.ColumnsAsync(connection, table)).Select(column => column.Name).Where(name => name is not ("id" or "k" or "seq"))];

    /// <summary>The keys of a table's rows.</summary>
    public async Task<List<string>> IdsAsync(string table) =>
        [.. (await connection.RowsAsync($"SELECT id FROM {SqlText.Quote(table)} ORDER BY id", Cancel)).Select(row => row[0]!)];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string LineOf(string row, string column) => row.Split('\n').Single(line => line.StartsWith(column + "=", StringComparison.Ordinal));
}

/// <summary>A change as the server had it at the statement that made it, all parts as lines.</summary>
internal sealed record StormRow(string Operation, string Table, string Key, string Before, string After);
