using System.Globalization;
using System.Numerics;

namespace ConnectRuntime.MySql.Values.Defaults;

/// <summary>Defaults of numeric columns: exact, rounded half up as the server rounds a literal; null for what is no number.</summary>
internal static class NumericDefault
{
    private const int MostExponent = 400;

    /// <summary>An integer; of an unsigned one beyond 63 bits the same bits as its values have.</summary>
    public static long? Integer(string text) =>
        Unscaled(text, 0) is { } number && number >= long.MinValue && number <= ulong.MaxValue ? unchecked((long)(ulong)(number & ulong.MaxValue)) : null;

    /// <summary>A float.</summary>
    public static double? Float(string text) =>
        Word(text) is { } flag ? flag : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A decimal with all digits of its scale.</summary>
    public static string? Text(string text, int scale)
    {
        if (Unscaled(text, scale) is not { } unscaled)
        {
            return null;
        }

        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return (unscaled.Sign < 0 ? "-" : "") + (scale == 0 ? digits : digits[..^scale] + "." + digits[^scale..]);
    }

    /// <summary>A year: two digits mean 1970 to 2069, but 0 alone and four zeros are the year zero.</summary>
    public static object? Year(string text) => text.Trim() switch
    {
        "0" or "0000" => 0L,
        var year when long.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number switch
        {
            < 70 => number + 2000,
            < 100 => number + 1900,
            _ => number,
        },
        _ => null,
    };

    /// <summary>A decimal times ten to its scale.</summary>
    public static BigInteger? Unscaled(string text, int scale)
    {
        text = text.Trim();
        if (Word(text) is { } flag)
        {
            return flag * BigInteger.Pow(10, scale);
        }

        var mark = text.AsSpan().IndexOfAny('e', 'E');
        var exponent = 0;
        if (mark >= 0 && (!int.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            || Math.Abs(exponent) > MostExponent))
        {
            return null;
        }

        var digits = mark < 0 ? text : text[..mark];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : digits.Length - point - 1;
        if (!BigInteger.TryParse(
            point < 0 ? digits : digits.Remove(point, 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var shift = scale - fraction + exponent;
        return shift >= 0 ? number * BigInteger.Pow(10, shift) : Round(number, BigInteger.Pow(10, -shift));
    }

    private static BigInteger Round(BigInteger number, BigInteger unit)
    {
        var (quotient, rest) = BigInteger.DivRem(BigInteger.Abs(number), unit);
        return number.Sign * (2 * rest >= unit ? quotient + 1 : quotient);
    }

    private static int? Word(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? 1 : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? 0 : null;
}
