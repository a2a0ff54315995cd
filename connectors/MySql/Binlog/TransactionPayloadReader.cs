using ConnectRuntime.Codecs;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The events of a TRANSACTION_PAYLOAD, unpacked one after the other.</summary>
/// <remarks>
/// One owner, one thread. Holds the compressed bytes by reference and a window of plain ones: 64 KiB, or one event where that is longer. A transaction of
/// gigabytes never stands in memory.
/// <code>
/// (type lenenc | length lenenc | value)* | 0 | payload
///   1 bytes of the payload lenenc   2 compression lenenc, 0 zstd, 255 none   3 bytes when unpacked lenenc
/// payload   events with heads and without checksums
/// </code>
/// Page: "Transaction_payload_event" in MySQL's source documentation.
/// </remarks>
internal sealed class TransactionPayloadReader : IDisposable
{
    private const string Name = "TRANSACTION_PAYLOAD";
    private const int ZstdCompression = 0;
    private const int NoCompression = 255;

    private ZstdDecompressor? _zstd;
    private byte[] _source = [];
    private int _at;
    private int _end;
    private ulong? _left;
    private bool _isPlain;
    private bool _isFrameEnd;
    private byte[] _window = [];
    private int _start;
    private int _filled;
    private BinlogEventHeader _header;

    /// <summary>The head of the current event.</summary>
    public ref readonly BinlogEventHeader Header => ref _header;

    /// <summary>The current event without its head.</summary>
    public ReadOnlySpan<byte> Body => _window.AsSpan(_start - (int)_header.EventSize, (int)_header.EventSize)[BinlogEventHeader.Length..];

    /// <summary>Takes a body; its bytes must stay until the last event is read.</summary>
    public void Begin(byte[] bytes, int offset, int length)
    {
        var reader = new EventBodyReader(bytes.AsSpan(offset, length), Name);
        ulong compression = NoCompression;
        ulong? size = null;
        _left = null;
        while (reader.ReadLengthEncoded() is not 0 and var type)
        {
            var value = new EventBodyReader(reader.ReadLengthEncodedBytes(), Name);
            switch (type)
            {
                case 1: size = value.ReadLengthEncoded(); break;
                case 2: compression = value.ReadLengthEncoded(); break;
                case 3: _left = value.ReadLengthEncoded(); break;
                default: break;
            }
        }

        if (compression is not (ZstdCompression or NoCompression))
        {
            throw BinlogErrors.UnknownCompression(Name, compression);
        }

        _source = bytes;
        _at = offset + reader.At;
        _end = _at + reader.ReadBytes(size ?? (ulong)reader.Remaining).Length;
        _isPlain = compression == NoCompression;
        _isFrameEnd = true;
        _start = _filled = 0;
        if (_window.Length is 0 or > EventBuffer.KeptBytes)
        {
            _window = GC.AllocateUninitializedArray<byte>(EventBuffer.SmallestBytes);
        }

        if (!_isPlain)
        {
            Prepare();
        }
    }

    /// <summary>Makes the next event the current one; false at the end.</summary>
    public bool TryRead()
    {
        if (!Fill(BinlogEventHeader.Length))
        {
            return _filled == _start && _left is null or 0
                ? false : throw BinlogErrors.Malformed(Name, $"{_filled - _start} bytes follow its last event, {_left ?? 0} are required");
        }

        _header = BinlogEventHeader.Read(_window.AsSpan(_start, BinlogEventHeader.Length));
        var size = _header.EventSize;
        if (size is < BinlogEventHeader.Length or > int.MaxValue || size > (_left ?? size) || !Fill((int)size))
        {
            throw BinlogErrors.Malformed(Name, $"an event in it says that it has {size} bytes, which it has not");
        }

        _start += (int)size;
        _left -= size;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _zstd?.Dispose();

    private void Prepare()
    {
        try
        {
            _zstd ??= new ZstdDecompressor();
            _zstd.Reset();
        }
        catch (CodecException e)
        {
            throw BinlogErrors.NoZstd(e);
        }
    }

    // Whether so many bytes stand in the window from _start on, after more was unpacked where they did not.
    private bool Fill(int count)
    {
        if (_filled - _start >= count)
        {
            return true;
        }

        _window.AsSpan(_start, _filled - _start).CopyTo(_window);
        _filled -= _start;
        _start = 0;
        while (_filled < count && Unpack())
        {
        }

        return _filled >= count;
    }

    // False at the end. The window grows by what was unpacked, so that a head that lies about its size costs no more than twice what there is.
    private bool Unpack()
    {
        if (_filled == _window.Length)
        {
            Array.Resize(ref _window, (int)Math.Min(2L * _window.Length, Array.MaxLength));
        }

        var source = _source.AsSpan(_at, _end - _at);
        if (source.IsEmpty && _isFrameEnd)
        {
            return false;
        }

        var room = _window.AsSpan(_filled);
        int consumed, written;
        if (_isPlain)
        {
            consumed = written = Math.Min(source.Length, room.Length);
            source[..written].CopyTo(room);
        }
        else
        {
            Unpack(source, room, out consumed, out written);
        }

        _at += consumed;
        _filled += written;
        return consumed > 0 || written > 0 ? true : throw BinlogErrors.BadCompression(Name, "its payload ends in the middle of a frame");
    }

    private void Unpack(ReadOnlySpan<byte> source, Span<byte> room, out int consumed, out int written)
    {
        try
        {
            _isFrameEnd = _zstd!.Decompress(source, room, out consumed, out written);
        }
        catch (CodecException e)
        {
            throw BinlogErrors.BadCompression(Name, e.Message, e);
        }
    }
}
