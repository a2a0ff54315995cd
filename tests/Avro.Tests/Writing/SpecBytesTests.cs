using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Writing;

/// <summary>Bytes worked out by hand from "Binary Encoding" of the Avro specification; the header (00 and the schema id) is left out.</summary>
public class SpecBytesTests
{
    [Theory]
    [InlineData(0L, "00")]
    [InlineData(-1L, "01")]
    [InlineData(1L, "02")]
    [InlineData(-2L, "03")]
    [InlineData(-64L, "7F")]
    [InlineData(64L, "80 01")]
    [InlineData(-65L, "81 01")]
    [InlineData(8191L, "FE 7F")]
    [InlineData(8192L, "80 80 01")]
    [InlineData(1L << 27, "80 80 80 80 01")]
    [InlineData((1L << 55) - 1, "FE FF FF FF FF FF FF 7F")]
    [InlineData(1L << 55, "80 80 80 80 80 80 80 80 01")]
    [InlineData(1L << 62, "80 80 80 80 80 80 80 80 80 01")]
    [InlineData(long.MaxValue, "FE FF FF FF FF FF FF FF FF 01")]
    [InlineData(long.MinValue, "FF FF FF FF FF FF FF FF FF 01")]
    public async Task Longs(long value, string bytes)
    {
        await ExpectAsync(RecordSchema.Int64, _ => Cell.Of(value), bytes);
        if (value == (int)value)
        {
            await ExpectAsync(RecordSchema.Int32, _ => Cell.Of((int)value), bytes);
        }
    }

    [Fact]
    public async Task Other_scalars()
    {
        await ExpectAsync(RecordSchema.Boolean, _ => Cell.Of(true), "01");
        await ExpectAsync(RecordSchema.Boolean, _ => Cell.Of(false), "00");
        await ExpectAsync(RecordSchema.Float32, _ => Cell.Of(1.5f), "00 00 C0 3F");
        await ExpectAsync(RecordSchema.Float64, _ => Cell.Of(-2.0), "00 00 00 00 00 00 00 C0");
        await ExpectAsync(RecordSchema.String, batch => batch.AddText("foo"), "06 66 6F 6F");
        await ExpectAsync(RecordSchema.String, batch => batch.AddText(""), "00");
        await ExpectAsync(RecordSchema.Int8, _ => Cell.OfInteger(FieldKind.Int8, -128), "FF 01");
        await ExpectAsync(RecordSchema.Int16, _ => Cell.OfInteger(FieldKind.Int16, 300), "D8 04");
    }

    /// <summary>The specification's own examples: record {a: 27, b: "foo"}, array [3, 27], union of null and string with "a".</summary>
    [Fact]
    public async Task Examples_of_the_specification()
    {
        var test = SchemaBuilder.Struct("test").Field("a", RecordSchema.Int64).Field("b", RecordSchema.String).Build();
        await ExpectAsync(test, batch => Struct(batch, Cell.Of(27L), batch.AddText("foo")), "36 06 66 6F 6F");
        await ExpectAsync(SchemaBuilder.Array(RecordSchema.Int64).Build(), batch => Array(batch, Cell.Of(3L), Cell.Of(27L)), "04 06 36 00");
        var optional = RecordSchema.String.WithNullable(true);
        await ExpectAsync(optional, _ => Cell.Null, "00");
        await ExpectAsync(optional, batch => batch.AddText("a"), "02 02 61");
    }

    /// <summary>A row that is older than a field has no cell for it: null, which is branch 0.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(300)]
    public async Task Fields_without_a_cell_are_null(int fields)
    {
        var schema = SchemaBuilder.Struct("test");
        for (var i = 0; i < fields; i++)
        {
            schema.Field($"f{i}", RecordSchema.Int64.WithNullable(true));
        }

        await ExpectAsync(schema.Build(), batch => Struct(batch, Cell.Of(27L), Cell.Of(3L)), "02 36 02 06" + string.Concat(Enumerable.Repeat(" 00", fields - 2)));
    }

    [Fact]
    public async Task Empty_arrays_and_maps_are_one_byte()
    {
        await ExpectAsync(SchemaBuilder.Array(RecordSchema.Int64).Build(), _ => Cell.Array(0, 0), "00");
        await ExpectAsync(SchemaBuilder.Map(RecordSchema.Int64).Build(), _ => Cell.Map(0, 0), "00");
    }

    [Fact]
    public async Task A_map_is_a_block_of_pairs()
    {
        var map = SchemaBuilder.Map(RecordSchema.Int32.WithNullable(true)).Build();
        await ExpectAsync(map, batch => Map(batch, batch.AddText("k"), Cell.Of(1), batch.AddText("n"), Cell.Null), "04 02 6B 02 02 02 6E 00 00");
    }

    [Fact]
    public async Task A_default_puts_the_value_first()
    {
        var schema = SchemaBuilder.Of(FieldKind.Int32).Nullable().Default(5).Build();
        await ExpectAsync(schema, _ => Cell.Of(1), "00 02");
        await ExpectAsync(schema, _ => Cell.Null, "02");
    }

    [Fact]
    public async Task Plain_bytes_have_no_length_as_a_whole_value()
    {
        await ExpectAsync(RecordSchema.Bytes, batch => Cell.Bytes(batch.AddBytes([1, 2, 3]), 3), "01 02 03");
        await ExpectAsync(RecordSchema.Bytes.WithNullable(true), batch => Cell.Bytes(batch.AddBytes([1, 2, 3]), 3), "02 06 01 02 03");
    }

    [Fact]
    public async Task A_fixed_has_no_length_and_a_fixed_decimal_is_widened()
    {
        var block = SchemaBuilder.Of(FieldKind.Bytes).Name("f").Parameter("connect.fixed.size", "2").Build();
        await ExpectAsync(block, batch => Cell.Bytes(batch.AddBytes([7, 8]), 2), "07 08");
        var number = SchemaBuilder.Decimal(9, 2).Parameter("connect.fixed.size", "4").Build();
        await ExpectAsync(number, batch => Cell.Bytes(batch.AddBytes([0xFE, 0x0C]), 2), "FF FF FE 0C");
        await ExpectAsync(number, batch => Cell.Bytes(batch.AddBytes([0x7F]), 1), "00 00 00 7F");
    }

    /// <summary>Nine optional fields in the order boolean, bytes, double, float, int, long, string, array, map.</summary>
    [Fact]
    public async Task Data_without_a_schema_is_Confluents_record()
    {
        await ExpectAsync(RecordSchema.Any, _ => Cell.Null, "00 00 00 00 00 00 00 00 00");
        await ExpectAsync(RecordSchema.Any, _ => Cell.Of(true), "02 01 00 00 00 00 00 00 00 00");
        await ExpectAsync(RecordSchema.Any, _ => Cell.Of(1), "00 00 00 00 02 02 00 00 00 00");
        await ExpectAsync(RecordSchema.Any, batch => batch.AddText("a"), "00 00 00 00 00 00 02 02 61 00 00");
        await ExpectAsync(
            RecordSchema.Any,
            batch => Map(batch, batch.AddText("k"), Cell.Of(3L)),
            "00 00 00 00 00 00 00 00 02 02  00 00 00 00 00 00 02 02 6B 00 00  00 00 00 00 00 02 06 00 00 00  00");
    }

    [Fact]
    public async Task The_header_names_the_schema()
    {
        var fixture = await FormatFixture.CreateAsync();
        await fixture.Registry.RegisterAsync("other", "\"int\"", default);
        var encoded = await fixture.EncodeAsync(FormatFixture.One(RecordSchema.Int64, _ => Cell.Of(1L)), 0);
        Assert.Equal("0000000002" + "02", Convert.ToHexString(encoded));
        Assert.Equal(2, fixture.Format.ReadSchemaId(encoded));
        Assert.Equal(-1, fixture.Format.ReadSchemaId([0, 0, 0, 0]));
        Assert.Equal(-1, fixture.Format.ReadSchemaId([1, 0, 0, 0, 2]));
        Assert.Equal(-1, fixture.Format.ReadSchemaId([]));
    }

    private static Cell Struct(RecordBatch batch, params Cell[] cells) => Cell.Struct(Add(batch, cells), cells.Length);

    private static Cell Array(RecordBatch batch, params Cell[] cells) => Cell.Array(Add(batch, cells), cells.Length);

    private static Cell Map(RecordBatch batch, params Cell[] cells) => Cell.Map(Add(batch, cells), cells.Length / 2);

    private static int Add(RecordBatch batch, Cell[] cells)
    {
        var first = batch.AddCells(cells.Length);
        cells.CopyTo(batch.Cells[first..]);
        return first;
    }

    private static async Task ExpectAsync(RecordSchema schema, Func<RecordBatch, Cell> value, string bytes)
    {
        var fixture = await FormatFixture.CreateAsync();
        var encoded = await fixture.EncodeAsync(FormatFixture.One(schema, value), 0);
        Assert.Equal(bytes.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(encoded.AsSpan(5)));
    }
}
