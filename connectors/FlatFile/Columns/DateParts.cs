using System.Runtime.CompilerServices;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>The parts of a date and time as they were read; checked and turned into counts on demand.</summary>
internal struct DateParts
{
    /// <summary>Nanoseconds of a second.</summary>
    public const long Second = 1_000_000_000;

    /// <summary>Nanoseconds of a day.</summary>
    public const long Day = 86_400 * Second;

    private static ReadOnlySpan<byte> MonthDays => [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    public int Year;
    public int Month;
    public int DayOfMonth;
    public int DayOfYear;
    public int Hour;
    public int Minute;
    public int SecondOfMinute;
    public int Nanos;

    /// <summary>Minutes east of UTC, if <see cref="HasOffset"/>.</summary>
    public int Offset;

    public bool HasOffset;

    /// <summary>1 for before noon, 2 for after, 0 where the hour counts to 24.</summary>
    public int HalfDay;

    /// <summary>Days since 1970-01-01.</summary>
    public readonly bool TryDays(out int days)
    {
        days = 0;
        if (Year is < 1 or > 9999)
        {
            return false;
        }

        if (DayOfYear > 0)
        {
            days = DaysTo(Year, 1) + DayOfYear - 1;
            return DayOfYear <= (IsLeap(Year) ? 366 : 365);
        }

        if ((uint)(Month - 1) >= 12 || DayOfMonth < 1
            || DayOfMonth > MonthDays[Month - 1] + (Month == 2 && IsLeap(Year) ? 1 : 0))
        {
            return false;
        }

        days = DaysTo(Year, Month) + DayOfMonth - 1;
        return true;
    }

    /// <summary>Nanoseconds since midnight.</summary>
    public readonly bool TryTime(out long nanos)
    {
        var hour = HalfDay == 0 ? Hour : (Hour % 12) + (HalfDay == 2 ? 12 : 0);
        nanos = ((hour * 3600L) + (Minute * 60) + SecondOfMinute) * Second + Nanos;
        return hour < 24 && Minute < 60 && SecondOfMinute < 60 && (HalfDay == 0 || Hour is >= 1 and <= 12);
    }

    private static bool IsLeap(int year) => (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);

    // Years begin in March, so that the leap day is the last one of its year.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DaysTo(int year, int month)
    {
        var y = month <= 2 ? year - 1 : year;
        var m = month <= 2 ? month + 9 : month - 3;
        return (365 * y) + (y / 4) - (y / 100) + (y / 400) + (((153 * m) + 2) / 5) - 719468;
    }
}
