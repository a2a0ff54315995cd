using System.Globalization;

namespace ConnectRuntime.Configuration.Keys;

/// <summary>The syntaxes of numbers.</summary>
internal static class NumberSyntax
{
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Fraction = Whole | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static ConfigSyntax<int> Int { get; } =
        new(ConfigType.Int, "a whole number", text => int.Parse(text, Whole, Invariant), value => value.ToString(Invariant));

    public static ConfigSyntax<short> Short { get; } =
        new(ConfigType.Short, "a whole number of 16 bits", text => short.Parse(text, Whole, Invariant), value => value.ToString(Invariant));

    public static ConfigSyntax<long> Long { get; } =
        new(ConfigType.Long, "a whole number", text => long.Parse(text, Whole, Invariant), value => value.ToString(Invariant));

    public static ConfigSyntax<double> Double { get; } =
        new(ConfigType.Double, "a number", ParseDouble, value => value.ToString("R", Invariant));

    private static double ParseDouble(string text)
    {
        var value = double.Parse(text, Fraction, Invariant);
        return double.IsFinite(value) ? value : throw new OverflowException();
    }
}
