using System.Net.Sockets;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Authentication;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Connections;

// From a configuration to a session, and the end of a session's statement from outside.
public sealed partial class MySqlConnection
{
    /// <summary>Connects, logs in and runs the initial statements.</summary>
    /// <exception cref="ConnectException">Kind Transient where trying again may help; kind Config where only its owner can.</exception>
    public static async Task<MySqlConnection> ConnectAsync(MySqlConnectionConfig config, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (config.ConnectTimeout > TimeSpan.Zero)
        {
            limit.CancelAfter(config.ConnectTimeout);
        }

        MySqlConnection? connection = null;
        try
        {
            var socket = await SocketConnector.ConnectAsync(config, limit.Token).ConfigureAwait(false);
            connection = new MySqlConnection(config, new WireStream(socket, config.Server));
            await connection.LogInAsync(limit.Token).ConfigureAwait(false);
            return connection;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            connection?.Close();
            throw MySqlErrors.ConnectTimeout(config.Server, config.ConnectTimeout);
        }
        catch
        {
            connection?.Close();
            throw;
        }
    }

    private async Task LogInAsync(CancellationToken cancellationToken)
    {
        var login = new LoginSequence(_stream, _reader, _writer, _config);
        var greeting = await login.RunAsync(cancellationToken).ConfigureAwait(false);
        Server = greeting.Version;
        ConnectionId = greeting.ConnectionId;
        Capabilities = login.Capabilities;
        HasExtendedMetadata = login.MariaDbCapabilities.HasFlag(MariaDbCapabilities.ExtendedMetadata);
        Status = login.Status;
        _reader.Limit = PacketLimits.PayloadBytes;
        _stream.ReadTimeout = _config.ReadTimeout;
        _stream.WriteTimeout = _config.WriteTimeout;
        await PrepareSessionAsync(cancellationToken).ConfigureAwait(false);
    }

    // A server may be told to ignore the character set of the login, so it is said again; and to cut results short, catalogs too. DEFAULT is the server's own.
    private async Task PrepareSessionAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync("SET NAMES utf8mb4, sql_select_limit = 18446744073709551615", cancellationToken).ConfigureAwait(false);
        foreach (var statement in _config.InitialStatements)
        {
            await ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
        }
    }

    // Ends our statement at the server; what keeps that from succeeding changes nothing for the caller, whose connection ends in any case.
    private async Task KillAsync()
    {
        if (ConnectionId == 0 || _config.KillTimeout <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(_config.KillTimeout);
            var socket = await SocketConnector.ConnectAsync(_config, limit.Token).ConfigureAwait(false);
            var side = new MySqlConnection(_config, new WireStream(socket, _config.Server));
            try
            {
                await new LoginSequence(side._stream, side._reader, side._writer, _config).RunAsync(limit.Token).ConfigureAwait(false);
                await side.ExecuteAsync($"KILL {ConnectionId}", limit.Token).ConfigureAwait(false);
            }
            finally
            {
                side.Close();
            }
        }
        catch (Exception e) when (e is ConnectException or OperationCanceledException or SocketException)
        {
            // The server finds out when it next writes to us.
        }
    }
}
