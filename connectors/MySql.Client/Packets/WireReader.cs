using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Packets;

/// <summary>A place in a payload, read forward field by field.</summary>
/// <remarks>
/// Integers are little-endian. A length-encoded integer is one byte below 0xFB; or 0xFC, 0xFD, 0xFE and then 2, 3, 8 bytes; 0xFB is NULL
/// where a row allows it. See "Protocol::LengthEncodedInteger" in MySQL's source documentation. Reading past the end is a protocol error.
/// </remarks>
public ref struct WireReader
{
    /// <summary>First byte of a NULL in a row of text.</summary>
    public const byte Null = 0xFB;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    /// <summary>Begins at the first byte.</summary>
    public WireReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
    }

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _bytes.Length - _at;

    /// <summary>Whether none are left.</summary>
    public readonly bool IsAtEnd => _at == _bytes.Length;

    /// <summary>The next byte, which stays.</summary>
    public readonly byte Peek() => IsAtEnd ? throw Truncated(1) : _bytes[_at];

    /// <summary>One byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        if (_at >= _bytes.Length)
        {
            throw Truncated(1);
        }

        return _bytes[_at++];
    }

    /// <summary>Two bytes.</summary>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2));

    /// <summary>Three bytes.</summary>
    public uint ReadUInt24()
    {
        var bytes = ReadBytes(3);
        return bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16);
    }

    /// <summary>Four bytes.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    /// <summary>Eight bytes.</summary>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(8));

    /// <summary>So many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if ((uint)count > (uint)(_bytes.Length - _at))
        {
            throw Truncated(count);
        }

        var bytes = _bytes.Slice(_at, count);
        _at += count;
        return bytes;
    }

    /// <summary>All that is left.</summary>
    public ReadOnlySpan<byte> ReadToEnd() => ReadBytes(Remaining);

    /// <summary>Bytes up to a zero byte, which is passed over; or to the end, as some servers leave the last zero out.</summary>
    public ReadOnlySpan<byte> ReadNulTerminated()
    {
        var rest = _bytes[_at..];
        var length = rest.IndexOf((byte)0);
        if (length < 0)
        {
            return ReadToEnd();
        }

        _at += length + 1;
        return rest[..length];
    }

    /// <summary>A length-encoded integer.</summary>
    public ulong ReadLengthEncoded() => ReadByte() switch
    {
        < Null and var small => small,
        0xFC => ReadUInt16(),
        0xFD => ReadUInt24(),
        0xFE => ReadUInt64(),
        var other => throw MySqlErrors.Malformed($"a length begins with 0x{other:X2}, 0xFA or less, 0xFC, 0xFD or 0xFE is required"),
    };

    /// <summary>Bytes after their length.</summary>
    public ReadOnlySpan<byte> ReadLengthEncodedBytes()
    {
        var length = ReadLengthEncoded();
        return length <= (ulong)Remaining ? ReadBytes((int)length) : throw Truncated(length);
    }

    /// <summary>UTF-8 text after its length.</summary>
    public string ReadLengthEncodedText() => Encoding.UTF8.GetString(ReadLengthEncodedBytes());

    private readonly Exception Truncated(ulong wanted) =>
        MySqlErrors.Malformed($"a packet of {_bytes.Length} bytes ends at {_at}, {wanted} more bytes are required");

    private readonly Exception Truncated(int wanted) => Truncated((ulong)wanted);
}
