using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Transforms.Fields;

namespace ConnectRuntime.Transforms.Tests.Fields;

/// <summary>Values that are replaced by zeros of their type or by a text of the user's.</summary>
public class MaskFieldTests
{
    private static readonly RecordSchema s_all = SchemaBuilder.Struct("all")
        .Field("bool", RecordSchema.Boolean)
        .Field("int8", RecordSchema.Int8)
        .Field("int16", RecordSchema.Int16)
        .Field("int32", RecordSchema.Int32)
        .Field("int64", RecordSchema.Int64)
        .Field("float32", RecordSchema.Float32)
        .Field("float64", RecordSchema.Float64)
        .Field("string", RecordSchema.String)
        .Field("bytes", RecordSchema.Bytes)
        .Field("decimal", SchemaBuilder.Decimal(6, 2))
        .Field("date", SchemaBuilder.Date())
        .Field("array", SchemaBuilder.Array(RecordSchema.Int32))
        .Field("map", SchemaBuilder.Map(RecordSchema.Int32))
        .Field("any", RecordSchema.Any)
        .Build();

    private static readonly RecordStream s_stream = new("all", null, s_all);

    [Fact]
    public void Every_type_has_its_zero()
    {
        var batch = Rows();
        Apply(batch, "fields", string.Join(',', s_all.Fields.Select(field => field.Name)));
        Assert.Equal(
            """
            {"bool":false,"int8":0,"int16":0,"int32":0,"int64":0,"float32":0,"float64":0,"string":"","bytes":"","decimal":"0.00",
            "date":0,"array":[],"map":{},"any":""}
            """.ReplaceLineEndings(""),
            Shop.After(batch, 0));
        var after = new RowReader(batch, 0).After;
        Assert.Equal(FieldKind.Int8, after["int8"].Kind);
        Assert.Equal(new byte[] { 0 }, after["decimal"].Utf8.ToArray());
    }

    [Theory]
    [InlineData("int8", "-128", "-128")]
    [InlineData("int16", "32767", "32767")]
    [InlineData("int32", "+7", "7")]
    [InlineData("int64", "9223372036854775807", "9223372036854775807")]
    [InlineData("float32", "0.5", "0.5")]
    [InlineData("float64", "1e3", "1000")]
    [InlineData("string", "***", "\"***\"")]
    [InlineData("string", " ü ", "\" \\u00FC \"")]
    [InlineData("decimal", "12.5", "\"12.50\"")]
    [InlineData("decimal", "-1.280", "\"-1.28\"")]
    [InlineData("decimal", "9999", "\"9999.00\"")]
    [InlineData("decimal", "-.5", "\"-0.50\"")]
    public void A_replacement_is_read_as_the_type_of_the_field(string field, string replacement, string json)
    {
        var batch = Rows();
        Apply(batch, "fields", field, "replacement", replacement);
        Assert.Contains($"\"{field}\":{json}", Shop.After(batch, 0), StringComparison.Ordinal);
        Assert.Equal(s_all.Find(field)!.Schema.Kind, new RowReader(batch, 0).After[field].Kind);
    }

    [Theory]
    [InlineData("int8", "128")]
    [InlineData("int16", "x")]
    [InlineData("int32", "1.5")]
    [InlineData("int64", "9223372036854775808")]
    [InlineData("float32", "1e39")]
    [InlineData("float64", "NaN")]
    [InlineData("bool", "true")]
    [InlineData("bytes", "x")]
    [InlineData("decimal", "1.234")]
    [InlineData("decimal", "10000")]
    [InlineData("decimal", "1.-2")]
    [InlineData("decimal", ".")]
    [InlineData("array", "1")]
    [InlineData("map", "1")]
    [InlineData("any", "1")]
    public void A_replacement_that_does_not_fit_is_found_before_the_first_row(string field, string replacement)
    {
        var transform = TransformRig.Make<MaskFieldValue>("fields", field, "replacement", replacement);
        var failure = TransformRig.Expect(ErrorKind.Config, "MSK", "002", () => transform.Bind(s_stream));
        Assert.Contains($"'{field}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"'{replacement}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decimal_with_zeros_before_the_point_takes_what_it_can_hold()
    {
        var stream = new RecordStream("t", null, SchemaBuilder.Struct().Field("d", SchemaBuilder.Decimal(0, -2)).Build());
        var batch = new RecordBatch();
        batch.Add(stream).After().Set(0, new byte[] { 5 });
        Apply(batch, "fields", "d", "replacement", "300");
        Assert.Equal("""{"d":"300"}""", Shop.After(batch, 0));
        var odd = TransformRig.Make<MaskFieldValue>("fields", "d", "replacement", "310.");
        Assert.NotNull(TransformRig.Expect(ErrorKind.Config, "MSK", "002", () => odd.Bind(stream)));
    }

    [Fact]
    public void Null_unavailable_and_tombstones_stay()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Flat, 1, email: null);
        Shop.Add(batch, Shop.Flat, 2);
        batch.Cells[batch.Cells[batch.Rows[1].After].First + 2] = Cell.Unavailable;
        Shop.AddTombstone(batch, Shop.Flat, 3);
        Apply(batch, "fields", "email,nothing,address.nothing", "replacement", "x");
        Assert.True(new RowReader(batch, 0).After["email"].IsNull);
        Assert.True(new RowReader(batch, 1).After["email"].IsUnavailable);
        Assert.True(batch.Rows[2].IsTombstone);
        Assert.Empty(batch.Failures);
    }

    [Fact]
    public void On_an_envelope_a_name_means_the_row_before_and_after_and_a_path_one_part()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1, operation: RowOperation.Update);
        Apply(batch, "fields", "address.city, after.email, name", "replacement", "#");
        Assert.Equal("""{"id":1,"name":"#","email":"#","address":{"city":"#","zip.code":"3000"}}""", Shop.After(batch, 0));
        Assert.Equal("""{"id":1,"name":"#","email":"old@b.ch","address":{"city":"#","zip.code":"3000"}}""", Shop.Before(batch, 0));
    }

    [Fact]
    public void A_shared_source_block_is_masked_for_this_row_only()
    {
        var batch = new RecordBatch();
        var shared = Shop.Add(batch, Shop.Envelope, 1).Row.Source;
        Shop.Add(batch, Shop.Envelope, 2).Row.Source = shared;
        var bound = TransformRig.Make<MaskFieldValue>("fields", "source.db").Bind(Shop.Envelope)!;
        bound.Apply(batch, 1);
        Assert.Equal("""{"db":"shop","table":"customers","ts_ms":1700000000000}""", Shop.SourceOf(batch, 0));
        Assert.Equal("""{"db":"","table":"customers","ts_ms":1700000000000}""", Shop.SourceOf(batch, 1));
    }

    [Fact]
    public void A_key_that_is_a_view_of_its_row_is_not_masked_with_it()
    {
        var batch = new RecordBatch();
        var stream = Shop.Flat with { KeySchema = SchemaBuilder.Struct().Field("email", RecordSchema.String, 2).Build() };
        Shop.Add(batch, Shop.Flat, 1).Row.Stream = batch.AddStream(stream);
        batch.Rows[0].Key = batch.Rows[0].After;
        Apply(batch, "fields", "email");
        Assert.Equal("""{"email":"a@b.ch"}""", Shop.KeyOf(batch, 0));
        Assert.Contains("\"email\":\"\"", Shop.After(batch, 0), StringComparison.Ordinal);
        TransformRig.Apply(TransformRig.Make<MaskFieldKey>("fields", "email", "replacement", "k"), batch);
        Assert.Equal("""{"email":"k"}""", Shop.KeyOf(batch, 0));
    }

    [Fact]
    public void What_cannot_be_masked_is_found_before_the_first_row()
    {
        var failure = Fail(Shop.Flat, "address", "MSK", "001");
        Assert.Contains("address.city", failure.Message, StringComparison.Ordinal);
        Fail(Shop.Envelope, "op", "FLD", "002");
        Fail(Shop.Envelope, "after", "FLD", "002");
        Fail(Shop.Flat with { ValueSchema = RecordSchema.Any }, "x", "FLD", "001");
        Assert.Null(TransformRig.Make<MaskFieldValue>("fields", "nothing").Bind(Shop.Flat));
        Assert.Null(TransformRig.Make<MaskFieldKey>("fields", "id").Bind(Shop.Flat with { KeySchema = null }));
        Assert.Equal("fields", Assert.Single(TransformRig.Parse(new MaskFieldValue()).Errors).Key);

        static ConnectException Fail(RecordStream stream, string field, string letters, string digits)
        {
            var transform = TransformRig.Make<MaskFieldValue>("fields", field);
            return TransformRig.Expect(ErrorKind.Config, letters, digits, () => transform.Bind(stream));
        }
    }

    [Fact]
    public void Rows_cost_no_allocation()
    {
        var transform = TransformRig.Make<MaskFieldValue>("fields", "email,source.db,address.city", "replacement", "****");
        var batch = new RecordBatch();
        var bound = new[] { transform.Bind(Shop.Envelope) };
        Assert.Equal(0, Allocations.Of(batch, bound, () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                Shop.Add(batch, Shop.Envelope, i, operation: RowOperation.Update);
            }
        }));
        Assert.Equal("****", new RowReader(batch, 999).Before["address"]["city"].Text);
    }

    private static RecordBatch Rows()
    {
        var batch = new RecordBatch();
        var row = batch.Add(s_stream).After();
        row.Set("bool", true);
        for (var i = 1; i <= 4; i++)
        {
            row.Set(i, 77);
        }

        row.Set(5, 7.5);
        row.Set(6, 7.5);
        row.Set(7, "secret");
        row.Set(8, "secret"u8);
        row.Set(9, "secret"u8);
        row.Set(10, 77);
        var element = row.Collection(11, 1);
        batch.Cells[element] = Cell.Of(77);
        row.Collection(12, 1);
        row.Set(13, "secret");
        return batch;
    }

    private static void Apply(RecordBatch batch, params string[] options) =>
        TransformRig.Apply(TransformRig.Make<MaskFieldValue>(options), batch);
}
