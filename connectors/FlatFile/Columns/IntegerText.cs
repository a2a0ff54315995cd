namespace ConnectRuntime.FlatFile.Columns;

/// <summary>Reads whole numbers from ASCII digits.</summary>
internal static class IntegerText
{
    /// <summary>An optional sign and digits, nothing else, that fit into 64 bits.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long value)
    {
        var negative = false;
        var at = 0;
        value = 0;
        if (text.Length > 1 && (text[0] == '-' || text[0] == '+'))
        {
            negative = text[0] == '-';
            at = 1;
        }

        if (text.Length - at is 0 or > 19)
        {
            return text.Length - at > 19 && TryReadLong(text[at..], negative, out value);
        }

        ulong sum = 0;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                return false;
            }

            sum = (sum * 10) + digit;
        }

        // 19 digits stay below 2^64, so the sum itself cannot have overflowed.
        value = negative ? -(long)sum : (long)sum;
        return sum <= long.MaxValue || (negative && sum == 1UL << 63);
    }

    /// <summary>Leading zeros may make the text longer than any number.</summary>
    private static bool TryReadLong(ReadOnlySpan<byte> digits, bool negative, out long value)
    {
        var rest = digits.TrimStart((byte)'0');
        value = 0;
        if (rest.Length > 19)
        {
            return false;
        }

        Span<byte> signed = stackalloc byte[21];
        signed[0] = negative ? (byte)'-' : (byte)'+';
        rest.CopyTo(signed[1..]);
        return rest.Length == 0 || TryRead(signed[..(1 + rest.Length)], out value);
    }
}
