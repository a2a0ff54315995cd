using System.Globalization;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>Reads floating-point numbers, correctly rounded.</summary>
internal static class FloatText
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Digits with a point, or with an exponent, or the words NaN and Infinity; digits that are too large for a number fail.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value) =>
        TryReadShort(text, out value)
        || (double.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && (double.IsFinite(value) || !char.IsAsciiDigit((char)text[^1])));

    /// <summary>The same for 32 bits: rounding twice, over 64 bits, would be wrong.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out float value) =>
        float.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && (float.IsFinite(value) || !char.IsAsciiDigit((char)text[^1]));

    /// <summary>
    /// Up to 15 digits are an exact integer and a power of ten up to 22 is exact too, so one division rounds correctly.
    /// </summary>
    private static bool TryReadShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var at = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        if (text.Length - at is 0 or > 16)
        {
            return false;
        }

        long sum = 0;
        int digits = 0, fraction = -1;
        for (var i = at; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                if (text[i] != '.' || fraction >= 0)
                {
                    return false;
                }

                fraction = digits;
                continue;
            }

            sum = (sum * 10) + digit;
            digits++;
        }

        if (digits is 0 or > 15)
        {
            return false;
        }

        value = sum / Powers[fraction < 0 ? 0 : digits - fraction];
        value = text[0] == '-' ? -value : value;
        return true;
    }
}
