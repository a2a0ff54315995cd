using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Client.Results;

namespace ConnectRuntime.MySql.Client.Statements;

/// <summary>A statement that the server has parsed, to be executed with values many times. It lives as long as its connection, or until it is disposed of.</summary>
public sealed class PreparedStatement : IAsyncDisposable
{
    private readonly MySqlConnection _connection;
    private bool _isClosed;

    internal PreparedStatement(MySqlConnection connection, uint id, int parameterCount)
    {
        _connection = connection;
        Id = id;
        ParameterCount = parameterCount;
    }

    /// <summary>The server's number of it.</summary>
    public uint Id { get; }

    /// <summary>How many values an execution needs.</summary>
    public int ParameterCount { get; }

    /// <summary>Executes it; the rows, if any, are read from the result.</summary>
    public ValueTask<BinaryResult> QueryAsync(ParameterWriter parameters, CancellationToken cancellationToken)
    {
        if (parameters.Count != ParameterCount)
        {
            throw new ArgumentException($"{parameters.Count} values were given, the statement has {ParameterCount} parameters.", nameof(parameters));
        }

        return _connection.ExecuteStatementAsync(Id, parameters, cancellationToken);
    }

    /// <summary>Executes it where no rows are wanted.</summary>
    public async ValueTask<OkPayload> ExecuteAsync(ParameterWriter parameters, CancellationToken cancellationToken)
    {
        await using var result = await QueryAsync(parameters, cancellationToken).ConfigureAwait(false);
        return await result.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets the server forget it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isClosed && _connection.IsUsable)
        {
            _isClosed = true;
            await _connection.CloseStatementAsync(Id).ConfigureAwait(false);
        }
    }
}
