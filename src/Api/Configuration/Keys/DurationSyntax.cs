using System.Globalization;

namespace ConnectRuntime.Configuration.Keys;

/// <summary>The syntax of durations, whose base unit is the millisecond.</summary>
internal static class DurationSyntax
{
    private static readonly Dictionary<string, long> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ms"] = 1,
        ["s"] = 1_000,
        ["m"] = 60_000,
        ["min"] = 60_000,
        ["h"] = 3_600_000,
        ["d"] = 86_400_000,
    };

    public static ConfigSyntax<TimeSpan> Milliseconds { get; } =
        new(ConfigType.Long, "a duration in milliseconds, or with a unit as in 30s", Parse, Text) { AllowsUnit = true };

    public static string Text(TimeSpan value) =>
        (value.Ticks / TimeSpan.TicksPerMillisecond).ToString(CultureInfo.InvariantCulture);

    private static TimeSpan Parse(string text) => TimeSpan.FromTicks(checked(UnitNumber.Parse(text, Units) * TimeSpan.TicksPerMillisecond));
}
