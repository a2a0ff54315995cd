using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Writing;

public class EncodeErrorTests
{
    private static readonly RecordSchema Inner = SchemaBuilder.Struct("i").Field("city", RecordSchema.String).Build();
    private static readonly RecordSchema Outer = SchemaBuilder.Struct("o")
        .Field("id", RecordSchema.Int32)
        .Field("home", Inner)
        .Field("tags", SchemaBuilder.Array(RecordSchema.String).Build())
        .Field("note", RecordSchema.String.WithNullable(true))
        .Build();

    [Fact]
    public Task Null_in_a_required_field() => ExpectAsync("AVR020", "field 'id' for topic 'topic'", (row, _) => row.SetNull(0));

    [Fact]
    public Task Null_in_a_nested_field() => ExpectAsync("AVR020", "field 'home.city'", (row, _) => row.Struct(1).SetNull(0));

    [Fact]
    public Task A_required_field_without_a_cell() => ExpectAsync("AVR020", "field 'home.city'", (row, _) => row.Set(1, Cell.Struct(0, 0)));

    [Fact]
    public Task Null_in_an_array() => ExpectAsync("AVR020", "field 'tags[]'", (row, _) => row.Collection(2, 1));

    [Fact]
    public Task Another_kind() => ExpectAsync("AVR022", "the row holds Int64, the schema says Int32", (row, _) => row.Set(0, Cell.Of(1L)));

    [Fact]
    public Task A_text_where_a_struct_belongs() => ExpectAsync("AVR022", "field 'home'", (row, batch) => row.Set(1, batch.AddText("x")));

    [Fact]
    public Task Unavailable_without_a_stand_in() => ExpectAsync("AVR021", "field 'id'", (row, _) => row.SetUnavailable(0));

    [Fact]
    public Task An_integer_too_large_for_its_kind() => ExpectAsync("AVR023", "more than 32 bits", (row, _) => row.Set(0, Cell.OfInteger(FieldKind.Int32, 1L << 40)));

    [Fact]
    public Task A_cell_outside_its_batch() => ExpectAsync("AVR023", "outside", (row, _) => row.Set(3, Cell.Text(5, 1_000_000)));

    [Fact]
    public Task Children_outside_their_batch() => ExpectAsync("AVR023", "outside", (row, _) => row.Set(1, Cell.Struct(99_999, 1)));

    [Fact]
    public Task Negative_places() => ExpectAsync("AVR023", "outside", (row, _) => row.Set(3, Cell.Text(-1, 4)));

    [Fact]
    public async Task Unavailable_is_the_placeholder_or_null()
    {
        var schema = SchemaBuilder.Struct("u")
            .Field("text", RecordSchema.String)
            .Field("bytes", RecordSchema.Bytes.WithNullable(true))
            .Field("number", RecordSchema.Int32.WithNullable(true))
            .Build();
        var batch = new RecordBatch();
        var row = batch.Add(new RecordStream("topic", null, schema)).After();
        row.SetUnavailable(0);
        row.SetUnavailable(1);
        row.SetUnavailable(2);
        var fixture = await FormatFixture.CreateAsync();
        var encoded = await fixture.EncodeAsync(batch, 0);
        var placeholder = "38" + Convert.ToHexString("__debezium_unavailable_value"u8);
        Assert.Equal(placeholder + "02" + placeholder + "00", Convert.ToHexString(encoded.AsSpan(5)));
        var back = await fixture.DecodeAsync(encoded);
        var cells = back.Cells[(back.Rows[0].After + 1)..];
        Assert.Equal([CellState.Unavailable, CellState.Unavailable, CellState.Null], [cells[0].State, cells[1].State, cells[2].State]);
    }

    [Fact]
    public async Task A_row_older_than_a_field_has_null_there()
    {
        var batch = FormatFixture.One(
            SchemaBuilder.Struct("r").Field("a", RecordSchema.Int32).Field("b", RecordSchema.Int32.WithNullable(true)).Build(),
            batch => Cell.Struct(batch.AddRoot(Cell.Of(3)), 1));
        var fixture = await FormatFixture.CreateAsync();
        Assert.Equal("0600", Convert.ToHexString((await fixture.EncodeAsync(batch, 0)).AsSpan(5)));
    }

    [Fact]
    public async Task Data_that_contains_itself_ends_in_an_error()
    {
        var batch = FormatFixture.One(RecordSchema.Any, batch =>
        {
            var first = batch.AddCells(1);
            batch.Cells[first] = Cell.Array(first, 1);
            return Cell.Array(first, 1);
        });
        var fixture = await FormatFixture.CreateAsync();
        var encoder = await fixture.Format.CreateEncoderAsync(batch.Streams[0], RecordPart.Value, default);
        Assert.Equal("AVR023", Assert.Throws<ConnectException>(() => encoder.Encode(batch, in batch.Rows[0], new byte[1 << 20])).Code);
    }

    /// <summary>Whatever the room, the answer is "too small" or the same bytes, and nothing is written behind the destination.</summary>
    [Fact]
    public async Task Any_destination_is_left_or_filled()
    {
        var fixture = await FormatFixture.CreateAsync();
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var schema = new RandomSchemas(random).Struct(2);
            var batch = new RecordBatch();
            batch.Add(new RecordStream("topic", null, schema)).Row.After = new RandomCells(random, batch).Root(schema);
            var encoder = await fixture.Format.CreateEncoderAsync(batch.Streams[0], RecordPart.Value, default);
            var expected = FormatFixture.Encode(encoder, batch, 0);
            for (var room = 0; ; room++)
            {
                var buffer = new byte[room + 64];
                Array.Fill(buffer, (byte)0xEE);
                var written = encoder.Encode(batch, in batch.Rows[0], buffer.AsSpan(0, room));
                Assert.Equal(-1, buffer.AsSpan(room).IndexOfAnyExcept((byte)0xEE));
                if (written != IRecordEncoder.TooSmall)
                {
                    Assert.True(expected.AsSpan().SequenceEqual(buffer.AsSpan(0, written)));
                    break;
                }
            }
        }
    }

    private delegate void Spoil(StructWriter row, RecordBatch batch);

    private static async Task ExpectAsync(string code, string words, Spoil spoil)
    {
        var batch = new RecordBatch();
        var row = batch.Add(new RecordStream("topic", null, Outer)).After();
        row.Set(0, 1);
        row.Struct(1).Set(0, "x");
        row.Collection(2, 0);
        spoil(row, batch);
        var fixture = await FormatFixture.CreateAsync();
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await fixture.EncodeAsync(batch, 0));
        Assert.Equal((ErrorKind.Data, code), (error.Kind, error.Code));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }
}
