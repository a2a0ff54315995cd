using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>A place in the body of an event, read forward field by field. Reading past the end is an error that names the event's type.</summary>
/// <remarks>Integers are little-endian. A length-encoded integer is one byte below 0xFB; or 0xFC, 0xFD, 0xFE and then 2, 3, 8 bytes.</remarks>
internal ref struct EventBodyReader(ReadOnlySpan<byte> bytes, string type)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly int At => _at;

    public readonly int Remaining => _bytes.Length - _at;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        if (_at >= _bytes.Length)
        {
            throw Truncated(1);
        }

        return _bytes[_at++];
    }

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2));

    public uint ReadUInt24() => ReadUInt16() | ((uint)ReadByte() << 16);

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    public ulong ReadUInt48() => ReadUInt32() | ((ulong)ReadUInt16() << 32);

    public ulong ReadUInt56() => ReadUInt32() | ((ulong)ReadUInt24() << 32);

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(8));

    public Guid ReadGuid() => new(ReadBytes(16), bigEndian: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if ((uint)count > (uint)(_bytes.Length - _at))
        {
            throw Truncated((uint)count);
        }

        var found = _bytes.Slice(_at, count);
        _at += count;
        return found;
    }

    public ReadOnlySpan<byte> ReadBytes(ulong count) => count <= (ulong)Remaining ? ReadBytes((int)count) : throw Truncated(count);

    public ReadOnlySpan<byte> ReadToEnd() => ReadBytes(Remaining);

    public ulong ReadLengthEncoded() => ReadByte() switch
    {
        < 0xFB and var small => small,
        0xFC => ReadUInt16(),
        0xFD => ReadUInt24(),
        0xFE => ReadUInt64(),
        var other => throw Malformed($"a length begins with 0x{other:X2}, 0xFA or less, 0xFC, 0xFD or 0xFE is required"),
    };

    /// <summary>A length-encoded number of things, which is not believed where the event cannot hold so many.</summary>
    /// <param name="perByte">How many of them a byte holds at most.</param>
    public int ReadCount(int perByte = 1)
    {
        var count = ReadLengthEncoded();
        return count <= (ulong)perByte * (ulong)Remaining ? (int)count : throw Truncated(count / (ulong)perByte);
    }

    /// <summary>Bytes after their length in one byte.</summary>
    public ReadOnlySpan<byte> ReadShortBytes() => ReadBytes((int)ReadByte());

    /// <summary>Bytes after their length, and the zero byte after them.</summary>
    public ReadOnlySpan<byte> ReadShortBytesAndZero()
    {
        var found = ReadShortBytes();
        ReadByte();
        return found;
    }

    public ReadOnlySpan<byte> ReadLengthEncodedBytes() => ReadBytes(ReadLengthEncoded());

    public readonly Exception Malformed(string problem) => BinlogErrors.Malformed(type, problem);

    private readonly Exception Truncated(ulong wanted) => BinlogErrors.Truncated(type, _bytes.Length, _at, wanted);
}
