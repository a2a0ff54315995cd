using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Reading;

/// <summary>Bytes worked out by hand, in forms that our own writer never uses.</summary>
public class BlocksTests
{
    private const string Longs = """{"type":"array","items":"long"}""";
    private const string LongMap = """{"type":"map","values":"long"}""";

    [Theory]
    [InlineData(Longs, "04 06 36 00", "[3,27]")]
    [InlineData(Longs, "03 04 06 36 00", "[3,27]")]
    [InlineData(Longs, "02 06 02 36 01 02 08 00", "[3,27,4]")]
    [InlineData(Longs, "02 02 02 04 02 06 02 08 02 0A 02 0C 02 0E 00", "[1,2,3,4,5,6,7]")]
    [InlineData(Longs, "80 00", "[]")]
    [InlineData(LongMap, "02 02 61 02 01 06 02 62 04 00", """{"a":1,"b":2}""")]
    [InlineData("""["null","long"]""", "80 00", "null")]
    [InlineData("""["null","long"]""", "82 00 02", "1")]
    [InlineData("""["long","null"]""", "82 80 00", "null")]
    [InlineData("""["string"]""", "00 02 61", "\"a\"")]
    [InlineData("""{"type":"array","items":{"type":"array","items":"int"}}""", "02 02 02 00 02 02 04 02 06 00 00", "[[1],[2,3]]")]
    [InlineData("""{"type":"array","items":{"type":"record","name":"E","fields":[]}}""", "06 00", "[{},{},{}]")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A","BC"]}""", "02", "\"BC\"")]
    [InlineData("""{"type":"fixed","name":"F","size":3}""", "01 02 03", "\"AQID\"")]
    [InlineData("""["null","string","int"]""", "04 0A", """{"string":null,"int":5}""")]
    [InlineData("""["null","string","int"]""", "00", "null")]
    [InlineData("\"bytes\"", "01 02 03", "\"AQID\"")]
    [InlineData("\"string\"", "86 80 00 61 62 63", "\"abc\"")]
    public async Task Are_read(string schema, string bytes, string json)
    {
        var (batch, stream) = await DecodeAsync(schema, bytes);
        Assert.Equal(json, Json(batch, stream.ValueSchema));
    }

    [Theory]
    [InlineData(Longs, "04 06", "AVR031")]
    [InlineData(Longs, "04 06 36", "AVR030")]
    [InlineData(Longs, "FE FF FF FF FF FF FF FF FF 01 02", "AVR031")]
    [InlineData(Longs, "FF FF FF FF FF FF FF FF FF 01 00 00", "AVR031")]
    [InlineData(Longs, "03 FE FF FF FF 0F 02 02 00", "AVR030")]
    [InlineData(Longs, "03 01 02 02 00", "AVR031")]
    [InlineData("""{"type":"array","items":{"type":"record","name":"E","fields":[]}}""", "80 80 80 80 80 80 80 80 80 01 00", "AVR031")]
    [InlineData("\"string\"", "06 61 62", "AVR030")]
    [InlineData("\"string\"", "01", "AVR031")]
    [InlineData("\"string\"", "", "AVR030")]
    [InlineData("\"string\"", "FE FF FF FF FF FF FF FF FF 01", "AVR030")]
    [InlineData("\"boolean\"", "02", "AVR031")]
    [InlineData("\"int\"", "80 80 80 80 10", "AVR031")]
    [InlineData("\"long\"", "80 80 80 80 80 80 80 80 80 80 01", "AVR031")]
    [InlineData("\"long\"", "80 80 80 80 80 80 80 80 80 02", "AVR031")]
    [InlineData("\"long\"", "02 02", "AVR032")]
    [InlineData("""{"type":"int","connect.type":"int8"}""", "80 02", "AVR031")]
    [InlineData("""["null","long"]""", "04 02", "AVR031")]
    [InlineData("""["null","long"]""", "01", "AVR031")]
    [InlineData("""["null","long","string"]""", "06", "AVR031")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A","BC"]}""", "04", "AVR031")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A","BC"]}""", "01", "AVR031")]
    [InlineData("""{"type":"fixed","name":"F","size":3}""", "01 02", "AVR030")]
    public async Task Are_refused(string schema, string bytes, string code)
    {
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await DecodeAsync(schema, bytes));
        Assert.Equal((ErrorKind.Data, code), (error.Kind, error.Code));
    }

    [Fact]
    public async Task Errors_name_offset_and_path()
    {
        const string schema = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":{"type":"record","name":"S","fields":[{"name":"c","type":"string"}]}}]}""";
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await DecodeAsync(schema, "02 08 61"));
        Assert.Contains("field 'b.c' at byte 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_small_blocks_cost_no_more_than_one()
    {
        var bytes = string.Concat(Enumerable.Repeat("0202", 200_000)) + "00";
        var (batch, _) = await DecodeAsync(Longs, bytes);
        Assert.Equal(200_000, batch.Cells[batch.Rows[0].After].Count);
        Assert.InRange(batch.CellCount, 200_000, 900_000);
    }

    [Fact]
    public async Task Deep_data_without_a_schema_ends_in_an_error()
    {
        var any = "00 00 00 00 00 00 00 02 02 ".Replace(" ", "", StringComparison.Ordinal);
        var fixture = await FormatFixture.CreateAsync();
        var text = fixture.Format.SchemaText(RecordSchema.Any);
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await DecodeAsync(text, string.Concat(Enumerable.Repeat(any, 20_000))));
        Assert.Contains("nested", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passing_over_everything_reads_nothing_but_checks_its_lengths()
    {
        const string schema = """
            {"type":"record","name":"R","fields":[{"name":"a","type":["null",{"type":"array","items":{"type":"map","values":"string"}}]},
             {"name":"b","type":{"type":"array","items":["null","int","string"]}},{"name":"d","type":"double"},{"name":"e","type":"boolean"},{"name":"z","type":"int"}]}
            """;
        const string bytes = "02 02 02 02 6B 02 76 00 00" + "05 06 00 02 02 04 02 61 00";
        const string three = "06 00 02 02 04 02 61 00";
        var good = "02 02 02 02 6B 02 76 00 00" + three + "00 00 00 00 00 00 00 00 01 0C";
        var (batch, _) = await DecodeAsync(schema, good, new Projection(["z"]));
        Assert.Equal(6, batch.Cells[batch.Rows[0].After + 5].Int64);
        await Assert.ThrowsAsync<ConnectException>(async () => await DecodeAsync(schema, bytes, new Projection(["z"])));
        for (var length = 0; length < good.Replace(" ", "", StringComparison.Ordinal).Length; length += 2)
        {
            var cut = good.Replace(" ", "", StringComparison.Ordinal)[..length];
            await Assert.ThrowsAsync<ConnectException>(async () => await DecodeAsync(schema, cut, new Projection(["z"])));
        }
    }

    private static string Json(RecordBatch batch, RecordSchema? schema)
    {
        using var bytes = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(bytes))
        {
            new ValueReader(batch, schema, batch.Cells[batch.Rows[0].After]).WriteTo(json);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static async Task<(RecordBatch Batch, RecordStream Stream)> DecodeAsync(string schema, string bytes, Projection? projection = null)
    {
        var fixture = await FormatFixture.CreateAsync();
        var id = await fixture.Registry.RegisterAsync("x", schema, default);
        var decoder = await fixture.Format.CreateDecoderAsync("x", RecordPart.Value, id, default);
        byte[] encoded = [0, 0, 0, 0, (byte)id, .. Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal))];
        var batch = FormatFixture.Decode(decoder, encoded, projection);
        return (batch, batch.Streams[0]);
    }
}
