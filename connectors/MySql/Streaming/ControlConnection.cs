using ConnectRuntime.MySql.Client.Connections;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>The connection for whatever is asked beside the stream: the catalog, the list of binlogs, the action query. Made when it is needed, and again when it broke.</summary>
internal sealed class ControlConnection(MySqlConnectionConfig config) : IAsyncDisposable
{
    private MySqlConnection? _connection;

    /// <summary>The connection, open.</summary>
    public async ValueTask<MySqlConnection> GetAsync(CancellationToken cancellationToken)
    {
        if (_connection is { IsUsable: true } open)
        {
            return open;
        }

        await CloseAsync();
        return _connection = await MySqlConnection.ConnectAsync(config, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
