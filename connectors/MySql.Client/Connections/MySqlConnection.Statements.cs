using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Client.Statements;

namespace ConnectRuntime.MySql.Client.Connections;

// Statements that are prepared.
public sealed partial class MySqlConnection
{
    /// <summary>Lets the server parse a statement with <c>?</c> in place of values.</summary>
    public async Task<PreparedStatement> PrepareAsync(string sql, CancellationToken cancellationToken)
    {
        BeginCommand(cancellationToken);
        (uint Id, int Columns, int Parameters) head;
        try
        {
            _writer.BeginCommand(ServerCommand.StatementPrepare);
            _writer.WriteText(sql);
            await _writer.SendAsync(cancellationToken).ConfigureAwait(false);
            await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            head = ErrPayload.Is(_reader.Payload) ? default : ReadPrepared(_reader.Payload);
            if (head.Id != 0)
            {
                await SkipDefinitionsAsync(head.Parameters, cancellationToken).ConfigureAwait(false);
                await SkipDefinitionsAsync(head.Columns, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            await BreakAsync(e).ConfigureAwait(false);
            throw;
        }

        EndCommand();
        return head.Id != 0 ? new PreparedStatement(this, head.Id, head.Parameters) : throw ServerError("prepare a statement");
    }

    // id u32 | 0 no cursor | 1 one execution | values.
    internal async ValueTask<BinaryResult> ExecuteStatementAsync(uint id, ParameterWriter parameters, CancellationToken cancellationToken)
    {
        BeginCommand(cancellationToken);
        var result = new BinaryResult(this);
        try
        {
            _writer.BeginCommand(ServerCommand.StatementExecute);
            _writer.WriteUInt32(id);
            _writer.WriteByte(0);
            _writer.WriteUInt32(1);
            if (parameters.Count > 0)
            {
                parameters.WriteTo(_writer);
            }

            await _writer.SendAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await BreakAsync(e).ConfigureAwait(false);
            throw;
        }

        await result.BeginAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    // The server does not answer.
    internal async ValueTask CloseStatementAsync(uint id)
    {
        try
        {
            _writer.BeginCommand(ServerCommand.StatementClose);
            _writer.WriteUInt32(id);
            await _writer.SendAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConnectException)
        {
            Close();
        }
    }

    // 0 | id u32 | columns u16 | parameters u16 | 0 | warnings u16. Page: "COM_STMT_PREPARE_OK".
    private static (uint Id, int Columns, int Parameters) ReadPrepared(ReadOnlySpan<byte> payload)
    {
        var reader = new WireReader(payload);
        if (reader.ReadByte() != 0)
        {
            throw MySqlErrors.Malformed($"a prepared statement is answered by 0x{payload[0]:X2}");
        }

        return (reader.ReadUInt32(), reader.ReadUInt16(), reader.ReadUInt16());
    }

    private async Task SkipDefinitionsAsync(int count, CancellationToken cancellationToken)
    {
        var hasEof = (Capabilities & Capabilities.DeprecateEof) == 0;
        for (var left = count > 0 && hasEof ? count + 1 : count; left > 0; left--)
        {
            await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
