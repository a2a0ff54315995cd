using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ConnectRuntime.MySql.Values.Numbers;

/// <summary>An integer of up to 65 decimal digits, put together from its leading digits on. 217 bits are needed; there are 256.</summary>
internal struct WideInteger
{
    private const int Limbs = 8;

    private Parts _parts;

    /// <summary>The sign; of zero it means nothing.</summary>
    public bool IsNegative { get; set; }

    /// <summary>Appends digits: times a factor, plus a number below it.</summary>
    public void MultiplyAdd(uint factor, uint addend)
    {
        ulong carry = addend;
        for (var i = 0; i < Limbs; i++)
        {
            carry += (ulong)_parts[i] * factor;
            _parts[i] = (uint)carry;
            carry >>= 32;
        }
    }

    /// <summary>Writes it in as few bytes as two's complement needs, big-endian, and returns their number.</summary>
    /// <param name="bytes">At least 32 bytes.</param>
    public readonly int Write(Span<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[4 * Limbs];
        ulong carry = IsNegative ? 1u : 0u;
        var flip = IsNegative ? uint.MaxValue : 0;
        for (var i = 0; i < Limbs; i++)
        {
            carry += _parts[i] ^ flip;
            BinaryPrimitives.WriteUInt32BigEndian(whole[(4 * (Limbs - 1 - i))..], (uint)carry);
            carry >>= 32;
        }

        // A leading byte that only repeats the sign of the next one says nothing.
        var first = 0;
        while (first < whole.Length - 1 && ((whole[first] == 0 && whole[first + 1] < 0x80) || (whole[first] == 0xFF && whole[first + 1] >= 0x80)))
        {
            first++;
        }

        whole[first..].CopyTo(bytes);
        return whole.Length - first;
    }

    [InlineArray(Limbs)]
    private struct Parts
    {
        private uint _first;
    }
}
