using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Transforms.Fields;

namespace ConnectRuntime.Transforms.Tests.Fields;

/// <summary>Fields that go, stay and are renamed by a change of the stream alone.</summary>
public class ReplaceFieldTests
{
    [Fact]
    public void Excluded_fields_go()
    {
        Assert.Equal("""{"id":1,"name":"new"}""", Flat("exclude", "email,address,nothing"));
        Assert.Equal("""{"id":1,"name":"new"}""", Flat("blacklist", "email,address"));
    }

    [Fact]
    public void Included_fields_stay_and_exclusion_wins()
    {
        Assert.Equal("""{"id":1,"email":"a@b.ch"}""", Flat("include", "email,id,nothing"));
        Assert.Equal("""{"id":1}""", Flat("whitelist", "email,id", "exclude", "email"));
        Assert.Equal("{}", Flat("include", "nothing"));
    }

    [Fact]
    public void Renamed_fields_keep_their_place_and_value()
    {
        Assert.Equal("""{"key":1,"NAME":"new","email":"a@b.ch"}""", Flat("renames", "id:key, name:NAME, no:where", "exclude", "address"));
        Assert.Equal("""{"name":"new","email":"a@b.ch"}""", Flat("renames", "id:key", "exclude", "address,id"));
        Assert.Equal("""{"name":1,"id":"new"}""", Flat("renames", "id:name,name:id", "include", "id,name"));
    }

    [Theory]
    [InlineData("exclude", "address.city", """{"zip.code":"3000"}""")]
    [InlineData("exclude", "address.`zip.code`", """{"city":"Bern"}""")]
    [InlineData("exclude", "address.zip.code", """{"city":"Bern","zip.code":"3000"}""")]
    [InlineData("include", "address.city", """{"city":"Bern"}""")]
    [InlineData("include", "address,address.city", """{"city":"Bern","zip.code":"3000"}""")]
    [InlineData("renames", "address.city:town", """{"town":"Bern","zip.code":"3000"}""")]
    public void Paths_reach_into_structs(string option, string value, string address)
    {
        var batch = Apply(Shop.Flat, option, value);
        Assert.Contains($"\"address\":{address}", Shop.After(batch, 0), StringComparison.Ordinal);
        Assert.Equal(option != "include", Shop.After(batch, 0).Contains("email", StringComparison.Ordinal));
    }

    [Fact]
    public void A_path_below_a_field_that_is_no_struct_selects_nothing() =>
        Assert.Equal("""{"id":1}""", Flat("include", "id,name.first"));

    [Fact]
    public void A_field_whose_name_is_the_whole_text_is_meant()
    {
        var schema = SchemaBuilder.Struct().Field("address.city", RecordSchema.Int32).Field("address", Shop.Address).Build();
        var output = Bind(new RecordStream("t", null, schema), "exclude", "address.city");
        Assert.Equal(["address"], output.ValueSchema!.Fields.Select(field => field.Name));
        Assert.Same(Shop.Address, output.ValueSchema.Fields[0].Schema);
        output = Bind(new RecordStream("t", null, schema), "exclude", "address.`city`");
        Assert.Equal(2, output.ValueSchema!.Fields.Count);
        Assert.Equal(["zip.code"], output.ValueSchema.Fields[1].Schema.Fields.Select(field => field.Name));
    }

    [Fact]
    public void Nothing_is_done_per_row_and_nothing_at_all_where_nothing_changes()
    {
        Assert.False(TransformRig.Make<ReplaceFieldValue>("exclude", "email").Bind(Shop.Flat)!.HasRowWork);
        Assert.Null(TransformRig.Make<ReplaceFieldValue>("exclude", "nothing").Bind(Shop.Flat));
        Assert.Null(TransformRig.Make<ReplaceFieldValue>().Bind(Shop.Flat));
        Assert.Null(TransformRig.Make<ReplaceFieldValue>("exclude", "email").Bind(Shop.Flat with { ValueSchema = null }));
        Assert.Null(TransformRig.Make<ReplaceFieldKey>("exclude", "email").Bind(Shop.Flat with { KeySchema = null }));
    }

    [Fact]
    public void Rows_keep_their_cells()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Flat, 1);
        Shop.AddTombstone(batch, Shop.Flat, 2);
        var (cells, bytes, rows) = (batch.CellCount, batch.ArenaLength, batch.Rows.ToArray());
        TransformRig.Apply(TransformRig.Make<ReplaceFieldValue>("exclude", "id,address.city", "renames", "name:n"), batch);
        Assert.Equal((cells, bytes), (batch.CellCount, batch.ArenaLength));
        Assert.Equal(rows, batch.Rows.ToArray());
        Assert.True(batch.Rows[1].IsTombstone);
        Assert.Equal("""{"n":"new","email":"a@b.ch","address":{"zip.code":"3000"}}""", Shop.After(batch, 0));
        Assert.Equal("shop.customers.Value", batch.Streams[0].ValueSchema!.Name);
        Assert.True(batch.Streams[0].ValueSchema!.Find("address")!.Schema.IsNullable);
    }

    [Fact]
    public void The_key_has_a_transform_of_its_own()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Flat, 1);
        TransformRig.Apply(TransformRig.Make<ReplaceFieldKey>("renames", "id:customer_id"), batch);
        Assert.Equal("""{"customer_id":1}""", Shop.KeyOf(batch, 0));
        Assert.Same(Shop.Value, batch.Streams[0].ValueSchema);
    }

    [Fact]
    public void On_an_envelope_a_name_means_the_row_before_and_after()
    {
        var batch = Apply(Shop.Envelope, "exclude", "email,address", "renames", "name:n");
        Assert.Equal("""{"id":1,"n":"new"}""", Shop.After(batch, 0));
        Assert.Equal("""{"id":1,"n":"old"}""", Shop.Before(batch, 0));
        Assert.Same(Shop.Source, batch.Streams[0].SourceSchema);
        var written = batch.Streams[0].WrittenSchema!;
        Assert.Equal(["id", "n"], written.Find("after")!.Schema.Fields.Select(field => field.Name));
        Assert.True(EnvelopeSchema.IsEnvelope(written));
    }

    [Fact]
    public void On_an_envelope_a_path_into_a_part_means_that_part()
    {
        var batch = Apply(Shop.Envelope, "exclude", "source.db", "renames", "source.table:t");
        Assert.Equal("""{"t":"customers","ts_ms":1700000000000}""", Shop.SourceOf(batch, 0));
        Assert.Same(Shop.Value, batch.Streams[0].ValueSchema);
        Assert.Same(
            Bind(Shop.Envelope, "exclude", "email").ValueSchema,
            Bind(Shop.Envelope, "exclude", "before.email,after.email").ValueSchema);
    }

    [Fact]
    public void On_an_envelope_inclusion_keeps_to_the_part_it_names()
    {
        var batch = Apply(Shop.Envelope, "include", "id");
        Assert.Equal("""{"id":1}""", Shop.After(batch, 0));
        Assert.Equal("""{"db":"shop","table":"customers","ts_ms":1700000000000}""", Shop.SourceOf(batch, 0));
        batch = Apply(Shop.Envelope, "include", "source.db");
        Assert.Equal("""{"db":"shop"}""", Shop.SourceOf(batch, 0));
        Assert.Same(Shop.Value, batch.Streams[0].ValueSchema);
    }

    [Fact]
    public void Source_and_transaction_can_go_altogether()
    {
        var output = Bind(Shop.Envelope, "exclude", "source,transaction");
        Assert.Equal(["before", "after", "op", "ts_ms", "ts_us", "ts_ns"], output.WrittenSchema!.Fields.Select(field => field.Name));
    }

    [Theory]
    [InlineData("exclude", "after.email")]
    [InlineData("include", "before.id")]
    [InlineData("renames", "after.id:key")]
    public void Before_and_after_cannot_differ(string option, string value)
    {
        var transform = TransformRig.Make<ReplaceFieldValue>(option, value);
        var failure = TransformRig.Expect(ErrorKind.Config, "FLD", "003", () => transform.Bind(Shop.Envelope));
        Assert.Contains("shop.customers", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exclude", "op")]
    [InlineData("exclude", "after")]
    [InlineData("exclude", "ts_ms")]
    [InlineData("include", "before")]
    [InlineData("renames", "source:origin")]
    [InlineData("renames", "op:operation")]
    [InlineData("exclude", "op.x")]
    public void Fields_of_the_envelope_itself_cannot_change(string option, string value)
    {
        var transform = TransformRig.Make<ReplaceFieldValue>(option, value);
        var failure = TransformRig.Expect(ErrorKind.Config, "FLD", "002", () => transform.Bind(Shop.Envelope));
        Assert.Contains($"'{value.Split(':')[0]}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_fields_is_refused()
    {
        var value = TransformRig.Make<ReplaceFieldValue>("exclude", "ssn");
        TransformRig.Expect(ErrorKind.Config, "FLD", "001", () => value.Bind(Shop.Flat with { ValueSchema = RecordSchema.Any }));
        var key = TransformRig.Make<ReplaceFieldKey>("exclude", "ssn");
        var text = Shop.Flat with { KeySchema = RecordSchema.String };
        var failure = TransformRig.Expect(ErrorKind.Config, "FLD", "001", () => key.Bind(text));
        Assert.Contains("its key is String", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_fields_cannot_get_one_name()
    {
        var transform = TransformRig.Make<ReplaceFieldValue>("renames", "id:name");
        var failure = TransformRig.Expect(ErrorKind.Config, "SCH", "002", () => transform.Bind(Shop.Flat));
        Assert.Contains("'name'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exclude", "a..b")]
    [InlineData("include", "`a")]
    [InlineData("renames", "a")]
    [InlineData("renames", "a:b:c")]
    [InlineData("renames", ":b")]
    [InlineData("renames", "a.:b")]
    public void Names_that_cannot_be_read_refuse_the_configuration(string option, string value) =>
        Assert.Equal(option, Assert.Single(TransformRig.Parse(new ReplaceFieldValue(), option, value).Errors).Key);

    private static string Flat(params string[] options) => Shop.After(Apply(Shop.Flat, options), 0);

    private static RecordStream Bind(RecordStream stream, params string[] options) =>
        TransformRig.Make<ReplaceFieldValue>(options).Bind(stream)?.Output ?? stream;

    private static RecordBatch Apply(RecordStream stream, params string[] options)
    {
        var batch = new RecordBatch();
        Shop.Add(batch, stream, 1, operation: RowOperation.Update);
        TransformRig.Apply(TransformRig.Make<ReplaceFieldValue>(options), batch);
        return batch;
    }
}
