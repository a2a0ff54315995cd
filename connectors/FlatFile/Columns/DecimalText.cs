using System.Buffers.Binary;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>Reads exact decimal numbers into their unscaled value of at most 38 digits.</summary>
internal static class DecimalText
{
    /// <summary>The most digits that fit into 127 bits whatever they are.</summary>
    public const int MaxPrecision = 38;

    private static readonly Int128[] Powers = MakePowers();

    /// <summary>A sign, digits and a point; digits behind the scale must be zeros, because anything else would be lost.</summary>
    /// <param name="text">The number with a point as decimal mark, its sign first.</param>
    /// <param name="precision">Digits in all.</param>
    /// <param name="scale">Digits behind the point.</param>
    /// <param name="implied">Whether the text is the unscaled value itself.</param>
    /// <param name="unscaled">The number times 10^<paramref name="scale"/>.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int precision, int scale, bool implied, out Int128 unscaled)
    {
        var negative = false;
        var at = 0;
        unscaled = 0;
        if (text.Length > 0 && (text[0] == '-' || text[0] == '+'))
        {
            negative = text[0] == '-';
            at = 1;
        }

        // The first 19 significant digits fit a 64-bit sum, which is all that most numbers need.
        ulong low = 0;
        Int128 high = 0;
        int digits = 0, significant = 0, fraction = -1;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                if (text[at] != '.' || fraction >= 0 || implied)
                {
                    return false;
                }

                fraction = 0;
                continue;
            }

            digits++;
            if (fraction >= 0 && ++fraction > scale)
            {
                if (digit != 0)
                {
                    return false;
                }

                continue;
            }

            significant += significant > 0 || digit != 0 ? 1 : 0;
            if (significant > MaxPrecision)
            {
                return false;
            }

            if (significant <= 19)
            {
                low = (low * 10) + digit;
            }
            else
            {
                high = ((significant == 20 ? (Int128)low : high) * 10) + digit;
            }
        }

        var missing = implied ? 0 : scale - Math.Min(Math.Max(fraction, 0), scale);
        if (digits == 0 || (significant > 0 && significant + missing > precision))
        {
            return false;
        }

        unscaled = (significant > 19 ? high : low) * Powers[missing];
        unscaled = negative ? -unscaled : unscaled;
        return true;
    }

    /// <summary>Writes the shortest two's complement, most significant byte first.</summary>
    /// <returns>Bytes written, 1 to 16.</returns>
    public static int Write(Int128 unscaled, Span<byte> target)
    {
        if (unscaled == (long)unscaled)
        {
            var value = (long)unscaled;
            var bits = 64 - (int)long.LeadingZeroCount(value < 0 ? ~value : value) + 1;
            var length = (bits + 7) / 8;
            BinaryPrimitives.WriteInt64BigEndian(target, value << (64 - (8 * length)));
            return length;
        }

        Span<byte> all = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(all, unscaled);
        var fill = unscaled < 0 ? (byte)0xFF : (byte)0;
        var skip = 0;
        while (all[skip] == fill && (all[skip + 1] & 0x80) == (fill & 0x80))
        {
            skip++;
        }

        all[skip..].CopyTo(target);
        return 16 - skip;
    }

    private static Int128[] MakePowers()
    {
        var powers = new Int128[MaxPrecision + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
