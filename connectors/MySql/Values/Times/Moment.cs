namespace ConnectRuntime.MySql.Values.Times;

/// <summary>A date and a time of its day, in parts as the server stores them: any may be zero, and the day need not exist.</summary>
/// <param name="Year">0 to 9999.</param>
/// <param name="Month">0 to 12.</param>
/// <param name="Day">0 to 31.</param>
/// <param name="MicrosOfDay">Microseconds since midnight.</param>
internal readonly record struct Moment(int Year, int Month, int Day, long MicrosOfDay)
{
    /// <summary>Whether it is no day because a part is zero.</summary>
    public bool HasZero => Year == 0 || Month == 0 || Day == 0;

    /// <summary>The day as the number yyyymmdd.</summary>
    public long DayNumber => (Year * 10000L) + (Month * 100) + Day;
}
