using System.Runtime.CompilerServices;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Payloads;

namespace ConnectRuntime.MySql.Client.Results;

/// <summary>The results of a command, one after the other, as their packets come in.</summary>
/// <remarks>
/// Owned by who ran the command; the connection is busy until the last result was read to its end or this is disposed of. A result is OK, or columns
/// and rows: <c>FillAsync</c> waits until something is buffered, then rows are taken until there is none. Not reading is back-pressure: the server
/// stops sending once the sockets' buffers are full, and gives up after its net_write_timeout.
/// </remarks>
public abstract class ResultReader : IAsyncDisposable
{
    private const int DrainBytes = 1 << 20;

    private readonly MySqlConnection _connection;
    private ColumnDefinition[] _columns = [];
    private bool _hasRows;
    private bool _hasMore;
    private bool _isDone;

    private protected ResultReader(MySqlConnection connection)
    {
        _connection = connection;
    }

    /// <summary>The columns of the current result; none where it is OK. Those of one result never change.</summary>
    public IReadOnlyList<ColumnDefinition> Columns => _columns;

    private protected ReadOnlyMemory<ColumnDefinition> Definitions => _columns;

    /// <summary>What the server said at the end of the current result; null while rows are left.</summary>
    public OkPayload? Ok { get; private set; }

    /// <summary>
    /// Waits until a row, or the end of the rows, is buffered. After true rows are taken until there is none, then this is called again; after false
    /// the current result has no more rows.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (!_hasRows)
        {
            return false;
        }

        if (!_connection.Reader.IsReady)
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>What comes next, as far as it is buffered. Looking takes nothing: the current row stays as it is.</summary>
    public NextPacket Peek()
    {
        if (!_hasRows)
        {
            return NextPacket.End;
        }

        if (!_connection.Reader.IsReady)
        {
            return NextPacket.Unknown;
        }

        var payload = _connection.Reader.Next;
        return payload switch
        {
            [] or [< EofPayload.Header, ..] => NextPacket.Row,
            [ErrPayload.Header, ..] => NextPacket.Error,
            _ => (UsesOkAtEnd ? payload.Length >= PacketLimits.ChunkBytes : !EofPayload.Is(payload)) ? NextPacket.Row : NextPacket.End,
        };
    }

    /// <summary>Goes to the next result, passing over rows that are left; false when there is none.</summary>
    public async ValueTask<bool> NextResultAsync(CancellationToken cancellationToken)
    {
        while (_hasRows)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
            while (TryTakeRow(out _))
            {
                // Passed over.
            }
        }

        if (_isDone || !_hasMore)
        {
            return false;
        }

        await BeginAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Passes over all that is left and returns what the last statement did.</summary>
    public async ValueTask<OkPayload> ReadToEndAsync(CancellationToken cancellationToken)
    {
        while (await NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
            // The next one.
        }

        return Ok!;
    }

    /// <summary>Frees the connection: a little that is left is read; much, or what is not there yet, costs the connection, as the server would go on sending.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_isDone || _connection.IsClosed)
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            for (var left = DrainBytes; left > 0 && !_isDone;)
            {
                if (_hasRows)
                {
                    await _connection.Reader.FillAsync(limit.Token).ConfigureAwait(false);
                    left -= TryTakeRow(out var row) ? row.Length : 0;
                }
                else
                {
                    await BeginAsync(limit.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is ConnectException or OperationCanceledException)
        {
            // Whoever disposes of it does not want to know.
        }

        if (!_isDone)
        {
            await _connection.BreakAsync(new OperationCanceledException()).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the head of a result: OK, an error, or the columns.</summary>
    internal async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        _columns = [];
        Ok = null;
        try
        {
            await TakeAsync(cancellationToken).ConfigureAwait(false);
            var count = ReadHead();
            await ReadColumnsAsync(count, cancellationToken).ConfigureAwait(false);
            _hasRows = count > 0;
        }
        catch (ConnectException e) when (MySqlServerException.Of(e) is null)
        {
            _connection.Close();
            throw;
        }
    }

    /// <summary>Takes the payload of the next row if it is buffered.</summary>
    private protected bool TryTakeRow(out ReadOnlySpan<byte> payload)
    {
        if (!_hasRows || !TryTake())
        {
            payload = default;
            return false;
        }

        payload = _connection.Reader.Payload;
        if (payload.Length == 0 || payload[0] < EofPayload.Header || !IsEnd(payload))
        {
            return true;
        }

        payload = default;
        return false;
    }

    private bool UsesOkAtEnd => (_connection.Capabilities & Capabilities.DeprecateEof) != 0;

    // Packets that make no sense leave no way to find the next one.
    private bool TryTake()
    {
        try
        {
            return _connection.Reader.TryRead();
        }
        catch
        {
            _connection.Close();
            throw;
        }
    }

    // A row may begin with 0xFE, if its first value has 16 MiB or more; 0xFF begins none.
    private bool IsEnd(ReadOnlySpan<byte> payload)
    {
        if (payload[0] == ErrPayload.Header)
        {
            End(hasMore: false);
            throw _connection.ServerError("read the rows of a statement");
        }

        if (UsesOkAtEnd ? payload.Length >= PacketLimits.ChunkBytes : !EofPayload.Is(payload))
        {
            return false;
        }

        if (UsesOkAtEnd)
        {
            Ok = OkPayload.Read(payload, _connection.Capabilities);
        }
        else
        {
            var (status, warnings) = EofPayload.Read(payload);
            Ok = new OkPayload(0, 0, status, warnings, "", []);
        }

        End((Ok.Status & ServerStatus.MoreResults) != 0);
        return true;
    }

    private async ValueTask ReadColumnsAsync(int count, CancellationToken cancellationToken)
    {
        _columns = count > 0 ? new ColumnDefinition[count] : [];
        for (var i = 0; i < count; i++)
        {
            await TakeAsync(cancellationToken).ConfigureAwait(false);
            _columns[i] = ColumnDefinition.Read(_connection.Reader.Payload, _connection.HasExtendedMetadata);
        }

        if (count > 0 && !UsesOkAtEnd)
        {
            await TakeAsync(cancellationToken).ConfigureAwait(false);
            if (!EofPayload.Is(_connection.Reader.Payload))
            {
                throw MySqlErrors.Malformed("no EOF follows the columns");
            }
        }
    }

    private int ReadHead()
    {
        var payload = _connection.Reader.Payload;
        switch (payload)
        {
            case [0x00, ..]:
                Ok = OkPayload.Read(payload, _connection.Capabilities);
                End((Ok.Status & ServerStatus.MoreResults) != 0);
                return 0;
            case [ErrPayload.Header, ..]:
                End(hasMore: false);
                throw _connection.ServerError("run a statement");
            case [WireReader.Null, .. var file]:
                _connection.Close();
                _isDone = true;
                throw MySqlErrors.LocalFileRefused(_connection.Address, System.Text.Encoding.UTF8.GetString(file));
            default:
                var count = new WireReader(payload).ReadLengthEncoded();
                return count is > 0 and <= 0xFFFF ? (int)count : throw MySqlErrors.Malformed($"a result has {count} columns");
        }
    }

    private void End(bool hasMore)
    {
        _hasRows = false;
        _hasMore = hasMore;
        if (Ok is not null)
        {
            _connection.SetStatus(Ok.Status);
        }

        if (!hasMore)
        {
            _isDone = true;
            _connection.EndCommand();
        }
    }

    private async ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        if (!TryTake())
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
            TryTake();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _connection.Reader.FillAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await _connection.BreakAsync(e).ConfigureAwait(false);
            throw;
        }
    }
}
