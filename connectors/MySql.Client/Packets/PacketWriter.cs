using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ConnectRuntime.MySql.Client.Packets;

/// <summary>The payload that goes out next, built in a pooled buffer and sent as one or more packets.</summary>
/// <remarks>
/// Owned by its connection, one thread at a time. The buffer begins with four bytes for the header; the header of each further packet
/// overwrites the end of the one that has just been sent, so that a payload of any length is sent from where it was built.
/// A payload of exactly n · 0xFFFFFF bytes is ended by an empty packet.
/// </remarks>
public sealed class PacketWriter : IBufferWriter<byte>, IDisposable
{
    private const int KeptCapacity = 1 << 20;

    private readonly WireStream _stream;
    private readonly PacketReader _reader;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);
    private int _end = PacketLimits.HeaderBytes;

    /// <summary>Makes a writer; the reader keeps the sequence number of both directions.</summary>
    internal PacketWriter(WireStream stream, PacketReader reader)
    {
        _stream = stream;
        _reader = reader;
    }

    /// <summary>Bytes of the payload so far.</summary>
    public int Length => _end - PacketLimits.HeaderBytes;

    /// <summary>The payload so far, valid until it grows.</summary>
    public Span<byte> Written => _buffer.AsSpan(PacketLimits.HeaderBytes, Length);

    /// <summary>Begins a command: its packets are numbered from zero.</summary>
    public void BeginCommand(byte command)
    {
        _reader.Sequence = 0;
        Begin();
        WriteByte(command);
    }

    /// <summary>Begins an answer within an exchange.</summary>
    public void Begin() => _end = PacketLimits.HeaderBytes;

    /// <summary>Sends the payload.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        for (var at = 0; ; at += PacketLimits.ChunkBytes)
        {
            var length = Math.Min(_end - PacketLimits.HeaderBytes - at, PacketLimits.ChunkBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(at), (uint)length | ((uint)_reader.Sequence++ << 24));
            await _stream.WriteAsync(_buffer.AsMemory(at, PacketLimits.HeaderBytes + length), cancellationToken).ConfigureAwait(false);
            if (length < PacketLimits.ChunkBytes)
            {
                break;
            }
        }

        if (_buffer.Length > KeptCapacity)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: false);
            _buffer = ArrayPool<byte>.Shared.Rent(4096);
        }

        Begin();
    }

    /// <summary>One byte.</summary>
    public void WriteByte(byte value)
    {
        GetSpan(1)[0] = value;
        _end++;
    }

    /// <summary>Two bytes.</summary>
    public void WriteUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(GetSpan(2), value);
        _end += 2;
    }

    /// <summary>Four bytes.</summary>
    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(GetSpan(4), value);
        _end += 4;
    }

    /// <summary>Eight bytes.</summary>
    public void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(GetSpan(8), value);
        _end += 8;
    }

    /// <summary>Bytes as they are.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _end += bytes.Length;
    }

    /// <summary>So many zero bytes.</summary>
    public void WriteZeros(int count)
    {
        GetSpan(count)[..count].Clear();
        _end += count;
    }

    /// <summary>A length-encoded integer.</summary>
    public void WriteLengthEncoded(ulong value)
    {
        switch (value)
        {
            case < WireReader.Null:
                WriteByte((byte)value);
                break;
            case <= 0xFFFF:
                WriteByte(0xFC);
                WriteUInt16((ushort)value);
                break;
            case <= 0xFF_FFFF:
                WriteUInt32(0xFD | ((uint)value << 8));
                break;
            default:
                WriteByte(0xFE);
                WriteUInt64(value);
                break;
        }
    }

    /// <summary>Bytes after their length.</summary>
    public void WriteLengthEncodedBytes(ReadOnlySpan<byte> bytes)
    {
        WriteLengthEncoded((ulong)bytes.Length);
        WriteBytes(bytes);
    }

    /// <summary>UTF-8 text after its length.</summary>
    public void WriteLengthEncodedText(string text)
    {
        WriteLengthEncoded((ulong)Encoding.UTF8.GetByteCount(text));
        WriteText(text);
    }

    /// <summary>UTF-8 text and a zero byte.</summary>
    public void WriteNulTerminated(string text)
    {
        WriteText(text);
        WriteByte(0);
    }

    /// <summary>UTF-8 text as it is.</summary>
    public void WriteText(ReadOnlySpan<char> text)
    {
        var span = GetSpan(Encoding.UTF8.GetByteCount(text));
        _end += Encoding.UTF8.GetBytes(text, span);
    }

    /// <inheritdoc/>
    public void Advance(int count) => _end += count;

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (_buffer.Length - _end < sizeHint)
        {
            Grow(sizeHint);
        }

        return _buffer.AsSpan(_end);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        GetSpan(sizeHint);
        return _buffer.AsMemory(_end);
    }

    /// <summary>Wipes what was written last, as it may have been a password, and gives the buffer back.</summary>
    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Wipes the buffer: a password was in it.</summary>
    internal void Wipe() => Array.Clear(_buffer);

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max((long)_end + count, Math.Min(2L * _buffer.Length, Array.MaxLength)));
        Buffer.BlockCopy(_buffer, 0, larger, 0, _end);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
