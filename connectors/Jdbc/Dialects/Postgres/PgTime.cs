namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Dates and times in PostgreSQL's units: days, and microseconds, since 2000-01-01.</summary>
internal static class PgTime
{
    private const long MicrosToEpoch = 946_684_800_000_000;
    private const int DaysToEpoch = 10_957;
    private const long MicrosPerDay = 86_400_000_000;

    // datatype/timestamp.h: 4713-11-24 BC to 294276-12-31, and to 5874897-12-31 for dates.
    private const long FirstMicro = -211_813_488_000_000_000;
    private const long EndMicro = 9_223_371_331_200_000_000;
    private const long FirstDay = -2_451_545;
    private const long EndDay = 2_145_031_949;

    /// <summary>A moment or wall-clock time.</summary>
    public static long Moment(long value, PgColumnPlan column) => FromUnixMicros(Micros(value, column), column);

    /// <summary>Microseconds since 1970, moved by the column's zone, as PostgreSQL counts.</summary>
    public static long FromUnixMicros(long micros, PgColumnPlan column)
    {
        if (column.Zone is { } zone)
        {
            micros += ShiftMicros(micros, zone, column);
        }

        var result = unchecked(micros - MicrosToEpoch);
        return result is >= FirstMicro and < EndMicro && micros > long.MinValue + MicrosToEpoch ? result : throw OutOfRange(column);
    }

    /// <summary>A day.</summary>
    public static int Date(long days, PgColumnPlan column) =>
        days - DaysToEpoch is >= FirstDay and < EndDay and var result ? (int)result : throw OutOfRange(column);

    /// <summary>The day of a moment, which must be its midnight.</summary>
    public static int DateOf(long value, PgColumnPlan column)
    {
        var micros = Moment(value, column);
        return micros % MicrosPerDay == 0
            ? (int)(micros / MicrosPerDay)
            : throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a time of day beside the date");
    }

    /// <summary>The first moment of a day.</summary>
    public static long Midnight(long days, PgColumnPlan column) =>
        Math.Abs(days) < 200_000_000 ? FromUnixMicros(days * MicrosPerDay, column) : throw OutOfRange(column);

    /// <summary>Microseconds since midnight.</summary>
    public static long TimeOfDay(long value, PgColumnPlan column) => Micros(value, column) is >= 0 and <= MicrosPerDay and var micros
        ? micros
        : throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a duration that is no time of day (an interval column takes it)");

    /// <summary>A count of the column's unit in microseconds; nanoseconds are cut off, towards the past.</summary>
    public static long Micros(long value, PgColumnPlan column)
    {
        switch (column.Unit)
        {
            case Records.TimeUnit.Millis:
                return value is >= long.MinValue / 1000 and <= long.MaxValue / 1000 ? value * 1000 : throw OutOfRange(column);
            case Records.TimeUnit.Nanos:
                return value >= 0 ? value / 1000 : ((value + 1) / 1000) - 1;
            default:
                return value;
        }
    }

    private static long ShiftMicros(long micros, TimeZoneInfo zone, PgColumnPlan column)
    {
        // Beyond the years that the zone's rules know, its standard offset holds.
        var ticks = DateTime.UnixEpoch.Ticks + Math.Clamp(micros, -62_135_596_800_000_000, 253_402_300_799_000_000) * 10;
        var offset = column.ToWallClock
            ? zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc))
            : -zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Unspecified));
        return offset.Ticks / 10;
    }

    private static Errors.ConnectException OutOfRange(PgColumnPlan column) =>
        JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a date or time");
}
