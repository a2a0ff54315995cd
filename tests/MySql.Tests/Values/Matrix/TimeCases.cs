using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Values.Matrix;

/// <summary>Dates and times.</summary>
internal static class TimeCases
{
    // A date with a zero in it is null; the server's own functions say the same of most, and nothing of days that do not exist.
    private const string Real = "YEAR(c) > 0 AND MONTH(c) > 0 AND DAY(c) > 0 AND DAY(c) <= DAY(LAST_DAY(CONCAT(LEFT(c, 7), '-01')))";
    private const string Micros = "CAST(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', c) AS CHAR)";
    private const string IsInDay = "c >= '00:00:00' AND c < '24:00:00'";

    private static readonly ConversionModel Usual = new();
    private static readonly ConversionModel Connect = new() { Time = TimeMode.Connect };
    private static readonly ConversionModel Iso = new() { Time = TimeMode.Isostring };
    private static readonly ConversionModel MicrosMode = new() { Time = TimeMode.Microseconds };
    private static readonly ConversionModel Nanos = new() { Time = TimeMode.Nanoseconds };

    public static IEnumerable<TypeCase> All =>
    [
        new("DATE", new("c", SqlType.Date),
            ["'1970-01-01'", "'2024-02-29'", "'9999-12-31'", "'1000-01-01'", "'0001-01-01'", "'0018-03-04'", "'1582-10-10'", "'1969-12-31'",
                "'0000-00-00'", "'2024-00-10'", "'2024-02-00'", "'0000-01-01'", "'2024-02-31'", "NULL"],
            new TypeMode("", Usual, If(Real, "DATEDIFF(c, '1970-01-01')")),
            new TypeMode("connect", Connect, If(Real, "DATEDIFF(c, '1970-01-01')")),
            new TypeMode("isostring", Iso, If(Real, "CONCAT(c, 'Z')"))),
        .. Enumerable.Range(0, 7).Select(Time),
        .. Enumerable.Range(0, 7).Select(DateTime),
        .. Enumerable.Range(0, 7).Select(Timestamp),
    ];

    private static TypeCase Time(int digits)
    {
        var micros = "TRUNCATE(TIME_TO_SEC(c), 0) * 1000000 + IF(c < '00:00:00', -1, 1) * MICROSECOND(c)";
        return new(
            digits == 0 ? "TIME" : $"TIME({digits})",
            new("c", SqlType.Time) { FractionDigits = digits },
            ["'00:00:00'", "'12:34:56.789012'", "'-01:02:03.125'", "'838:59:59'", "'-838:59:59'", "'-00:00:00.5'", "'-00:00:00.000001'", "'24:00:00'",
                "'23:59:58.999999'", "NULL"],
            new TypeMode("", Usual, $"CAST(CAST({micros} AS SIGNED) AS CHAR)"),
            new TypeMode("connect", Connect, If("c >= '00:00:00' AND c <= '24:00:00'", $"CAST(({micros}) DIV 1000 AS CHAR)")),
            new TypeMode("isostring", Iso, If(IsInDay, "CONCAT(" + Trim("c") + ", 'Z')")),
            new TypeMode("nanoseconds", Nanos, $"CAST(CAST(({micros}) * 1000 AS SIGNED) AS CHAR)"));
    }

    private static TypeCase DateTime(int digits) => new(
        digits == 0 ? "DATETIME" : $"DATETIME({digits})",
        new("c", SqlType.DateTime) { FractionDigits = digits },
        ["'1970-01-01'", "'2024-01-02 03:04:05.123456'", "'1969-12-31 23:59:59.999'", "'9999-12-31 23:59:59'", "'1000-01-01'", "'0001-01-01 00:00:01'",
            "'1582-10-10 10:00:00'", "'2262-04-11 23:47:16.854775'", "'1677-09-21 00:12:43.145224'", "'0000-00-00'", "'2024-02-00'", "'2024-02-31 10:00:00'", "NULL"],
        digits <= 3
            ? new TypeMode("", Usual, If(Real, "CAST(FLOOR(" + Micros + " / 1000) AS CHAR)"))
            : new TypeMode("", Usual, If(Real, Micros)),
        new TypeMode("connect", Connect, If(Real, "CAST(FLOOR(" + Micros + " / 1000) AS CHAR)")),
        new TypeMode("isostring", Iso, If(Real, "CONCAT(REPLACE(" + Trim("c") + ", ' ', 'T'), 'Z')")),
        new TypeMode("microseconds", MicrosMode, If(Real, Micros)),
        new TypeMode("nanoseconds", Nanos, If(
            Real + " AND c >= '1677-09-21 00:12:43.145225' AND c <= '2262-04-11 23:47:16.854775'",
            "CAST(CAST(" + Micros + " AS DECIMAL(30)) * 1000 AS CHAR)")));

    private static TypeCase Timestamp(int digits) => new(
        digits == 0 ? "TIMESTAMP" : $"TIMESTAMP({digits})",
        new("c", SqlType.Timestamp) { FractionDigits = digits },
        ["'1970-01-01 00:00:01'", "'2024-01-02 03:04:05.123456'", "'2024-01-02 03:04:05.1'", "'2038-01-19 03:14:07'", "'0000-00-00'", "NULL"],
        new TypeMode("", Usual, If("YEAR(c) > 0", "CONCAT(REPLACE(c, ' ', 'T'), 'Z')")));

    private static string If(string condition, string value) => $"IF({condition}, {value}, NULL)";

    // Without zeros at the end of a fraction.
    private static string Trim(string value) =>
        $"IF(LOCATE('.', {value}) > 0, TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {value})), CAST({value} AS CHAR))";
}
