using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>Reads dates, times and timestamps as counts since 1970 or since midnight.</summary>
internal static class TemporalText
{
    /// <summary>Days since 1970-01-01.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, ColumnFormat format, out long days)
    {
        days = 0;
        var read = format.Patterns.Count == 0 ? IsoText.TryDate(text, out var parts) : TryPatterns(text, format, out parts);
        if (!read || !parts.TryDays(out var count))
        {
            return false;
        }

        days = count;
        return true;
    }

    /// <summary>A time of day in its unit.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, ColumnFormat format, long unit, out long time)
    {
        time = 0;
        var read = format.Patterns.Count == 0 ? IsoText.TryTime(text, out var parts) : TryPatterns(text, format, out parts);
        if (!read || !parts.TryTime(out var nanos) || nanos % unit != 0)
        {
            return false;
        }

        time = nanos / unit;
        return true;
    }

    /// <summary>A moment in its unit since 1970-01-01 UTC.</summary>
    public static bool TryTimestamp(ReadOnlySpan<byte> text, ColumnFormat format, long unit, out long moment)
    {
        moment = 0;
        if (format.EpochUnit > 0)
        {
            return TryEpoch(text, format.EpochUnit, unit, out moment);
        }

        var read = format.Patterns.Count == 0 ? IsoText.TryTimestamp(text, out var parts) : TryPatterns(text, format, out parts);
        if (!read || !parts.TryDays(out var days) || !parts.TryTime(out var nanos) || nanos % unit != 0
            || !TryOffset(in parts, format.Zone, days, nanos, out var seconds))
        {
            return false;
        }

        // Nanoseconds reach from 1677 to 2262 only.
        var whole = (Int128)((days * 86400L) - seconds) * (DateParts.Second / unit) + (nanos / unit);
        moment = (long)whole;
        return moment == whole;
    }

    /// <summary>Nanoseconds in a unit.</summary>
    public static long Nanos(TimeUnit unit) => unit switch
    {
        TimeUnit.Millis => 1_000_000,
        TimeUnit.Micros => 1_000,
        _ => 1,
    };

    private static bool TryPatterns(ReadOnlySpan<byte> text, ColumnFormat format, out DateParts parts)
    {
        foreach (var pattern in format.Patterns)
        {
            if (pattern.TryRead(text, out parts))
            {
                return true;
            }
        }

        parts = default;
        return false;
    }

    private static bool TryEpoch(ReadOnlySpan<byte> text, long from, long to, out long moment)
    {
        var read = IntegerText.TryRead(text, out var count);
        var nanos = (Int128)count * from;
        moment = (long)(nanos / to);
        return read && nanos % to == 0 && moment == nanos / to;
    }

    private static bool TryOffset(in DateParts parts, TimeZoneInfo zone, int days, long nanos, out long seconds)
    {
        seconds = parts.Offset * 60L;
        if (parts.HasOffset || ReferenceEquals(zone, TimeZoneInfo.Utc))
        {
            return true;
        }

        var local = new DateTime(DateTime.UnixEpoch.Ticks + (days * TimeSpan.TicksPerDay) + (nanos / 100), DateTimeKind.Unspecified);
        seconds = (long)zone.GetUtcOffset(local).TotalSeconds;
        return !zone.IsInvalidTime(local);
    }
}
