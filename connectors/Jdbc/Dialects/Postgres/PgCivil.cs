namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Days and dates of the proleptic Gregorian calendar, with a year 0 and years before it.</summary>
internal static class PgCivil
{
    private const int DaysPer400Years = 146_097;

    // Days from 0000-03-01, where a year begins that ends with its leap day, to 1970-01-01.
    private const int MarchToEpoch = 719_468;

    /// <summary>Days since 1970-01-01.</summary>
    public static long Days(int year, int month, int day)
    {
        var shifted = month <= 2 ? year - 1 : year;
        var era = Floor(shifted, 400);
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysPer400Years) + dayOfEra - MarchToEpoch;
    }

    /// <summary>The date of a day.</summary>
    public static (long Year, int Month, int Day) Date(long days)
    {
        var shifted = days + MarchToEpoch;
        var era = Floor(shifted, DaysPer400Years);
        var dayOfEra = shifted - (era * DaysPer400Years);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = (int)(dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100)));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1);
    }

    private static long Floor(long value, long by) => (value >= 0 ? value : value - by + 1) / by;
}
