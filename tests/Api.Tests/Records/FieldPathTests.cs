using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Paths mean the value that will be written, whatever the layout of the stream.</summary>
public class FieldPathTests
{
    [Theory]
    [InlineData("id", "id")]
    [InlineData("a.b.c", "a", "b", "c")]
    [InlineData("`a.b`", "a.b")]
    [InlineData("`a.b`.c", "a.b", "c")]
    [InlineData("x.`a.b`.`c`", "x", "a.b", "c")]
    [InlineData("a b.ü", "a b", "ü")]
    [InlineData("a`b", "a`b")]
    public void A_path_is_split_at_dots_outside_backticks(string path, params string[] names) => Assert.Equal(names, FieldPath.Split(path));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("`a")]
    [InlineData("`a`b")]
    [InlineData("``")]
    [InlineData("a.`b")]
    [InlineData("`a`.")]
    public void A_path_that_cannot_be_read_is_an_error_that_repeats_it(string path)
    {
        var failure = Failures.Expect(ErrorKind.Config, string.Concat("PTH", "001"), () => FieldPath.Split(path));
        Assert.Contains($"'{path}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_flat_stream_names_are_those_of_the_row()
    {
        var batch = Batch(ValueLayout.Flat);
        Assert.Equal(7, Read(batch, "id").Int64);
        Assert.Equal("Bern", Read(batch, "address.city").Text);
        Assert.Equal("3000", Read(batch, "address.`zip.code`").Text);
        Assert.Null(FieldPath.InValue(batch.Streams[0], "address.zip.code"));
        Assert.Null(FieldPath.InValue(batch.Streams[0], "after.id"));
        Assert.Null(FieldPath.InValue(batch.Streams[0], "id.more"));
        Assert.Same(RecordSchema.Int64, FieldPath.InValue(batch.Streams[0], "id")!.Schema);
        Assert.Equal(RowPart.After, FieldPath.InValue(batch.Streams[0], "id")!.Part);
        Assert.Equal("address.`zip.code`", FieldPath.InValue(batch.Streams[0], "address.`zip.code`")!.Text);
    }

    [Fact]
    public void On_an_envelope_they_are_those_of_the_envelope()
    {
        var batch = Batch(ValueLayout.Envelope);
        Assert.Equal(7, Read(batch, "after.id").Int64);
        Assert.Equal(6, Read(batch, "before.id").Int64);
        Assert.True(Read(batch, "before.note").IsUnavailable);
        Assert.Equal("shop", Read(batch, "source.db").Text);
        Assert.Equal("tx9", Read(batch, "transaction.id").Text);
        Assert.Equal("u", Read(batch, "op").Text);
        Assert.Equal(1_700_000_000_123, Read(batch, "ts_ms").Int64);
        Assert.Equal(1_700_000_000_123_456, Read(batch, "ts_us").Int64);
        Assert.Equal(1_700_000_000_123_456_789, Read(batch, "ts_ns").Int64);
        Assert.Equal(FieldKind.Struct, Read(batch, "after").Kind);
        Assert.Equal("Bern", Read(batch, "after.address.city").Text);
        Assert.True(FieldPath.InValue(batch.Streams[0], "ts_us")!.Schema.IsNullable);
        foreach (var nowhere in new[] { "id", "after.nothing", "op.x", "ts_ms.x", "source.nothing" })
        {
            Assert.Null(FieldPath.InValue(batch.Streams[0], nowhere));
        }
    }

    [Fact]
    public void An_envelope_without_a_part_has_no_path_into_it()
    {
        var stream = Shop.Orders(ValueLayout.Envelope) with { SourceSchema = null, TransactionSchema = null };
        Assert.Null(FieldPath.InValue(stream, "source.db"));
        Assert.Null(FieldPath.InValue(stream, "transaction"));
    }

    [Fact]
    public void What_is_missing_on_the_way_reads_as_null()
    {
        var batch = new RecordBatch();
        var stream = Shop.Orders(ValueLayout.Envelope);
        batch.Add(stream, RowOperation.Delete).Key().Set("id", 3);
        Shop.AddOrder(batch, stream, 4);
        foreach (var path in new[] { "after.id", "after.address.city", "source.db", "transaction", "ts_ms", "ts_ns" })
        {
            var found = FieldPath.InValue(stream, path)!;
            Assert.True(found.Read(batch, batch.Rows[0]).IsNull);
            Assert.Equal(-1, found.Find(batch, batch.Rows[0]));
        }

        Assert.True(FieldPath.InValue(stream, "after.address.city")!.Read(batch, batch.Rows[1]).IsNull);
        Assert.Equal(3, FieldPath.InKey(stream, "id")!.Read(batch, batch.Rows[0]).Int64);
        Assert.Null(FieldPath.InKey(stream, "nothing"));
        Assert.Null(FieldPath.InKey(stream with { KeySchema = null }, "id"));
    }

    [Fact]
    public void A_cell_is_found_where_it_can_be_edited()
    {
        var batch = Batch(ValueLayout.Envelope);
        var cell = FieldPath.InValue(batch.Streams[0], "after.address.city")!.Find(batch, batch.Rows[0]);
        batch.Cells[cell] = Cell.Null;
        Assert.True(Read(batch, "after.address.city").IsNull);
        Assert.Equal("3000", Read(batch, "after.address.`zip.code`").Text);
    }

    [Fact]
    public void A_part_can_be_named_whatever_the_layout()
    {
        var batch = Batch(ValueLayout.Envelope);
        var stream = batch.Streams[0];
        Assert.Equal(6, FieldPath.InPart(stream, RowPart.Before, "id")!.Read(batch, batch.Rows[0]).Int64);
        Assert.Equal("3000", FieldPath.InPart(stream, RowPart.After, "address", "zip.code")!.Read(batch, batch.Rows[0]).Text);
        Assert.Equal("u", FieldPath.InPart(stream, RowPart.Operation)!.Read(batch, batch.Rows[0]).Text);
        Assert.Equal(7, FieldPath.InPart(stream, RowPart.Key, "id")!.Read(batch, batch.Rows[0]).Int64);
        Assert.Null(FieldPath.InPart(stream, RowPart.Source, "nothing"));
        Assert.Equal(RowPart.Nanos, FieldPath.PartOf("ts_ns"));
        Assert.Null(FieldPath.PartOf("id"));
    }

    private static ValueReader Read(RecordBatch batch, string path) =>
        FieldPath.InValue(batch.Streams[0], path)!.Read(batch, batch.Rows[0]);

    private static RecordBatch Batch(ValueLayout layout)
    {
        var batch = new RecordBatch();
        var row = Shop.AddOrder(batch, Shop.Orders(layout), 7, "n", RowOperation.Update);
        row.Row.ProcessedAt = 1_700_000_000_123_456_789;
        var after = new StructWriterOf(batch, row.Row.After);
        after.Address("Bern", "3000");
        var before = row.Before();
        before.Set(0, 6);
        before.SetUnavailable(1);
        row.Source().Set("db", "shop");
        row.Transaction().Set("id", "tx9");
        return batch;
    }

    /// <summary>Writes the address of a row that is there.</summary>
    private readonly struct StructWriterOf(RecordBatch batch, int root)
    {
        public void Address(string city, string zip)
        {
            var at = batch.AddStruct(2);
            var first = batch.AddText(city);
            var second = batch.AddText(zip);
            batch.Cells[at + 1] = first;
            batch.Cells[at + 2] = second;
            batch.Cells[batch.Cells[root].First + 3] = batch.Cells[at];
        }
    }
}
