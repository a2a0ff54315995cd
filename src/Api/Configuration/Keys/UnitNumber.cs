using System.Globalization;

namespace ConnectRuntime.Configuration.Keys;

/// <summary>A whole number followed by an optional unit, such as <c>30s</c> or <c>64 MiB</c>.</summary>
internal static class UnitNumber
{
    /// <summary>The number in the base unit.</summary>
    /// <param name="text">Sign, digits, optional blanks, optional unit.</param>
    /// <param name="units">Factor of each unit; the empty unit is 1.</param>
    public static long Parse(string text, IReadOnlyDictionary<string, long> units)
    {
        var end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1]))
        {
            end--;
        }

        var unit = text[end..];
        var number = long.Parse(text.AsSpan(0, end).TrimEnd(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return unit.Length == 0 ? number : checked(number * units[unit]);
    }
}
