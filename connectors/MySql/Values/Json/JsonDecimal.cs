namespace ConnectRuntime.MySql.Values.Json;

/// <summary>Writes a decimal that stands in a document, with all digits of its scale.</summary>
/// <remarks>
/// <code>
/// precision u8 | scale u8 | whole digits | digits after the point
/// nine digits are four bytes, big-endian; 1–8 digits are 1, 1, 2, 2, 3, 3, 4, 4 bytes, first of the whole digits and last of the others
/// the first bit is turned, and all bits of a negative number after that
/// </code>
/// Page: "decimal2bin" in MySQL's source documentation.
/// </remarks>
internal static class JsonDecimal
{
    private const int Group = 9;

    // The server's calculations have room for nine groups.
    private const int MaxDigits = 81;

    private static ReadOnlySpan<byte> BytesOf => [0, 1, 1, 2, 2, 3, 3, 4, 4, 4];

    /// <summary>Writes one.</summary>
    public static void Write(ReadOnlySpan<byte> data, ref JsonTextWriter text)
    {
        if (data.Length < 2 || data[0] is 0 or > MaxDigits || data[1] > data[0])
        {
            throw JsonErrors.Corrupt("a decimal has no valid precision and scale");
        }

        var (whole, scale) = (data[0] - data[1], (int)data[1]);
        var size = Size(whole) + Size(scale);
        if (data.Length - 2 != size)
        {
            throw JsonErrors.Corrupt($"a decimal of {data[0]} digits, {scale} of them after the point, has {data.Length - 2} bytes, {size} are required");
        }

        Span<byte> bytes = stackalloc byte[size];
        data[2..].CopyTo(bytes);
        var isNegative = (bytes[0] & 0x80) == 0;
        bytes[0] ^= 0x80;
        if (isNegative)
        {
            foreach (ref var b in bytes)
            {
                b = (byte)~b;
            }
        }

        Span<byte> digits = stackalloc byte[MaxDigits];
        var wholeBytes = Size(whole);
        Expand(bytes[..wholeBytes], digits[..whole], whole % Group, isLast: false);
        Expand(bytes[wholeBytes..], digits[whole..(whole + scale)], scale % Group, isLast: true);
        WriteDigits(digits[..whole], digits[whole..(whole + scale)], isNegative, ref text);
    }

    private static int Size(int digits) => (digits / Group * 4) + BytesOf[digits % Group];

    private static void WriteDigits(scoped ReadOnlySpan<byte> whole, scoped ReadOnlySpan<byte> fraction, bool isNegative, ref JsonTextWriter text)
    {
        whole = whole.TrimStart((byte)'0');
        if (isNegative)
        {
            text.Write((byte)'-');
        }

        if (whole.Length == 0)
        {
            text.Write((byte)'0');
        }

        text.Write(whole);
        if (fraction.Length > 0)
        {
            text.Write((byte)'.');
            text.Write(fraction);
        }
    }

    // The group that is not full stands first before the point and last after it.
    private static void Expand(ReadOnlySpan<byte> bytes, Span<byte> digits, int partial, bool isLast)
    {
        while (digits.Length > 0)
        {
            var take = partial > 0 && (!isLast || digits.Length == partial) ? partial : Group;
            partial = isLast ? partial : 0;
            var size = BytesOf[take];
            uint value = 0;
            foreach (var b in bytes[..size])
            {
                value = (value << 8) | b;
            }

            for (var i = take - 1; i >= 0; i--)
            {
                digits[i] = (byte)('0' + (value % 10));
                value /= 10;
            }

            if (value != 0)
            {
                throw JsonErrors.Corrupt($"a decimal's group of {take} digits holds a larger number");
            }

            bytes = bytes[size..];
            digits = digits[take..];
        }
    }
}
