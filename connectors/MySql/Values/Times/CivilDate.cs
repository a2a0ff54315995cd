namespace ConnectRuntime.MySql.Values.Times;

/// <summary>Days of the Gregorian calendar, carried back before it began, as the server and Java's LocalDate count them.</summary>
internal static class CivilDate
{
    /// <summary>Whether a month has such a day.</summary>
    public static bool Exists(int year, int month, int day) =>
        (uint)(month - 1) < 12 && (uint)(day - 1) < 31 && (day <= 28 || day <= DaysIn(year, month));

    /// <summary>Days since 1970-01-01.</summary>
    public static int ToDays(int year, int month, int day)
    {
        // A year that begins in March has its leap day at its end, and 153 days in any five of its months.
        var y = month > 2 ? year : year - 1;
        var era = (y >= 0 ? y : y - 399) / 400;
        var yearOfEra = (uint)(y - (era * 400));
        var dayOfYear = (((153 * (uint)(month > 2 ? month - 3 : month + 9)) + 2) / 5) + (uint)day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146097) + (int)dayOfEra - 719468;
    }

    /// <summary>The date of a number of days since 1970-01-01.</summary>
    public static (int Year, int Month, int Day) FromDays(int days)
    {
        var z = days + 719468;
        var era = (z >= 0 ? z : z - 146096) / 146097;
        var dayOfEra = (uint)(z - (era * 146097));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1);
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return ((int)yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day);
    }

    /// <summary>The year that two digits mean: 1970 to 2069; other years stay.</summary>
    public static int AdjustYear(int year) => year >= 100 ? year : year < 70 ? year + 2000 : year + 1900;

    private static int DaysIn(int year, int month) =>
        month == 2 ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;
}
