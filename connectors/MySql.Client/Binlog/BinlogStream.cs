using System.Runtime.CompilerServices;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Payloads;

namespace ConnectRuntime.MySql.Client.Binlog;

/// <summary>The events of a dump as they arrive, not decoded.</summary>
/// <remarks>
/// One owner, one thread. An event is a span over the connection's buffer, valid until the next is asked for; events longer than a packet are joined
/// there, so nothing is copied per event. Used as <c>while (await FillAsync) while (TryRead(out event))</c>. Not reading is back-pressure: the server
/// waits, and gives up after <see cref="BinlogDumpConfig.ServerWriteTimeout"/>.
/// <code>
/// 0x00 | event           an event
/// 0xFF …                 the dump ends with an error
/// 0xFE …                 the dump ends, as it was asked not to wait for more
/// </code>
/// Page: "COM_BINLOG_DUMP" in MySQL's source documentation.
/// </remarks>
public sealed class BinlogStream
{
    private const int TypeAt = 5;

    private readonly MySqlConnection _connection;
    private readonly TimeSpan _idleTimeout;
    private bool _hasBegun;
    private bool _isAtEnd;

    internal BinlogStream(MySqlConnection connection, BinlogChecksum checksum, TimeSpan idleTimeout)
    {
        _connection = connection;
        _idleTimeout = idleTimeout;
        Checksum = checksum;
    }

    /// <summary>The server's setting for checksums, which events follow until the format description says which.</summary>
    public BinlogChecksum Checksum { get; }

    /// <summary>The event that was taken last, for whoever keeps it over an await; as long valid as the span of it.</summary>
    public ReadOnlyMemory<byte> Event => _connection.Reader.PayloadMemory[1..];

    /// <summary>Waits until an event is buffered; false at the end of a dump that does not wait for more.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_isAtEnd)
        {
            return false;
        }

        if (!_connection.Reader.IsReady)
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Takes the next event, head and checksum included, if it is buffered.</summary>
    /// <exception cref="ConnectException">The server ended the dump; <see cref="MySqlServerException.DumpFailure"/> says why.</exception>
    public bool TryRead(out ReadOnlySpan<byte> bytes)
    {
        var found = TryReadMemory(out var memory);
        bytes = memory.Span;
        return found;
    }

    /// <summary>The same as memory, for whoever keeps it until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadMemory(out ReadOnlyMemory<byte> bytes)
    {
        if (_connection.Reader.TryRead())
        {
            var payload = _connection.Reader.Payload;
            if (payload.Length > BinlogEventHeader.Length && payload[0] == 0)
            {
                if (!_hasBegun)
                {
                    Begin(payload[TypeAt]);
                }

                bytes = _connection.Reader.PayloadMemory[1..];
                return true;
            }

            End(payload);
        }

        bytes = default;
        return false;
    }

    // The head of a file comes at once, then the server may search for long: rotate, format description, encryption, checkpoint, previous GTIDs and
    // GTID list are no sign that it has found the start. Anything else is, a heartbeat too.
    private void Begin(byte type)
    {
        if (type is not (4 or 15 or 35 or 161 or 163 or 164))
        {
            _hasBegun = true;
            _connection.ReadTimeout = _idleTimeout;
        }
    }

    private void End(ReadOnlySpan<byte> payload)
    {
        _isAtEnd = true;
        if (ErrPayload.Is(payload))
        {
            var error = _connection.ServerError("read the binlog");
            _connection.Close();
            throw error;
        }

        if (EofPayload.Is(payload))
        {
            // MySQL closes the connection after it, so nobody may go on with it.
            _connection.Close();
            return;
        }

        var problem = $"a packet of {payload.Length} bytes is no event";
        _connection.Close();
        throw MySqlErrors.BadEvent(problem);
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
