using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Values.Matrix;

/// <summary>Numbers, bits and years.</summary>
internal static class NumberCases
{
    private static readonly ConversionModel Usual = new();

    public static IEnumerable<TypeCase> All =>
    [
        Integer("TINYINT", SqlType.TinyInt, "-128", "127", "0"),
        Integer("TINYINT UNSIGNED", SqlType.TinyInt, "0", "255"),
        new("TINYINT(1)", new("c", SqlType.TinyInt) { Length = 1 }, ["0", "1", "-1", "7", "NULL"],
            new TypeMode("", Usual, "c"),
            new TypeMode("converters=…TinyIntOneToBooleanConverter", Usual with { TinyIntOneIsBoolean = true }, "c <> 0")),
        Integer("SMALLINT", SqlType.SmallInt, "-32768", "32767"),
        Integer("SMALLINT UNSIGNED", SqlType.SmallInt, "0", "65535"),
        Integer("MEDIUMINT", SqlType.MediumInt, "-8388608", "8388607", "-1"),
        Integer("MEDIUMINT UNSIGNED", SqlType.MediumInt, "0", "16777215"),
        Integer("INT", SqlType.Int, "-2147483648", "2147483647"),
        Integer("INT UNSIGNED", SqlType.Int, "0", "4294967295"),
        Zerofill("INT(8) UNSIGNED ZEROFILL", SqlType.Int, 8, "0", "42", "4294967295"),
        Integer("BIGINT", SqlType.BigInt, "-9223372036854775808", "9223372036854775807"),
        new("BIGINT UNSIGNED", new("c", SqlType.BigInt) { IsUnsigned = true },
            ["0", "127", "128", "255", "32768", "9223372036854775807", "9223372036854775808", "18446744073709551615", "NULL"],
            new TypeMode("bigint.unsigned.handling.mode=long", Usual, "CAST(c AS SIGNED)"),
            new TypeMode(
                "bigint.unsigned.handling.mode=precise", Usual with { UnsignedBigint = UnsignedBigintMode.Precise }, "CAST(c AS CHAR)", Compare.Unscaled)),
        Decimal(5, 2, "0", "-1.5", "1.28", "999.99", "-999.99", "0.01", "-0.01"),
        Decimal(9, 9, "0.123456789", "-0.000000001"),
        Decimal(10, 0, "0", "127", "128", "-128", "-129", "9999999999"),
        Decimal(18, 4, "99999999999999.9999", "-99999999999999.9999", "1.1"),
        Decimal(19, 1, "999999999999999999.9", "-999999999999999999.9", "0.1"),
        Decimal(38, 20, "-123456789012345678.12345678901234567890", "0"),
        Decimal(65, 30, new string('9', 35) + "." + new string('9', 30), "-" + new string('9', 35) + "." + new string('9', 30), "0", "-0.5", "1e-30"),
        Decimal(65, 0, new string('9', 65), "-" + new string('9', 65)),
        Zerofill("DECIMAL(8,2) UNSIGNED ZEROFILL", SqlType.Decimal, 8, "1.5", "999999.99", "0"),
        Float("FLOAT", new("c", SqlType.Float)),
        Float("FLOAT UNSIGNED", new("c", SqlType.Float) { IsUnsigned = true }, "0", "0.1", "16777216", "3.4028234e38"),
        Float("FLOAT(30)", new("c", SqlType.Double)) with { Modes = [Double()] },
        Float("FLOAT(10,4)", new("c", SqlType.Float) { Length = 10, Scale = 4 }, "12345.67", "-0.1", "999999.9999", "0", "1e-4", "-0e0")
            with { Modes = [Double()] },
        Float("DOUBLE", new("c", SqlType.Double), Doubles) with { Modes = [Double()] },
        Float("REAL", new("c", SqlType.Double), Doubles) with { Modes = [Double()] },
        Float("DOUBLE(22,3)", new("c", SqlType.Double) { Length = 22, Scale = 3 }, "1234567890123456.789", "9007199254740993", "0.1", "-0.001", "1e15")
            with { Modes = [Double()] },
        new("BIT(1)", new("c", SqlType.Bit) { Length = 1 }, ["b'0'", "b'1'", "NULL"], new TypeMode("", Usual, "c + 0")),
        Bits(3, "b'101'", "b'0'"),
        Bits(8, "b'10000001'"),
        Bits(17, "b'10000000100000011'", "b'1'"),
        Bits(64, "18446744073709551615", "1", "9223372036854775809"),
        new("YEAR", new("c", SqlType.Year), ["0000", "1901", "1999", "2155", "NULL"], new TypeMode("", Usual, "CAST(c AS UNSIGNED)")),
    ];

    private static string[] Doubles =>
        ["1.7976931348623157e308", "-1.7976931348623157e308", "2.2250738585072014e-308", "4.9406564584124654e-324", "0.1", "-0e0", "0", "123456789.123", "1e22", "1e23"];

    private static TypeMode Double() => new("", Usual, "c * 1e0", Compare.Float64);

    private static TypeCase Integer(string declaration, SqlType type, params string[] values) => new(
        declaration,
        new("c", type) { IsUnsigned = declaration.Contains("UNSIGNED", StringComparison.Ordinal) },
        [.. values, "NULL"],
        new TypeMode("", Usual, "CAST(c AS CHAR)"));

    private static TypeCase Zerofill(string declaration, SqlType type, int length, params string[] values) => new(
        declaration,
        new("c", type) { IsUnsigned = true, IsZerofill = true, Length = length, Scale = type == SqlType.Decimal ? 2 : -1 },
        [.. values, "NULL"],
        type == SqlType.Decimal ? new TypeMode("", Usual, "CAST(c AS CHAR)", Compare.Unscaled) : new TypeMode("", Usual, "c + 0"));

    private static TypeCase Decimal(int precision, int scale, params string[] values) => new(
        $"DECIMAL({precision},{scale})",
        new("c", SqlType.Decimal) { Length = precision, Scale = scale },
        [.. values, "NULL"],
        new TypeMode("decimal.handling.mode=precise", Usual, "CAST(c AS CHAR)", Compare.Unscaled),
        new TypeMode("decimal.handling.mode=double", Usual with { Decimal = DecimalMode.Double }, "CAST(c AS CHAR)", Compare.Float64),
        new TypeMode("decimal.handling.mode=string", Usual with { Decimal = DecimalMode.String }, "CAST(c AS CHAR)"));

    private static TypeCase Float(string declaration, ColumnModel column, params string[] values) => new(
        declaration,
        column,
        [.. values.Length > 0 ? values : ["0.1", "-0.1", "3.4028234e38", "-3.4028234e38", "1.17549435e-38", "1e-45", "16777217", "123456789", "-0e0", "0"], "NULL"],
        new TypeMode("", Usual, "c * 1e0", Compare.Float32));

    private static TypeCase Bits(int length, params string[] values) => new(
        $"BIT({length})",
        new("c", SqlType.Bit) { Length = length },
        [.. values, "NULL"],
        new TypeMode("", Usual, Reversed((length + 7) / 8)));

    // The server's bytes, last one first.
    private static string Reversed(int bytes) =>
        "CONCAT(" + string.Join(", ", Enumerable.Range(0, bytes).Select(i => $"LPAD(HEX((c + 0 >> {8 * i}) & 255), 2, '0')")) + ")";
}
