using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>A dump under way: its connection, the packets and the plain events in them.</summary>
/// <remarks>One owner, one thread. A wait for packets outlives the call that began it, so that a caller with nothing to wait for can go away and come back.</remarks>
internal sealed class BinlogSession : IAsyncDisposable
{
    private const int ReceiveBuffer = 1024 * 1024;

    private readonly MySqlConnection _connection;
    private readonly BinlogStream _stream;
    private readonly CancellationTokenSource _closing = new();
    private Task<bool>? _filling;

    private BinlogSession(MySqlConnection connection, BinlogStream stream, string server)
    {
        _connection = connection;
        _stream = stream;
        Server = server;
        Events = new BinlogEventReader(stream.Checksum, verify: true);
    }

    /// <summary>What tells the server from others, which may have its address at another time.</summary>
    public string Server { get; }

    /// <summary>The server's setting for checksums.</summary>
    public BinlogChecksum Checksum => _stream.Checksum;

    /// <summary>The plain events.</summary>
    public BinlogEventReader Events { get; }

    /// <summary>Connects and asks for the binlog from a place on.</summary>
    public static async Task<BinlogSession> OpenAsync(MySqlSourceModel model, BinlogStart start, CancellationToken cancellationToken)
    {
        var connection = await MySqlConnection.ConnectAsync(model.Connection with { ReceiveBufferBytes = ReceiveBuffer }, cancellationToken);
        try
        {
            var names = await connection.RowsAsync(
                "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('server_uuid', 'server_uid', 'hostname', 'port', 'server_id')", cancellationToken);
            var stream = await connection.DumpAsync(start, DumpOf(model), cancellationToken);
            return new BinlogSession(connection, stream, NameOf(names.ToDictionary(row => row[0]!, row => row[1])));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the next plain event out of what has arrived; it is then the current one of <see cref="Events"/>.</summary>
    /// <returns>False when more must arrive first.</returns>
    public bool TryRead()
    {
        while (!Events.TryRead())
        {
            if (_filling is { IsCompletedSuccessfully: false } || !_stream.TryReadMemory(out var raw))
            {
                return false;
            }

            Events.Push(raw);
        }

        return true;
    }

    /// <summary>Waits for more to arrive.</summary>
    /// <param name="patience">How long; the wait itself goes on after that.</param>
    /// <param name="cancellationToken">Ends the wait of this call.</param>
    /// <returns>Whether more has arrived.</returns>
    public async ValueTask<bool> WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_filling is null)
        {
            var filling = _stream.FillAsync(_closing.Token);
            if (filling.IsCompletedSuccessfully)
            {
                return Filled(filling.Result);
            }

            _filling = filling.AsTask();
        }

        if (!_filling.IsCompleted)
        {
            if (patience <= TimeSpan.Zero)
            {
                return false;
            }

            await Task.WhenAny(_filling, Task.Delay(patience, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (!_filling.IsCompleted)
            {
                return false;
            }
        }

        var done = _filling;
        _filling = null;
        return Filled(await done);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_filling is { } filling)
        {
            await ((Task)filling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _connection.DisposeAsync();
        _closing.Dispose();
        Events.Dispose();
    }

    // The server is to show a sign of life well before the silence counts as a broken connection.
    private static BinlogDumpConfig DumpOf(MySqlSourceModel model)
    {
        var dump = new BinlogDumpConfig
        {
            ServerId = model.ServerId,
            Uuid = UuidOf(model.ServerId),
            AnnotateRows = model.IncludeQuery,
            ServerWriteTimeout = model.NetWriteTimeout,
        };
        return model.KeepAliveInterval > TimeSpan.Zero
            ? dump with { Heartbeat = 0.8 * model.KeepAliveInterval, IdleTimeout = 3 * model.KeepAliveInterval }
            : dump with { IdleTimeout = TimeSpan.Zero };
    }

    // MySQL tells replicas apart by their UUIDs: one that follows from the server id ends a session of ours that the server has not noticed the loss of,
    // and shows two connectors that were given one id.
    private static Guid UuidOf(uint serverId) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"ConnectRuntime {serverId}"))).AsSpan(0, 16));

    // MariaDB has no UUID before 10.5.26.
    private static string NameOf(Dictionary<string, string?> variables) =>
        variables.GetValueOrDefault("server_uuid") ?? variables.GetValueOrDefault("server_uid")
        ?? $"{variables["hostname"]}:{variables["port"]}:{variables["server_id"]}";

    private static bool Filled(bool more) => more ? true : throw StreamErrors.Ended();
}
