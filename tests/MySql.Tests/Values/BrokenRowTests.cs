using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Values.Rig;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Values;

/// <summary>Bytes that are no row are a Data error that names table and column, whatever they are.</summary>
public class BrokenRowTests
{
    private static readonly ColumnModel Id = new("id", SqlType.Int) { IsNullable = false };

    private static TestRow Everything => new TestRow()
        .With(Id, ColumnType.Long)
        .With(new ColumnModel("name", SqlType.VarChar) { Length = 20, Charset = "utf8mb4" }, ColumnType.VarChar, 80)
        .With(new ColumnModel("note", SqlType.Text) { Charset = "latin1" }, ColumnType.Blob, 2)
        .Without(ColumnType.VarChar, 300)
        .With(new ColumnModel("price", SqlType.Decimal) { Length = 30, Scale = 2 }, ColumnType.Decimal, (30 << 8) + 2)
        .With(new ColumnModel("at", SqlType.DateTime) { FractionDigits = 6 }, ColumnType.DateTime2, 6)
        .With(new ColumnModel("doc", SqlType.Json), ColumnType.Json, 4)
        .With(new ColumnModel("kind", SqlType.Enum) { Members = ["a", "b"] }, ColumnType.Enum, 1)
        .With(new ColumnModel("place", SqlType.Point), ColumnType.Geometry, 4)
        .With(new ColumnModel("flags", SqlType.Bit) { Length = 12 }, ColumnType.Bit, 12)
        .With(new ColumnModel("took", SqlType.Time) { FractionDigits = 3 }, ColumnType.Time2, 3)
        .With(new ColumnModel("packed", SqlType.VarChar) { Charset = "utf8mb4", IsCompressed = true }, ColumnType.VarChar, 300, isCompressed: true);

    // 12 columns; the names in the order of their values.
    private static byte[] Row => Convert.FromHexString(
        "00F0" + "01000000" + "03616263" + "0200E4F6" + "0500" + "7878787878" + "8000000000000000000000000001" + "99B244310501E240"
        + "05000000" + "0C03616263" + "01" + "19000000" + "00000000" + "0101000000" + "000000000000F03F" + "0000000000000040" + "0FFF" + "8000000000" + "0800" + "89964B4C1C8C0000");

    [Fact]
    public void Every_part_of_a_row_is_refused_and_its_column_named()
    {
        var whole = Whole();
        var plan = Everything.Plan();
        var present = Everything.All;
        var named = new HashSet<string>();
        for (var length = 0; length < whole.Length; length++)
        {
            var error = Assert.Throws<ConnectException>(() => Decode(plan, whole.AsSpan(0, length), present));
            Assert.Equal((ErrorKind.Data, "MYV001"), (error.Kind, error.Code));
            Assert.Contains("shop.orders", error.Message, StringComparison.Ordinal);
            named.Add(error.Message.Split('\'')[1]);
            Assert.Equal("MYV001", Assert.Throws<ConnectException>(() => plan.Skip(whole.AsSpan(0, length), present)).Code);
        }

        Assert.Equal(["id", "name", "note", "number 4", "price", "at", "doc", "kind", "place", "flags", "took", "packed"], named);
    }

    [Fact]
    public void Any_bytes_give_a_row_or_a_data_error()
    {
        var whole = Whole();
        var plan = Everything.Plan();
        var random = new Random(20240102);
        var (rows, errors) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = whole.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var present = Everything.All;
            if (round % 4 == 0)
            {
                random.NextBytes(present);
            }

            try
            {
                Assert.InRange(Decode(plan, bytes, present), 0, bytes.Length);
                rows++;
            }
            catch (ConnectException e) when (e.Kind == ErrorKind.Data)
            {
                errors++;
            }
        }

        Assert.True(rows > 1_000 && errors > 1_000, $"{rows} rows, {errors} errors");
    }

    [Theory]
    [InlineData("8000000000FF", 20, 0)] // a group of more than nine digits
    public void A_decimal_of_impossible_digits_names_what_was_found(string bytes, int precision, int scale)
    {
        var row = new TestRow().With(new ColumnModel("c", SqlType.Decimal) { Length = precision, Scale = scale }, ColumnType.Decimal, (precision << 8) + scale);
        var padded = Convert.FromHexString("00" + bytes).Concat(Enumerable.Repeat((byte)0xFF, 8)).ToArray();
        var error = Assert.Throws<ConnectException>(() => Decode(row.Plan(), padded, row.All));
        Assert.Equal((ErrorKind.Data, "MYV004"), (error.Kind, error.Code));
        Assert.Contains("DECIMAL(20,0)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_bytes_that_are_none_are_refused()
    {
        var row = new TestRow().With(new ColumnModel("c", SqlType.Blob) { IsCompressed = true }, ColumnType.Blob, 1, isCompressed: true);
        foreach (var value in (string[])["70", "8F0000000000", "8901", "89964B4C", "8C7FFFFFFF0000"])
        {
            var bytes = Convert.FromHexString($"00{value.Length / 2:X2}{value}");
            Assert.Equal("MYV004", Assert.Throws<ConnectException>(() => Decode(row.Plan(), bytes, row.All)).Code);
        }
    }

    [Fact]
    public void A_definition_that_rows_do_not_fit_is_refused_before_any_is_read()
    {
        Refused(new TestRow().With(Id, ColumnType.VarChar, 20), "'id'");
        Refused(new TestRow().With(new ColumnModel("c", SqlType.Decimal) { Length = 10, Scale = 2 }, ColumnType.Decimal, (12 << 8) + 2), "DECIMAL(10,2)");
        Refused(new TestRow().With(new ColumnModel("c", SqlType.DateTime) { FractionDigits = 3 }, ColumnType.DateTime2, 6), "DATETIME(3)");
        Refused(new TestRow().With(new ColumnModel("c", SqlType.Bit) { Length = 3 }, ColumnType.Bit, 9), "BIT(3)");
        Refused(new TestRow().Without(ColumnType.OldDecimal), "type 0");
        var columns = new ColumnPlan?[] { null, null };
        var map = new TableMapModel(TestRow.Table, [new TableMapColumn(ColumnType.Long, 0, false)]);
        var error = Assert.Throws<ConnectException>(() => BinlogRowPlan.For(map, columns, new ConversionReport(FailureMode.Warn, null)));
        Assert.Contains("1 columns, its definition has 2", error.Message, StringComparison.Ordinal);
    }

    private static void Refused(TestRow row, string told)
    {
        var error = Assert.Throws<ConnectException>(row.Plan);
        Assert.Equal((ErrorKind.Data, "MYV003"), (error.Kind, error.Code));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    private static byte[] Whole()
    {
        var plan = Everything.Plan();
        Assert.Equal(Row.Length, Decode(plan, Row, Everything.All));
        return Row;
    }

    private static int Decode(BinlogRowPlan plan, ReadOnlySpan<byte> bytes, byte[] present)
    {
        var batch = new RecordBatch();
        return plan.Decode(bytes, present, batch, batch.AddStruct(plan.CellCount) + 1);
    }
}
