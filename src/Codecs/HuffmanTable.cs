using System.Runtime.CompilerServices;

namespace ConnectRuntime.Codecs;

/// <summary>A canonical Huffman code of deflate (RFC 1951 §3.2.2), built anew for every block.</summary>
/// <remarks>
/// Codes of up to <see cref="FastBits"/> bits are one look-up: <c>symbol · 16 + length</c>, 0 for none. Longer ones are found length by length, by the first
/// code of each and how many there are.
/// </remarks>
internal sealed class HuffmanTable
{
    private const int MaxBits = 15;
    private const int FastBits = 10;

    private readonly ushort[] _fast = new ushort[1 << FastBits];
    private readonly ushort[] _count = new ushort[MaxBits + 1];
    private readonly ushort[] _symbols = new ushort[288];

    /// <summary>Builds the code from the length of each symbol's code; 0 for a symbol that has none.</summary>
    public void Build(ReadOnlySpan<byte> lengths)
    {
        _fast.AsSpan().Clear();
        _count.AsSpan().Clear();
        foreach (var length in lengths)
        {
            _count[length]++;
        }

        _count[0] = 0;
        Span<int> next = stackalloc int[MaxBits + 2];
        Span<int> index = stackalloc int[MaxBits + 2];
        next.Clear();
        index.Clear();
        var left = 1;
        for (var bits = 1; bits <= MaxBits; bits++)
        {
            left = (left << 1) - _count[bits];
            if (left < 0)
            {
                throw CodecErrors.BadDeflate("a code has more symbols than it can");
            }

            next[bits + 1] = (next[bits] + _count[bits]) << 1;
            index[bits + 1] = index[bits] + _count[bits];
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length == 0)
            {
                continue;
            }

            _symbols[index[length]++] = (ushort)symbol;
            var code = next[length]++;
            if (length <= FastBits)
            {
                Spread(Reverse(code, length), length, symbol);
            }
        }
    }

    /// <summary>The next symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Read(ref BitReader bits)
    {
        var entry = _fast[bits.Peek(FastBits)];
        if (entry == 0)
        {
            return ReadLong(ref bits);
        }

        bits.Skip(entry & 15);
        return entry >> 4;
    }

    private int ReadLong(ref BitReader bits)
    {
        var code = 0;
        var first = 0;
        var index = 0;
        var ahead = bits.Peek(MaxBits);
        for (var length = 1; length <= MaxBits; length++)
        {
            code |= ahead & 1;
            ahead >>= 1;
            int count = _count[length];
            if (code - count < first)
            {
                bits.Skip(length);
                return _symbols[index + (code - first)];
            }

            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        throw CodecErrors.BadDeflate("its bits are no code");
    }

    private void Spread(int reversed, int length, int symbol)
    {
        var entry = (ushort)((symbol << 4) | length);
        for (var at = reversed; at < _fast.Length; at += 1 << length)
        {
            _fast[at] = entry;
        }
    }

    private static int Reverse(int code, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++)
        {
            reversed = (reversed << 1) | ((code >> i) & 1);
        }

        return reversed;
    }
}
