using System.Buffers;
using System.Runtime.CompilerServices;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Packets;

/// <summary>The packets that come in, cut out of one large pooled buffer without a copy.</summary>
/// <remarks>
/// Owned by its connection, one thread at a time. <see cref="Payload"/> is valid until the next <see cref="TryRead"/> or
/// <see cref="FillAsync"/>. The buffer holds at most one joined payload (<see cref="Limit"/>) or its base capacity, whichever is larger;
/// a buffer that grew goes back as soon as it is empty.
/// <code>
/// +-----------+-----+--------------------+     length 0xFFFFFF: the payload goes on in the next packet, whose header is
/// | length  3 | seq | payload            |     squeezed out in place, so that a joined payload is one span
/// +-----------+-----+--------------------+
///
/// [0 … _start)            consumed
/// [_start … +4)           header of the first packet of the payload
/// [… +_joined)            its payload so far, headers of later packets squeezed out
/// [… _end)                bytes that are buffered and not yet part of it
/// </code>
/// Page: "MySQL Packets" in MySQL's source documentation.
/// </remarks>
public sealed class PacketReader : IDisposable
{
    private readonly int _capacity;
    private readonly WireStream _stream;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private int _joined;
    private int _needed = PacketLimits.HeaderBytes;
    private bool _joining;
    private bool _ready;
    private int _payloadStart;
    private int _payloadLength;

    /// <summary>Makes a reader whose buffer has a base capacity.</summary>
    internal PacketReader(WireStream stream, int capacity)
    {
        _stream = stream;
        _capacity = capacity;
        _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    }

    /// <summary>The longest payload that is accepted.</summary>
    public int Limit { get; set; } = PacketLimits.LoginBytes;

    /// <summary>The sequence number of the next packet, in either direction.</summary>
    public byte Sequence { get; set; }

    /// <summary>The payload that was read last.</summary>
    public ReadOnlySpan<byte> Payload => _buffer.AsSpan(_payloadStart, _payloadLength);

    /// <summary>The same as memory, for whoever keeps it over an await.</summary>
    public ReadOnlyMemory<byte> PayloadMemory => _buffer.AsMemory(_payloadStart, _payloadLength);

    /// <summary>The payload after it, where <see cref="IsReady"/> says that it is buffered; looking at it moves nothing.</summary>
    internal ReadOnlySpan<byte> Next => _buffer.AsSpan(_start + PacketLimits.HeaderBytes, _joined);

    /// <summary>Whether nothing is buffered.</summary>
    internal bool IsEmpty => _start == _end;

    /// <summary>Whether a whole payload is buffered, so that <see cref="TryRead"/> will succeed.</summary>
    public bool IsReady => _ready || Join();

    /// <summary>Takes the next payload if all of it is buffered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead()
    {
        if (!_ready && !Join())
        {
            return false;
        }

        _payloadStart = _start + PacketLimits.HeaderBytes;
        _payloadLength = _joined;
        _start = _payloadStart + _joined;
        _joined = 0;
        _ready = false;
        return true;
    }

    /// <summary>Reads from the server until a whole payload is buffered.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        while (!IsReady)
        {
            MakeRoom();
            var count = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                throw MySqlErrors.Closed(_stream.Server, _start < _end);
            }

            _end += count;
        }
    }

    /// <summary>Takes the next payload, waiting for it.</summary>
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        if (!TryRead())
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
            TryRead();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        _start = _end = _payloadStart = _payloadLength = 0;
        _ready = false;
    }

    // Puts the packets at _start together. Each pass handles one packet; a payload of up to 16 MiB takes one pass.
    private bool Join()
    {
        while (true)
        {
            var header = _joining ? _start + PacketLimits.HeaderBytes + _joined : _start;
            if (_end - header < PacketLimits.HeaderBytes)
            {
                _needed = header - _start + PacketLimits.HeaderBytes;
                return false;
            }

            var length = _buffer[header] | (_buffer[header + 1] << 8) | (_buffer[header + 2] << 16);
            if (length > Limit - _joined)
            {
                throw MySqlErrors.PacketTooLarge(_stream.Server, (long)_joined + length, Limit);
            }

            if (_end - header - PacketLimits.HeaderBytes < length)
            {
                _needed = header - _start + PacketLimits.HeaderBytes + length;
                return false;
            }

            CheckSequence(header, length);
            if (_joining)
            {
                var from = header + PacketLimits.HeaderBytes;
                Buffer.BlockCopy(_buffer, from, _buffer, header, _end - from);
                _end -= PacketLimits.HeaderBytes;
            }

            _joined += length;
            _joining = length == PacketLimits.ChunkBytes;
            if (!_joining)
            {
                _ready = true;
                return true;
            }
        }
    }

    // A server that ends a session says so whenever it likes: its error does not follow our numbering.
    private void CheckSequence(int header, int length)
    {
        var found = _buffer[header + 3];
        if (found != Sequence && !(length > 0 && _buffer[header + PacketLimits.HeaderBytes] == 0xFF))
        {
            throw MySqlErrors.OutOfOrder(_stream.Server, found, Sequence);
        }

        Sequence = (byte)(found + 1);
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_buffer.Length > 2 * _capacity && _end - _start < _capacity / 2 && _needed <= _capacity)
        {
            Replace(_capacity);
        }
        else if (_start > 0 && _buffer.Length - _end < _capacity / 4)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            // The rest of one packet at once, as its length is known; a payload of more packets grows by doubling.
            Replace(Math.Max(_needed, (int)Math.Min(2L * _buffer.Length, Array.MaxLength)));
        }
    }

    private void Replace(int capacity)
    {
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        Buffer.BlockCopy(_buffer, _start, larger, 0, _end - _start);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        _end -= _start;
        _start = 0;
    }
}
