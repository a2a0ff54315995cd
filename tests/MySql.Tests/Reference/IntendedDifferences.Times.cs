namespace ConnectRuntime.MySql.Tests.Reference;

/// <content>Dates and times.</content>
internal static partial class IntendedDifferences
{
    private const string
        Digits = "A TIMESTAMP has the digits of its column in a snapshot too, as it has in the stream.",
        Midnight = "24:00:00 is no time of a day, as any other beyond it; 00:00:00 is another one.",
        Calendar = "Dates before 1582-10-15 are those of the server's calendar, in a snapshot too.",
        Years = "A year below 100 is what it is; the server has expanded those that were written with two digits.",
        YearZero = "A date of the year 0 is null in a snapshot too, as it is in the stream.",
        ZeroTimestamp = "A TIMESTAMP of zeros is null, or its column's default, on MariaDB as on MySQL.",
        Digit = "temporal temporal-connect temporal-isostring temporal-microseconds temporal-nanoseconds temporal-mariadb temporal-extremes* temporal-zero*";

    private static IEnumerable<IntendedDifference> Times =>
    [
        When(Digit, "ref.t", "row.ts*", (theirs, ours) => Text(ours) != "(null)" && IsSameMoment(theirs, ours), Digits),
        new("temporal-isostring temporal-extremes-isostring", "ref.*", "row.t*", "\"00:00:00Z\"", "\"(null)\"", Midnight),
        new("changes-old-dates changes-old-dates-noadjust", "ref.t", "row.dt", "-12218860799999999", "-12219724799999999", Calendar),
        new("changes-old-dates", "ref.t", "row.d", "11323", "-719162", Years),
        new("changes-old-dates", "ref.t", "row.dt", "925952523000000", "-59032191477000000", Years),
        new("changes-old-dates", "ref.t", "row.dm", "3124224000000", "-59989680000000", Years),
        new("changes-old-dates", "ref.t", "row.d", "10957", "\"(null)\"", YearZero),
        new("changes-old-dates", "ref.t", "row.dt", "978307200000000", "\"(null)\"", YearZero),
        new("changes-old-dates", "ref.t", "row.dm", "978307200000", "\"(null)\"", YearZero),
        new("changes-old-dates-noadjust", "ref.t", "row.d", "-719528", "\"(null)\"", YearZero),
        new("changes-old-dates-noadjust", "ref.t", "row.dt", "-62135596800000000", "\"(null)\"", YearZero),
        new("changes-old-dates-noadjust", "ref.t", "row.dm", "-62135596800000", "\"(null)\"", YearZero),
        new("temporal-zero-mariadb", "ref.*", "row.ts", "\"1970-01-01T00:00:00Z\"", "\"(null)\"", ZeroTimestamp),
        new("temporal-zero-mariadb", "ref.*", "row.tsn", "\"1970-01-01T00:00:00.000Z\"", "\"2000-01-01T00:00:00.000Z\"", ZeroTimestamp),
    ];
}
