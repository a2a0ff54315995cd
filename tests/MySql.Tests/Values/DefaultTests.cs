using System.Globalization;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Tests.Values;

/// <summary>Defaults of columns as defaults of schemas. Numbers and bytes were worked out by hand; what the reference connector makes of defaults is compared elsewhere.</summary>
public class DefaultTests
{
    [Theory]
    [InlineData(nameof(SqlType.Int), "42", "42")]
    [InlineData(nameof(SqlType.Int), "-7", "-7")]
    [InlineData(nameof(SqlType.Int), "1.5", "2")]
    [InlineData(nameof(SqlType.Int), "-1.5", "-2")]
    [InlineData(nameof(SqlType.Int), "1e3", "1000")]
    [InlineData(nameof(SqlType.Int), "true", "1")]
    [InlineData(nameof(SqlType.Int), " 3 ", "3")]
    [InlineData(nameof(SqlType.Int), "x", "none")]
    [InlineData(nameof(SqlType.BigInt), "9007199254740993", "9007199254740993")]
    [InlineData(nameof(SqlType.BigInt), "18446744073709551615", "-1")]
    [InlineData(nameof(SqlType.Decimal), "1.5", "0096")]
    [InlineData(nameof(SqlType.Decimal), "-0.005", "FF")]
    [InlineData(nameof(SqlType.Decimal), "0", "00")]
    [InlineData(nameof(SqlType.Float), "0.1", "0.10000000149011612")]
    [InlineData(nameof(SqlType.Double), "1e3", "1000")]
    [InlineData(nameof(SqlType.Year), "0", "0")]
    [InlineData(nameof(SqlType.Year), "69", "2069")]
    [InlineData(nameof(SqlType.Year), "70", "1970")]
    [InlineData(nameof(SqlType.Date), "2020-02-03", "18295")]
    [InlineData(nameof(SqlType.Date), "2020-02-30", "none")]
    [InlineData(nameof(SqlType.Date), "0000-00-00", "none")]
    [InlineData(nameof(SqlType.DateTime), "2020-02-03 04:05:06", "1580702706000")]
    [InlineData(nameof(SqlType.DateTime), "2020-02-03", "1580688000000")]
    [InlineData(nameof(SqlType.Timestamp), "2020-02-03 04:05:06", "2020-02-03T04:05:06Z")]
    [InlineData(nameof(SqlType.Time), "-12:00:00.5", "-43200500000")]
    [InlineData(nameof(SqlType.VarChar), "it's", "it's")]
    [InlineData(nameof(SqlType.VarChar), "", "")]
    [InlineData(nameof(SqlType.Binary), "ab", "61620000000000000000")]
    [InlineData(nameof(SqlType.VarBinary), "ab", "6162")]
    [InlineData(nameof(SqlType.Bit), "6", "0600")]
    [InlineData(nameof(SqlType.Uuid), "123E4567-E89B-12D3-A456-426655440000", "123e4567-e89b-12d3-a456-426655440000")]
    [InlineData(nameof(SqlType.Point), "x", "none")]
    public void Literal(string type, string text, string expected) => Check(Column(type, DefaultKind.Literal, text), expected);

    [Theory]
    [InlineData(nameof(SqlType.Bit), "0005", "0500")]
    [InlineData(nameof(SqlType.Int), "10", "16")]
    [InlineData(nameof(SqlType.VarBinary), "00FF", "00FF")]
    [InlineData(nameof(SqlType.VarChar), "E4", "ä")]
    [InlineData(nameof(SqlType.Decimal), "05", "01F4")]
    public void Bytes(string type, string digits, string expected) =>
        Check(Column(type, DefaultKind.Hex, digits) with { Charset = "latin1" }, expected);

    [Fact]
    public void Now_is_the_epoch_but_for_a_timestamp_that_may_be_null()
    {
        Check(Column(nameof(SqlType.DateTime), DefaultKind.Now, null), "0");
        Check(Column(nameof(SqlType.Timestamp), DefaultKind.Now, null), "none");
        Check(Column(nameof(SqlType.Timestamp), DefaultKind.Now, null) with { IsNullable = false }, "1970-01-01T00:00:00Z");
    }

    [Fact]
    public void A_zero_date_is_the_epoch_where_there_is_no_null() =>
        Check(Column(nameof(SqlType.Date), DefaultKind.Literal, "0000-00-00") with { IsNullable = false }, "0");

    [Fact]
    public void Expressions_computed_columns_and_null_have_none()
    {
        Check(Column(nameof(SqlType.Int), DefaultKind.Expression, "1 + 1"), "none");
        Check(Column(nameof(SqlType.Int), DefaultKind.Null, null), "none");
        Check(Column(nameof(SqlType.Int), DefaultKind.Literal, "1") with { IsGenerated = true }, "none");
    }

    [Theory]
    [InlineData(nameof(SqlType.Time), "25:00:00", "none", "none", "90000000000000")]
    [InlineData(nameof(SqlType.Time), "12:34:56.5", "45296500", "12:34:56.5Z", "45296500000000")]
    [InlineData(nameof(SqlType.Date), "2020-02-03", "18295", "2020-02-03Z", "18295")]
    [InlineData(nameof(SqlType.DateTime), "2020-02-03 04:05:06.1", "1580702706100", "2020-02-03T04:05:06.1Z", "1580702706100000000")]
    [InlineData(nameof(SqlType.DateTime), "2300-01-01", "10413792000000", "2300-01-01T00:00:00Z", "none")]
    public void Times_follow_the_mode(string type, string text, string connect, string iso, string nanos)
    {
        var column = Column(type, DefaultKind.Literal, text);
        Check(column, connect, new ConversionModel { Time = TimeMode.Connect });
        Check(column, iso, new ConversionModel { Time = TimeMode.Isostring });
        Check(column, nanos, new ConversionModel { Time = TimeMode.Nanoseconds });
    }

    [Fact]
    public void Other_modes()
    {
        var number = Column(nameof(SqlType.Decimal), DefaultKind.Literal, "1.5");
        Check(number, "1.5", new ConversionModel { Decimal = DecimalMode.Double });
        Check(number, "1.50", new ConversionModel { Decimal = DecimalMode.String });
        Check(number with { Default = new ColumnDefault(DefaultKind.Literal, "-.5") }, "-0.50", new ConversionModel { Decimal = DecimalMode.String });
        var bytes = Column(nameof(SqlType.VarBinary), DefaultKind.Hex, "FBFF");
        Check(bytes, "+/8=", new ConversionModel { Binary = BinaryMode.Base64 });
        Check(bytes, "-_8=", new ConversionModel { Binary = BinaryMode.Base64UrlSafe });
        Check(bytes, "fbff", new ConversionModel { Binary = BinaryMode.Hex });
        var big = Column(nameof(SqlType.BigInt), DefaultKind.Literal, "18446744073709551615") with { IsUnsigned = true };
        Check(big, "00FFFFFFFFFFFFFFFF", new ConversionModel { UnsignedBigint = UnsignedBigintMode.Precise });
        var flag = new ColumnModel("c", SqlType.TinyInt) { Length = 1, Default = new ColumnDefault(DefaultKind.Literal, "1") };
        Check(flag, "True", new ConversionModel { TinyIntOneIsBoolean = true });
    }

    private static ColumnModel Column(string type, DefaultKind kind, string? text) => new("c", Enum.Parse<SqlType>(type))
    {
        Length = type is nameof(SqlType.Float) or nameof(SqlType.Double) or nameof(SqlType.Int) ? -1 : 10,
        Scale = type == nameof(SqlType.Decimal) ? 2 : -1,
        Charset = "utf8mb4",
        Default = new ColumnDefault(kind, text),
    };

    private static void Check(ColumnModel column, string expected, ConversionModel? conversion = null)
    {
        var schema = ColumnPlan.For(column, conversion ?? new ConversionModel()).Schema;
        Assert.Equal(expected, !schema.HasDefault ? "none" : schema.Default switch
        {
            byte[] bytes => Convert.ToHexString(bytes),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        });
    }
}
