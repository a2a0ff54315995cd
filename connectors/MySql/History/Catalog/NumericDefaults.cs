using System.Globalization;
using System.Numerics;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Numbers that are defaults, spelled in one way; what is none stays as it is.</summary>
internal static class NumericDefaults
{
    private const int LargestExponent = 400;
    private const int LongestNumber = 400;
    private const double MostExact = 1L << 53;

    /// <summary>A number with so many digits after the point, rounded half away from zero as the server does.</summary>
    public static string Decimal(string text, int scale)
    {
        if (!TryParse(text, out var unscaled, out var digits) && !TryParse(Beginning(text), out unscaled, out digits))
        {
            return text;
        }

        if (digits < scale)
        {
            unscaled *= BigInteger.Pow(10, scale - digits);
        }
        else if (digits > scale)
        {
            var divisor = BigInteger.Pow(10, digits - scale);
            var half = unscaled.Sign * divisor / 2;
            unscaled = (unscaled + half) / divisor;
        }

        return Print(unscaled, scale);
    }

    /// <summary>A whole number. A literal with an exponent is a double, and rounded half to even.</summary>
    public static string Integer(string text, bool isText) =>
        !isText && text.AsSpan().IndexOfAny('e', 'E') >= 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && Math.Abs(value) < MostExact
            ? Math.Round(value, MidpointRounding.ToEven).ToString("0", CultureInfo.InvariantCulture)
            : Decimal(text, 0);

    /// <summary>A FLOAT or DOUBLE: the shortest digits that give the same value again.</summary>
    public static string Float(string text, ColumnModel column)
    {
        if (!double.TryParse(text.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && !double.TryParse(Beginning(text), NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return text;
        }

        if (column.Scale is >= 0 and <= 15)
        {
            value = Math.Round(value, column.Scale, MidpointRounding.AwayFromZero);
        }

        return column.Type == SqlType.Float ? ((float)value).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A number as the server prints it into a text.</summary>
    public static string Printed(string number) =>
        number.AsSpan().IndexOfAny('e', 'E') >= 0 && TryParse(number, out var unscaled, out var digits)
            ? Print(unscaled, digits) is var text && text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text
            : number.StartsWith('.') ? $"0{number}" : number;

    // Where the mode is not strict, a text is the number that it begins with, or 0.
    private static string Beginning(string text)
    {
        var number = text.AsSpan().TrimStart();
        var digits = number is ['-' or '+', ..] ? 1 : 0;
        var end = number[digits..].IndexOfAnyExceptInRange('0', '9') is >= 0 and var stop ? digits + stop : number.Length;
        return end > digits && end <= LongestNumber ? number[..end].ToString() : "0";
    }

    private static string Print(BigInteger unscaled, int scale)
    {
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var sign = unscaled.Sign < 0 ? "-" : "";
        return scale == 0 ? $"{sign}{digits}" : $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }

    // [sign] digits [. digits] [e exponent]
    private static bool TryParse(string text, out BigInteger unscaled, out int scale)
    {
        unscaled = default;
        scale = 0;
        var number = text.AsSpan().Trim();
        if (number.Length > LongestNumber)
        {
            return false;
        }

        var exponent = 0;
        if (number.IndexOfAny('e', 'E') is >= 0 and var at)
        {
            if (!int.TryParse(number[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > LargestExponent)
            {
                return false;
            }

            number = number[..at];
        }

        var point = number.IndexOf('.');
        var digits = point < 0 ? number.ToString() : $"{number[..point]}{number[(point + 1)..]}";
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out unscaled))
        {
            return false;
        }

        scale = (point < 0 ? 0 : number.Length - point - 1) - exponent;
        if (scale < 0)
        {
            unscaled *= BigInteger.Pow(10, -scale);
            scale = 0;
        }

        return true;
    }
}
