using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Every value is checked against its field when it is written.</summary>
public class StructWriterTests
{
    private static readonly RecordSchema All = SchemaBuilder.Struct("all")
        .Field("bool", RecordSchema.Boolean)
        .Field("int8", RecordSchema.Int8)
        .Field("int16", RecordSchema.Int16)
        .Field("int32", RecordSchema.Int32)
        .Field("int64", RecordSchema.Int64)
        .Field("float32", RecordSchema.Float32)
        .Field("float64", RecordSchema.Float64)
        .Field("string", RecordSchema.String)
        .Field("bytes", RecordSchema.Bytes)
        .Field("any", RecordSchema.Any)
        .Field("struct", Shop.Address)
        .Field("array", SchemaBuilder.Array(RecordSchema.Int32))
        .Field("map", SchemaBuilder.Map(RecordSchema.String))
        .Build();

    [Theory]
    [InlineData("int8", sbyte.MinValue, sbyte.MaxValue)]
    [InlineData("int16", short.MinValue, short.MaxValue)]
    [InlineData("int32", int.MinValue, int.MaxValue)]
    [InlineData("int64", long.MinValue, long.MaxValue)]
    [InlineData("bool", 0, 1)]
    [InlineData("any", long.MinValue, long.MaxValue)]
    public void Integers_fit_their_kind(string field, long least, long most)
    {
        Assert.Equal(least, Write(field, least).Int64);
        Assert.Equal(most, Write(field, most).Int64);
        if (most != long.MaxValue)
        {
            var failure = Failures.Expect(ErrorKind.Data, string.Concat("ROW", "001"), () => Write(field, most + 1));
            Assert.Contains($"'{field}'", failure.Message, StringComparison.Ordinal);
            Failures.Expect(ErrorKind.Data, string.Concat("ROW", "001"), () => Write(field, least - 1));
        }

        static Cell Write(string field, long value) => WriteTo(field, row => row.Writer.Set(field, value));
    }

    [Fact]
    public void A_value_has_the_kind_of_its_field()
    {
        Assert.Equal(FieldKind.Int16, WriteTo("int16", row => row.Writer.Set("int16", 5)).Kind);
        Assert.Equal(FieldKind.Boolean, WriteTo("bool", row => row.Writer.Set("bool", 1)).Kind);
        Assert.Equal(FieldKind.Boolean, WriteTo("any", row => row.Writer.Set("any", true)).Kind);
        Assert.Equal(FieldKind.Int64, WriteTo("any", row => row.Writer.Set("any", 1)).Kind);
        Assert.Equal(FieldKind.Float64, WriteTo("any", row => row.Writer.Set("any", 1.5)).Kind);
        Assert.Equal(FieldKind.String, WriteTo("any", row => row.Writer.Set("any", "x")).Kind);
        Assert.Equal(FieldKind.Bytes, WriteTo("any", row => row.Writer.Set(All.IndexOf("any"), "x"u8)).Kind);
        Assert.Equal(FieldKind.String, WriteTo("string", row => row.Writer.Set(All.IndexOf("string"), "x"u8)).Kind);
        Assert.Equal(FieldKind.Float32, WriteTo("float32", row => row.Writer.Set("float32", 1.5)).Kind);
    }

    [Fact]
    public void A_float_of_32_bits_takes_what_fits_and_what_is_not_finite()
    {
        Assert.Equal(1.5f, WriteTo("float32", row => row.Writer.Set("float32", 1.5)).Float32);
        Assert.Equal(float.MaxValue, WriteTo("float32", row => row.Writer.Set("float32", float.MaxValue)).Float32);
        Assert.Equal(float.PositiveInfinity, WriteTo("float32", row => row.Writer.Set("float32", double.PositiveInfinity)).Float32);
        Assert.True(float.IsNaN(WriteTo("float32", row => row.Writer.Set("float32", double.NaN)).Float32));
        var failure = Failures.Expect(
            ErrorKind.Data, string.Concat("ROW", "001"), () => WriteTo("float32", row => row.Writer.Set("float32", 1e39)));
        Assert.Contains("1E+39", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_is_an_error_that_names_field_and_schema()
    {
        Action<Row>[] wrong =
        [
            row => row.Writer.Set("string", 1),
            row => row.Writer.Set("float64", 1),
            row => row.Writer.Set("int32", 1.5),
            row => row.Writer.Set("int32", true),
            row => row.Writer.Set("int32", "1"),
            row => row.Writer.Set("bytes", "1"),
            row => row.Writer.Set(All.IndexOf("int32"), "1"u8),
            row => row.Writer.Struct(All.IndexOf("array")),
            row => row.Writer.Collection(All.IndexOf("struct"), 1),
        ];
        foreach (var write in wrong)
        {
            Failures.Expect(ErrorKind.Data, string.Concat("ROW", "003"), () => WriteTo("int32", write));
        }

        var failure = Failures.Expect(
            ErrorKind.Data, string.Concat("ROW", "003"), () => WriteTo("int32", row => row.Writer.Set("struct", "x")));
        Assert.Contains("'struct'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Struct shop.Address?", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_field_is_an_error_that_lists_those_there_are()
    {
        var failure = Failures.Expect(
            ErrorKind.Data, string.Concat("ROW", "002"), () => WriteTo("int32", row => row.Writer.Set("Int32", 5)));
        Assert.Contains("'Int32'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("bool, int8, int16, int32", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_unavailable_and_ready_cells_go_anywhere()
    {
        Assert.True(WriteTo("string", row => row.Writer.Set("string", null)).IsNull);
        Assert.True(WriteTo("int32", row => row.Writer.SetNull(3)).IsNull);
        Assert.Equal(CellState.Unavailable, WriteTo("int32", row => row.Writer.SetUnavailable(3)).State);
        Assert.Equal(9, WriteTo("int32", row => row.Writer.Set(3, Cell.Of(9))).Int64);
    }

    [Fact]
    public void Parts_are_written_in_their_own_cells_while_the_table_grows()
    {
        var batch = new RecordBatch();
        var stream = new RecordStream("all", null, All);
        for (var i = 0; i < 500; i++)
        {
            var writer = batch.Add(stream).After();
            var address = writer.Struct(All.IndexOf("struct"));
            address.Set("city", $"city {i}");
            var elements = writer.Collection(All.IndexOf("array"), 100);
            var pairs = writer.Collection(All.IndexOf("map"), 2);
            for (var e = 0; e < 100; e++)
            {
                batch.Cells[elements + e] = Cell.Of(e * i);
            }

            var key = batch.AddText("k");
            batch.Cells[pairs] = key;
            batch.Cells[pairs + 3] = batch.Cells[elements + 1];
            address.Set("zip.code", "later");
            writer.Set("int32", i);
        }

        foreach (var row in batch)
        {
            var value = row.After;
            Assert.Equal($"city {row.Index}", value["struct"]["city"].Text);
            Assert.Equal("later", value["struct"]["zip.code"].Text);
            Assert.Equal(100, value["array"].Count);
            Assert.Equal(99 * row.Index, value["array"][99].Int64);
            Assert.Equal(2, value["map"].Count);
            Assert.Equal("k", value["map"].MapKey(0).Text);
            Assert.True(value["map"].MapKey(1).IsNull);
            Assert.Equal(row.Index, value["map"].MapValue(1).Int64);
            Assert.Equal(row.Index, value["int32"].Int64);
        }
    }

    private static Cell WriteTo(string field, Action<Row> write)
    {
        var batch = new RecordBatch();
        batch.AddStream(new RecordStream("all", null, All));
        write(new Row(batch));
        return new RowReader(batch, 0).After[field].Cell;
    }

    /// <summary>Carries a writer, which is a ref struct, into a lambda: it is made when it is asked for, with its row.</summary>
    private sealed class Row(RecordBatch batch)
    {
        public StructWriter Writer => batch.Add(0).After();
    }
}
