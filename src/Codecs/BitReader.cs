using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ConnectRuntime.Codecs;

/// <summary>Bits of deflate data, lowest first. Beyond the end there are zeros to look at, and an error for whoever takes them.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;
    private ulong _bits;
    private int _count;

    /// <summary>Bytes of which at least a bit was taken.</summary>
    public readonly int BytesUsed => _at - (_count / 8);

    /// <summary>The next bits, at most 16, which stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Peek(int count)
    {
        if (_count < count)
        {
            Refill();
        }

        return (int)_bits & ((1 << count) - 1);
    }

    /// <summary>Passes over bits that were looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        if (count > _count)
        {
            throw CodecErrors.BadDeflate("it ends too early");
        }

        _bits >>= count;
        _count -= count;
    }

    /// <summary>The next bits, at most 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Read(int count)
    {
        var value = Peek(count);
        Skip(count);
        return value;
    }

    /// <summary>Passes over the rest of a byte.</summary>
    public void SkipToByte() => Skip(_count & 7);

    /// <summary>Whole bytes, once <see cref="SkipToByte"/> was called.</summary>
    public void Copy(Span<byte> destination)
    {
        _at -= _count / 8;
        _bits = 0;
        _count = 0;
        if (destination.Length > _bytes.Length - _at)
        {
            throw CodecErrors.BadDeflate("it ends too early");
        }

        _bytes.Slice(_at, destination.Length).CopyTo(destination);
        _at += destination.Length;
    }

    private void Refill()
    {
        if (_bytes.Length - _at >= 8)
        {
            var taken = (63 - _count) / 8;
            _bits |= (BinaryPrimitives.ReadUInt64LittleEndian(_bytes[_at..]) & ((1UL << (8 * taken)) - 1)) << _count;
            _at += taken;
            _count += 8 * taken;
            return;
        }

        while (_count <= 56 && _at < _bytes.Length)
        {
            _bits |= (ulong)_bytes[_at++] << _count;
            _count += 8;
        }
    }
}
