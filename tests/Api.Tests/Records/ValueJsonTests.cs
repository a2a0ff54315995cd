using System.Text;
using System.Text.Json;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Values as JSON for people; the expected texts are written by hand.</summary>
public class ValueJsonTests
{
    [Fact]
    public void A_row_is_an_object_with_everything_in_it()
    {
        var schema = SchemaBuilder.Struct()
            .Field("flag", RecordSchema.Boolean)
            .Field("n", RecordSchema.Int8)
            .Field("f", RecordSchema.Float32)
            .Field("d", RecordSchema.Float64)
            .Field("nan", RecordSchema.Float64)
            .Field("text", RecordSchema.String)
            .Field("blob", RecordSchema.Bytes)
            .Field("total", SchemaBuilder.Decimal(5, 2))
            .Field("lost", RecordSchema.String)
            .Field("none", RecordSchema.String)
            .Field("list", SchemaBuilder.Array(SchemaBuilder.Decimal(5, 1).Build()))
            .Field("map", SchemaBuilder.Map(RecordSchema.Boolean, RecordSchema.Int32))
            .Build();
        var batch = new RecordBatch();
        var row = batch.Add(new RecordStream("t", null, schema)).After();
        row.Set("flag", true);
        row.Set("n", -7);
        row.Set("f", 0.1f);
        row.Set("d", 0.1);
        row.Set("nan", double.NaN);
        row.Set("text", "Zürich \"x\"");
        row.Set(6, new byte[] { 0, 255 });
        row.Set(7, new byte[] { 0xFB, 0x2E });
        row.SetUnavailable(8);
        var list = row.Collection(10, 2);
        batch.Cells[list] = Cell.Bytes(batch.AddBytes([100]), 1);
        var map = row.Collection(11, 2);
        batch.Cells[map] = Cell.Of(5);
        batch.Cells[map + 1] = Cell.Of(false);
        batch.Cells[map + 2] = Cell.Of(6);

        Assert.Equal(
            """
            {"flag":true,"n":-7,"f":0.1,"d":0.1,"nan":"NaN","text":"Zürich \"x\"","blob":"AP8=","total":"-12.34",
            "lost":"__debezium_unavailable_value","none":null,"list":["10.0",null],"map":{"5":false,"6":null}}
            """.ReplaceLineEndings(""),
            Json(batch, schema, batch.Cells[batch.Rows[0].After]));
    }

    [Theory]
    [InlineData("00", 0, "0")]
    [InlineData("", 0, "0")]
    [InlineData("00", 3, "0.000")]
    [InlineData("FF", 0, "-1")]
    [InlineData("FF", 3, "-0.001")]
    [InlineData("80", 0, "-128")]
    [InlineData("0080", 1, "12.8")]
    [InlineData("05", -3, "5000")]
    [InlineData("FB", -2, "-500")]
    [InlineData("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 10, "17014118346046923173168730371.5884105727")]
    [InlineData("07", 1_000_000_000, "7E-1000000000")]
    [InlineData("F9", int.MinValue, "-7E+2147483648")]
    public void Decimals_have_all_their_digits(string hex, int scale, string expected) =>
        Assert.Equal(expected, ValueJson.Decimal(Convert.FromHexString(hex), scale));

    [Fact]
    public void Map_keys_of_every_kind_become_names()
    {
        var batch = new RecordBatch();
        Cell[] keys = [Cell.Of(true), Cell.Of(-5L), Cell.Of(0.5), batch.AddText("k"), Cell.Bytes(batch.AddBytes([1]), 1), Cell.Null];
        var map = batch.AddCells(2 * keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            batch.Cells[map + (2 * i)] = keys[i];
            batch.Cells[map + (2 * i) + 1] = Cell.Of(i);
        }

        Assert.Equal("""{"true":0,"-5":1,"0.5":2,"k":3,"AQ==":4,"":5}""", Json(batch, null, Cell.Map(map, keys.Length)));
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_repaired_and_not_an_error()
    {
        var batch = new RecordBatch();
        var cell = Cell.Text(batch.AddBytes([0x61, 0xFF, 0xC3, 0x28, 0x62]), 5);
        using var read = JsonDocument.Parse(Json(batch, RecordSchema.String, cell));
        Assert.Equal("a\uFFFD\uFFFD(b", read.RootElement.GetString());
    }

    [Fact]
    public void A_struct_without_a_schema_numbers_its_fields()
    {
        var batch = new RecordBatch();
        var root = batch.AddStruct(2);
        batch.Cells[root + 1] = Cell.Of(4);
        Assert.Equal("""{"0":4,"1":null}""", Json(batch, null, batch.Cells[root]));
    }

    private static string Json(RecordBatch batch, RecordSchema? schema, Cell cell)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new ValueReader(batch, schema, cell).WriteTo(json);
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
