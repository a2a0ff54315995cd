using System.Globalization;

namespace ConnectRuntime.Configuration.Keys;

/// <summary>The syntax of time zones: an IANA name or a fixed offset.</summary>
internal static class TimeZoneSyntax
{
    public static ConfigSyntax<TimeZoneInfo> TimeZone { get; } =
        new(ConfigType.String, "a time zone such as Europe/Berlin, UTC or +02:00", Parse, zone => zone.Id);

    private static TimeZoneInfo Parse(string text) => text switch
    {
        "Z" or "UTC" => TimeZoneInfo.Utc,
        ['+' or '-', .. var offset] => Fixed(text, offset),
        _ => TimeZoneInfo.FindSystemTimeZoneById(text),
    };

    private static TimeZoneInfo Fixed(string text, string offset)
    {
        var span = TimeSpan.ParseExact(offset, @"hh\:mm", CultureInfo.InvariantCulture);
        return TimeZoneInfo.CreateCustomTimeZone(text, text[0] == '-' ? -span : span, text, text);
    }
}
