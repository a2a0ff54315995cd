using System.Globalization;

namespace ConnectRuntime.Configuration.Keys;

/// <summary>The syntax of sizes, whose base unit is the byte.</summary>
internal static class SizeSyntax
{
    private static readonly Dictionary<string, long> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["b"] = 1,
        ["kB"] = 1_000,
        ["MB"] = 1_000_000,
        ["GB"] = 1_000_000_000,
        ["TB"] = 1_000_000_000_000,
        ["KiB"] = 1L << 10,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
        ["TiB"] = 1L << 40,
    };

    public static ConfigSyntax<long> Bytes { get; } = new(
        ConfigType.Long,
        "a size in bytes, or with a unit as in 64MiB",
        text => UnitNumber.Parse(text, Units),
        value => value.ToString(CultureInfo.InvariantCulture)) { AllowsUnit = true };
}
