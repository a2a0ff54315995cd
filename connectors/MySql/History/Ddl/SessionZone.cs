using System.Globalization;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Time zones as sessions name them.</summary>
internal static class SessionZone
{
    private static readonly string[] Forms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF"];

    /// <summary>The zone of a session's <c>time_zone</c>; UTC where it is not told or not known here.</summary>
    /// <param name="name">An offset such as <c>+05:45</c>, a name, or <c>SYSTEM</c>.</param>
    /// <param name="system">What SYSTEM is.</param>
    public static TimeZoneInfo Find(string? name, TimeZoneInfo system)
    {
        if (name is null or "SYSTEM")
        {
            return name is null ? TimeZoneInfo.Utc : system;
        }

        if (name is ['+' or '-', ..] && TimeSpan.TryParse(name.AsSpan(1), CultureInfo.InvariantCulture, out var offset) && offset.TotalHours <= 14)
        {
            return Fixed(name[0] == '-' ? -offset : offset);
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var known) ? known : TimeZoneInfo.Utc;
    }

    /// <summary>A zone that is always so far from UTC.</summary>
    public static TimeZoneInfo Fixed(TimeSpan offset) => TimeZoneInfo.CreateCustomTimeZone($"UTC{offset}", offset, null, null);

    /// <summary>A local time as the server prints it, in UTC; as it is where it is no time, or none of that zone.</summary>
    public static string ToUtc(string local, TimeZoneInfo zone)
    {
        if (zone == TimeZoneInfo.Utc
            || !DateTime.TryParseExact(local, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            || zone.IsInvalidTime(time))
        {
            return local;
        }

        return TimeZoneInfo.ConvertTimeToUtc(time, zone).ToString(Forms[0], CultureInfo.InvariantCulture) + local[Forms[0].Length..];
    }
}
