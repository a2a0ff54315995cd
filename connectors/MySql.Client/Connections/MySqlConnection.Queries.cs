using System.Text;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Client.Results;

namespace ConnectRuntime.MySql.Client.Connections;

// Statements as text.
public sealed partial class MySqlConnection
{
    /// <summary>Runs a text of one or more statements; its results are read one after the other. Rows come as the caller asks for them.</summary>
    public ValueTask<TextResult> QueryAsync(string sql, CancellationToken cancellationToken)
    {
        BeginCommand(cancellationToken);
        _writer.BeginCommand(ServerCommand.Query);
        _writer.WriteText(sql);
        return SendQueryAsync(cancellationToken);
    }

    /// <summary>The same for a text that is UTF-8 already.</summary>
    public ValueTask<TextResult> QueryAsync(ReadOnlyMemory<byte> sql, CancellationToken cancellationToken)
    {
        BeginCommand(cancellationToken);
        _writer.BeginCommand(ServerCommand.Query);
        _writer.WriteBytes(sql.Span);
        return SendQueryAsync(cancellationToken);
    }

    /// <summary>Runs statements whose rows, if any, nobody wants, and returns what the last one did.</summary>
    public async Task<OkPayload> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var result = await QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        return await result.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same for a text that is UTF-8 already.</summary>
    public async Task<OkPayload> ExecuteAsync(ReadOnlyMemory<byte> sql, CancellationToken cancellationToken)
    {
        await using var result = await QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        return await result.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All rows of a small result as text, null for NULL; for settings and catalogs, not for data.</summary>
    public async Task<List<string?[]>> RowsAsync(string sql, CancellationToken cancellationToken)
    {
        var rows = new List<string?[]>();
        await using var result = await QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        while (await result.FillAsync(cancellationToken).ConfigureAwait(false))
        {
            while (result.TryReadRow(out var row))
            {
                var cells = new string?[result.Columns.Count];
                for (var i = 0; row.MoveNext(); i++)
                {
                    cells[i] = row.IsNull ? null : Encoding.UTF8.GetString(row.Value);
                }

                rows.Add(cells);
            }
        }

        return rows;
    }

    /// <summary>The first cell of the first row as text; null for NULL and for no row.</summary>
    public async Task<string?> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(sql, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0][0] : null;
    }

    private async ValueTask<TextResult> SendQueryAsync(CancellationToken cancellationToken)
    {
        var result = new TextResult(this);
        try
        {
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
}
