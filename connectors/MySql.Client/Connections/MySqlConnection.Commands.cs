using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Payloads;

namespace ConnectRuntime.MySql.Client.Connections;

// Commands that are answered by OK.
public sealed partial class MySqlConnection
{
    /// <summary>Asks whether the server is there.</summary>
    public Task PingAsync(CancellationToken cancellationToken) =>
        SimpleAsync(ServerCommand.Ping, static _ => { }, "ping the server", cancellationToken);

    /// <summary>Makes a database the current one.</summary>
    public Task UseAsync(string database, CancellationToken cancellationToken) =>
        SimpleAsync(ServerCommand.InitDb, w => w.WriteText(database), $"use database '{database}'", cancellationToken);

    /// <summary>Makes the session as it was after the login: transaction, variables, temporary tables and locks are gone, initial statements are run again.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        await SimpleAsync(ServerCommand.ResetConnection, static _ => { }, "reset the session", cancellationToken).ConfigureAwait(false);
        await PrepareSessionAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SimpleAsync(byte command, Action<PacketWriter> argument, string doing, CancellationToken cancellationToken)
    {
        BeginCommand(cancellationToken);
        try
        {
            _writer.BeginCommand(command);
            argument(_writer);
            await _writer.SendAsync(cancellationToken).ConfigureAwait(false);
            await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (!ErrPayload.Is(_reader.Payload))
            {
                Status = OkPayload.Read(_reader.Payload, Capabilities).Status;
            }
        }
        catch (Exception e)
        {
            await BreakAsync(e).ConfigureAwait(false);
            throw;
        }

        EndCommand();
        if (ErrPayload.Is(_reader.Payload))
        {
            throw ServerError(doing);
        }
    }
}
