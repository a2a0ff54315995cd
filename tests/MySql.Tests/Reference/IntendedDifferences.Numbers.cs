namespace ConnectRuntime.MySql.Tests.Reference;

/// <content>Numbers, bits and bytes.</content>
internal static partial class IntendedDifferences
{
    private const string
        Float = "A snapshot has the float itself, not its first six digits.",
        Real = "REAL is DOUBLE for the server, so it is one in a statement too.",
        Bool = "BOOL is TINYINT(1) for the server; a type that only the statement knows would be another one after the next snapshot.",
        Unsigned = "INTEGER UNSIGNED has values beyond 32 bits.",
        Padding = "BINARY without a length has one byte, which the log leaves out where it is zero.";

    private static IEnumerable<IntendedDifference> Numbers =>
    [
        When("floats floats-mariadb", "ref.t", "row.*", HasSixDigits, Float),
        new("floats floats-mariadb changes-real-bool", "ref.s", "schema.row.*.(type)", "\"float\"", "\"double\"", Real),
        new("floats floats-mariadb", "ref.s", "row.g", "0.0", "1E-300", Real),
        new("integers* bits* defaults defaults-mariadb-mariadb changes-real-bool", "ref.s", "schema.row.*.(type)", "\"boolean\"", "\"int16\"", Bool),
        When("integers* bits* defaults defaults-mariadb-mariadb changes-real-bool", "ref.s", "row.*", IsTruth, Bool),
        When("bits* defaults defaults-mariadb-mariadb changes-real-bool", "ref.s", "schema.row.*.(default)", IsTruth, Bool),
        new("integers integers-mariadb", "ref.*", "schema.row.e.(default)", "9223372036854775807", "-1",
            "A default beyond the signed range is what its values are, not the nearest number."),
        new("integers-mariadb", "ref.s", "schema.row.g.(type)", "\"int32\"", "\"int64\"", Unsigned),
        new("integers-mariadb", "ref.s", "row.g", "-1", "4294967295", Unsigned),
        new("integers-mariadb", "ref.s", "row.g", "-2147483648", "2147483648", Unsigned),
        new("bits*", "ref.s", "schema.row.o.(default)", null, "\"BQA=\"", "A default of a BIT that is written as a number is one."),
        new("binaries binaries-base64 binaries-urlsafe binaries-mariadb", "ref.s", "row.g", "\"\"", "\"AA==\"", Padding),
        new("binaries-hex", "ref.s", "row.g", "\"\"", "\"00\"", Padding),
        new("stops-year", "ref.a", "row.y", "2000", "0", "YEAR 0 is 0."),
        new("stops-year", "ref.a", "row.y", "1900", "0", "YEAR 0 is 0."),
    ];
}
