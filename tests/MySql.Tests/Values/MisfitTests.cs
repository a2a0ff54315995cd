using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Values.Rig;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.MySql.Tests.Values;

/// <summary>Values that are not there, and values without a place in their schema: what stands for them, and what is said.</summary>
public class MisfitTests
{
    private static readonly byte[] ZeroDay = [0, 0, 0, 0];
    private static readonly byte[] NoDay = [0, 0x5F, 0xD0, 0x0F]; // 2024-02-31: 2024 << 9 | 2 << 5 | 31
    private static readonly byte[] Long = [0, 0x81, 0x90, 0x00]; // 25:00:00: 0x800000 + (25 << 12)

    private static ColumnModel Date => new("day", SqlType.Date);

    private static ColumnModel Required => Date with { IsNullable = false };

    [Fact]
    public void A_zero_date_is_null_or_the_default_or_the_epoch_and_nothing_is_said()
    {
        var report = new ConversionReport(FailureMode.Fail, null);
        Assert.Equal([CellText.Null], Row(Date, report).Read(ZeroDay));
        Assert.Equal(["0"], Row(Required, report).Read(ZeroDay));
        Assert.Equal(["1"], Row(Required with { Default = new ColumnDefault(DefaultKind.Literal, "1970-01-02") }, report).Read(ZeroDay));
        Assert.Equal(0, report.Count);
    }

    [Fact]
    public void A_day_that_does_not_exist_is_told_and_then_the_same()
    {
        var log = new MemoryLog();
        var report = new ConversionReport(FailureMode.Warn, log);
        var row = Row(Date, report);
        for (var i = 0; i < 25; i++)
        {
            Assert.Equal([CellText.Null], row.Read(NoDay));
        }

        Assert.Equal(["0"], Row(Required, report).Read(NoDay));
        Assert.Equal(26, report.Count);
        var told = log.Lines.Where(line => line.Contains("day", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, told.Length); // the first and the tenth
        Assert.Contains("2024-02-31", told[0], StringComparison.Ordinal);
        Assert.Contains("shop.orders", told[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_told_where_the_option_says_so()
    {
        var log = new MemoryLog();
        var report = new ConversionReport(FailureMode.Skip, log);
        Assert.Equal([CellText.Null], Row(Date, report).Read(NoDay));
        Assert.Equal((1, 0), (report.Count, log.Lines.Count));
    }

    [Fact]
    public void It_is_a_data_error_where_the_option_says_so()
    {
        var row = Row(Date, new ConversionReport(FailureMode.Fail, null));
        var error = Assert.Throws<ConnectException>(() => row.Read(NoDay));
        Assert.Equal((ErrorKind.Data, "MYV002"), (error.Kind, error.Code));
        Assert.Contains("'day' of shop.orders", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("connect", "0")]
    [InlineData("isostring", "00:00:00Z")]
    public void A_time_beyond_the_day_does_not_stop_a_column_that_has_no_null(string mode, string expected)
    {
        var conversion = new ConversionModel { Time = Enum.Parse<TimeMode>(mode, ignoreCase: true) };
        var column = new ColumnModel("took", SqlType.Time) { IsNullable = false };
        Assert.Equal([expected], new TestRow().With(column, ColumnType.Time2, 0, conversion).Read(Long));
        Assert.Equal([CellText.Null], new TestRow().With(column with { IsNullable = true }, ColumnType.Time2, 0, conversion).Read(Long));
        Assert.Equal(["90000000000"], new TestRow().With(column, ColumnType.Time2).Read(Long));
    }

    [Fact]
    public void A_number_that_no_value_has_is_told()
    {
        var report = new ConversionReport(FailureMode.Warn, null);
        var row = new TestRow { Report = report }
            .With(new ColumnModel("e", SqlType.Enum) { Members = ["a", "b"] }, ColumnType.Enum, 1)
            .With(new ColumnModel("s", SqlType.Set) { Members = ["a", "b"] }, ColumnType.Set, 1);
        Assert.Equal(["", ""], row.Read([0, 0, 0]));
        Assert.Equal(["b", "a,b"], row.Read([0, 2, 3]));
        Assert.Equal(0, report.Count);
        Assert.Equal([CellText.Null, CellText.Null], row.Read([0, 3, 4]));
        Assert.Equal(2, report.Count);
    }

    [Fact]
    public void Documents_that_cannot_be_read_are_told()
    {
        var report = new ConversionReport(FailureMode.Warn, null);
        var row = new TestRow { Report = report }
            .With(new ColumnModel("j", SqlType.Json) { IsNullable = false }, ColumnType.Json, 1)
            .With(new ColumnModel("p", SqlType.Point) { IsNullable = false }, ColumnType.Geometry, 1)
            .With(new ColumnModel("v", SqlType.Vector) { IsNullable = false }, ColumnType.Vector, 1);
        var cells = row.Read([0, 2, 9, 9, 1, 0, 3, 0, 0, 0]);
        Assert.Equal(["{}", "{d0000000000000000,d0000000000000000,010700000000000000,∅}", "[]"], cells);
        Assert.Equal(3, report.Count);
    }

    [Theory]
    [InlineData(nameof(SqlType.Int), ColumnType.Long, "0")]
    [InlineData(nameof(SqlType.VarChar), ColumnType.VarChar, "")]
    [InlineData(nameof(SqlType.Decimal), ColumnType.Decimal, "00")]
    [InlineData(nameof(SqlType.VarBinary), ColumnType.VarChar, "")]
    [InlineData(nameof(SqlType.Timestamp), ColumnType.Timestamp2, "1970-01-01T00:00:00Z")]
    [InlineData(nameof(SqlType.Bit), ColumnType.Bit, "0000")]
    public void Null_where_the_definition_has_none_becomes_a_zero(string type, ColumnType wire, string expected)
    {
        var column = new ColumnModel("c", Enum.Parse<SqlType>(type)) { IsNullable = false, Length = 10, Charset = "utf8mb4" };
        Assert.Equal([expected], new TestRow().With(column, wire, wire switch { ColumnType.Decimal => 10 << 8, ColumnType.Bit => 10, _ => 0 }).Read([0xFF]));
    }

    private static TestRow Row(ColumnModel column, ConversionReport report) => new TestRow { Report = report }.With(column, ColumnType.Date);
}
