using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Writing;

public class EnvelopeTests
{
    private static readonly RecordSchema Tiny = SchemaBuilder.Struct("t.Value").Field("a", RecordSchema.Int32).Build();

    /// <summary>Worked out by hand: before null, after {1}, op c, ts_ms 1, ts_us 1000, ts_ns 1000000.</summary>
    [Fact]
    public async Task Bytes()
    {
        var stream = new RecordStream("t", null, Tiny, ValueLayout.Envelope);
        var batch = new RecordBatch();
        var row = batch.Add(stream, RowOperation.Create);
        row.After().Set(0, 1);
        row.Row.ProcessedAt = 1_000_000;
        var fixture = await FormatFixture.CreateAsync();
        Assert.Equal("00" + "0202" + "0263" + "0202" + "02D00F" + "0280897A", Convert.ToHexString((await fixture.EncodeAsync(batch, 0)).AsSpan(5)));
    }

    /// <summary>The layout that Debezium documents, with the attributes that Confluent's converter writes.</summary>
    [Fact]
    public async Task Schema()
    {
        var fixture = await FormatFixture.CreateAsync();
        var stream = new RecordStream("t", null, Tiny, ValueLayout.Envelope);
        await fixture.Format.CreateEncoderAsync(stream, RecordPart.Value, default);
        Assert.Equal(
            """{"type":"record","name":"Envelope","namespace":"t","fields":[{"name":"before","type":["null",{"type":"record","name":"Value","fields":[{"name":"a","type":"int"}],"connect.name":"t.Value"}],"default":null},{"name":"after","type":["null","Value"],"default":null},{"name":"op","type":"string"},{"name":"ts_ms","type":["null","long"],"default":null},{"name":"ts_us","type":["null","long"],"default":null},{"name":"ts_ns","type":["null","long"],"default":null}],"connect.version":2,"connect.name":"t.Envelope"}""",
            (await fixture.Registry.GetVersionAsync("t-value", -1, default))!.Text);
    }

    [Theory]
    [InlineData(RowOperation.Create)]
    [InlineData(RowOperation.Update)]
    [InlineData(RowOperation.Delete)]
    [InlineData(RowOperation.Read)]
    public async Task Comes_back(RowOperation operation)
    {
        var fixture = await FormatFixture.CreateAsync();
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, operation, 41);
        var encoded = await fixture.EncodeAsync(batch, 0);
        var back = await fixture.DecodeAsync(encoded);
        var (from, to) = (batch.Rows[0], back.Rows[0]);
        var stream = back.Streams[to.Stream];
        Assert.Equal(ValueLayout.Envelope, stream.Layout);
        Assert.Same(Shop.Row, stream.ValueSchema);
        Assert.Same(Shop.Source, stream.SourceSchema);
        Assert.Same(Shop.Transaction, stream.TransactionSchema);
        Assert.Same(Shop.Envelope.WrittenSchema, stream.WrittenSchema);
        Assert.Equal((from.Operation, from.ProcessedAt), (to.Operation, to.ProcessedAt));
        Assert.Equal(-1, to.Transaction);
        Same(batch, from.Before, back, to.Before, Shop.Row);
        Same(batch, from.After, back, to.After, Shop.Row);
        Same(batch, from.Source, back, to.Source, Shop.Source);
    }

    [Fact]
    public async Task A_tombstone_has_no_value_and_a_flat_delete_neither()
    {
        var fixture = await FormatFixture.CreateAsync();
        var batch = new RecordBatch();
        batch.Add(Shop.Envelope).Key().Set(0, 1L);
        Shop.Add(batch, Shop.Flat, RowOperation.Delete, 1);
        var envelope = await fixture.Format.CreateEncoderAsync(Shop.Envelope, RecordPart.Value, default);
        var flat = await fixture.Format.CreateEncoderAsync(Shop.Flat, RecordPart.Value, default);
        var key = await fixture.Format.CreateEncoderAsync(Shop.Envelope, RecordPart.Key, default);
        Assert.Equal(IRecordEncoder.Absent, envelope.Encode(batch, in batch.Rows[0], new byte[100]));
        Assert.Equal(IRecordEncoder.Absent, flat.Encode(batch, in batch.Rows[1], new byte[100]));
        Assert.Equal(6, FormatFixture.Encode(key, batch, 0).Length);
        batch.Rows[0].Key = -1;
        Assert.Equal(IRecordEncoder.Absent, key.Encode(batch, in batch.Rows[0], new byte[100]));
    }

    [Fact]
    public async Task A_required_source_block_that_is_missing_is_named()
    {
        var fixture = await FormatFixture.CreateAsync();
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, RowOperation.Create, 1);
        batch.Rows[0].Source = -1;
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await fixture.EncodeAsync(batch, 0));
        Assert.Contains("field 'source' for topic 'orders'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>An envelope as another writer may lay it out: op first, fields that nobody knows, a time that is only in milliseconds.</summary>
    [Fact]
    public async Task Fields_may_come_in_any_order()
    {
        var fixture = await FormatFixture.CreateAsync();
        const string text = """
            {"type":"record","name":"Envelope","namespace":"x","fields":[
              {"name":"op","type":"string"},{"name":"ts_ms","type":["null","long"]},{"name":"extra","type":{"type":"array","items":"string"}},
              {"name":"after","type":[{"type":"record","name":"Value","fields":[{"name":"a","type":"int"},{"name":"b","type":"string"}]},"null"]},
              {"name":"source","type":{"type":"record","name":"Source","fields":[{"name":"db","type":"string"}]}},
              {"name":"before","type":["Value","null"]}]}
            """;
        var id = await fixture.Registry.RegisterAsync("x", text, default);
        var decoder = await fixture.Format.CreateDecoderAsync("x", RecordPart.Value, id, default);
        byte[] encoded = [0, 0, 0, 0, (byte)id, 2, (byte)'u', 2, 0x0A, 2, 2, (byte)'z', 0, 0, 6, 2, (byte)'B', 4, (byte)'d', (byte)'b', 2];
        var batch = FormatFixture.Decode(decoder, encoded);
        var row = batch.Rows[0];
        Assert.Equal((RowOperation.Update, 5_000_000L, -1), (row.Operation, row.ProcessedAt, row.Before));
        var reader = new RowReader(batch, 0);
        Assert.Equal(3, reader.After[0].Int64);
        Assert.Equal("B", reader.After[1].Text);
        Assert.Equal("db", reader.Source[0].Text);

        var projected = FormatFixture.Decode(decoder, encoded, new Projection(["b"]));
        reader = new RowReader(projected, 0);
        Assert.True(reader.After[0].IsNull);
        Assert.Equal("B", reader.After[1].Text);
        Assert.Equal((RowOperation.Update, -1), (projected.Rows[0].Operation, projected.Rows[0].Source));
    }

    [Fact]
    public async Task A_struct_that_only_looks_alike_is_a_plain_value()
    {
        var fixture = await FormatFixture.CreateAsync();
        var id = await fixture.Registry.RegisterAsync("x", """{"type":"record","name":"N","fields":[{"name":"op","type":"string"},{"name":"after","type":"string"},{"name":"before","type":"string"}]}""", default);
        var decoder = await fixture.Format.CreateDecoderAsync("x", RecordPart.Value, id, default);
        Assert.Equal(ValueLayout.Flat, decoder.StreamFor("x", null).Layout);
    }

    [Fact]
    public async Task An_unknown_operation_is_an_error()
    {
        var fixture = await FormatFixture.CreateAsync();
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, RowOperation.Create, 1);
        var encoded = await fixture.EncodeAsync(batch, 0);
        encoded[Array.LastIndexOf(encoded, (byte)'c')] = (byte)'q';
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await fixture.DecodeAsync(encoded));
        Assert.Contains("'op'", error.Message, StringComparison.Ordinal);
    }

    private static void Same(RecordBatch a, int x, RecordBatch b, int y, RecordSchema schema)
    {
        Assert.Equal(x < 0, y < 0);
        if (x >= 0)
        {
            CellComparison.Same(a, schema, a.Cells[x], b, schema, b.Cells[y]);
        }
    }
}
