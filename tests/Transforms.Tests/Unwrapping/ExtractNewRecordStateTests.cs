using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Transforms.Unwrapping;

namespace ConnectRuntime.Transforms.Tests.Unwrapping;

/// <summary>What becomes of each kind of event in each mode. The expected values are what Debezium 3.6.1 makes of the same events; the older options are those of 2.x.</summary>
public class ExtractNewRecordStateTests
{
    private const string Row = """{"id":1,"name":"new","email":"a@b.ch","address":{"city":"Bern","zip.code":"3000"}""";

    [Theory]
    [InlineData("drop", "dropped", "dropped")]
    [InlineData("tombstone", "tombstone", "dropped")]
    [InlineData("delete-to-tombstone", "tombstone", "dropped")]
    [InlineData("Rewrite", "marked", "dropped")]
    [InlineData("rewrite-with-tombstone", "marked", "tombstone")]
    public void Deletes_and_tombstones_go_by_the_mode(string mode, string delete, string tombstone) =>
        Expect(["delete.tombstone.handling.mode", mode], delete, tombstone);

    [Theory]
    [InlineData("drop", "true", "dropped", "dropped")]
    [InlineData("drop", "false", "dropped", "tombstone")]
    [InlineData("none", "true", "tombstone", "dropped")]
    [InlineData("none", "false", "tombstone", "tombstone")]
    [InlineData("rewrite", "true", "marked", "dropped")]
    [InlineData("rewrite", "false", "marked", "tombstone")]
    public void Or_by_the_older_options(string mode, string drop, string delete, string tombstone) =>
        Expect(["delete.handling.mode", mode, "drop.tombstones", drop], delete, tombstone);

    [Fact]
    public void Without_any_option_a_delete_becomes_the_one_tombstone()
    {
        Expect([], "tombstone", "dropped");
        Expect(["drop.tombstones", "false"], "dropped", "tombstone");
        Expect(["delete.tombstone.handling.mode", "drop", "delete.handling.mode", "none"], "dropped", "dropped");
    }

    [Fact]
    public void The_stream_is_written_flat_and_cells_stay_where_they_are()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1, operation: RowOperation.Update).Transaction().Set("id", "tx");
        Shop.Add(batch, Shop.Envelope, 2, operation: RowOperation.Read);
        var cells = batch.CellCount;
        var after = batch.Rows[0].After;
        Apply(batch);
        Assert.Equal(Shop.Flat, batch.Streams[0]);
        Assert.Same(Shop.Value, batch.Streams[0].WrittenSchema);
        Assert.Equal(cells, batch.CellCount);
        Assert.Equal(after, batch.Rows[0].After);
        Assert.Equal(Row + "}", Shop.After(batch, 0));
        Assert.Equal("""{"id":1}""", Shop.KeyOf(batch, 0));
        Assert.All(batch.Rows.ToArray(), row =>
        {
            Assert.Equal((-1, -1, -1), (row.Before, row.Source, row.Transaction));
            Assert.Equal(RowOperation.None, row.Operation);
            Assert.True(row.IsLive);
        });
    }

    [Fact]
    public void Fields_of_the_envelope_are_added_under_Debeziums_names()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1, operation: RowOperation.Update).Transaction().Set("id", "tx9");
        Shop.Add(batch, Shop.Envelope, 2);
        const string Known = "op,table,source.ts_ms,ts_ms,ts_us,id,transaction.total_order,db:database,before.name:old";
        Apply(batch, "add.fields", $"nothing,{Known},source.nothing");
        const string Source = """
            "__table":"customers","__source_ts_ms":1700000000000,"__ts_ms":1700000000123,"__ts_us":1700000000123456
            """;
        const string Rest = """
            "__transaction_total_order":null,"__database":"shop"
            """;
        Assert.Equal(
            $"{Row},\"__op\":\"u\",{Source},\"__id\":\"tx9\",{Rest},\"__old\":\"old\"}}",
            Shop.After(batch, 0));
        Assert.EndsWith($"\"__id\":null,{Rest},\"__old\":null}}", Shop.After(batch, 1), StringComparison.Ordinal);
        var schema = batch.Streams[0].ValueSchema!;
        Assert.Equal("shop.customers.Value", schema.Name);
        Assert.True(schema.Find("__op")!.Schema.IsNullable);
        Assert.True(schema.Find("__source_ts_ms")!.Schema.IsNullable);
        Assert.False(schema.Find("id")!.Schema.IsNullable);
    }

    [Fact]
    public void The_prefix_may_be_another_or_none()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1);
        Apply(batch, "add.fields", "op,source.db", "add.fields.prefix", "cdc.");
        Assert.EndsWith("\"cdc.op\":\"c\",\"cdc.source_db\":\"shop\"}", Shop.After(batch, 0), StringComparison.Ordinal);
        batch.Clear();
        Shop.Add(batch, Shop.Envelope, 1);
        Apply(batch, "add.fields", "op", "add.fields.prefix", "");
        Assert.EndsWith("\"op\":\"c\"}", Shop.After(batch, 0), StringComparison.Ordinal);
        var clash = TransformRig.Make<ExtractNewRecordState>("add.fields", "op:name", "add.fields.prefix", "");
        TransformRig.Expect(ErrorKind.Config, "SCH", "002", () => clash.Bind(Shop.Envelope));
    }

    [Fact]
    public void A_whole_block_can_be_added()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1, operation: RowOperation.Update);
        Apply(batch, "add.fields", "source,before");
        Assert.Contains("\"__source\":{\"db\":\"shop\"", Shop.After(batch, 0), StringComparison.Ordinal);
        Assert.Contains("\"__before\":{\"id\":1,\"name\":\"old\"", Shop.After(batch, 0), StringComparison.Ordinal);
        var bad = TransformRig.Make<ExtractNewRecordState>("add.headers", "source");
        TransformRig.Expect(ErrorKind.Config, "UNW", "003", () => bad.Bind(Shop.Envelope));
    }

    [Fact]
    public void Headers_are_added_to_rows_and_the_operation_to_tombstones()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1).AddHeader("own", "x");
        Shop.Add(batch, Shop.Envelope, 2, operation: RowOperation.Delete);
        Shop.AddTombstone(batch, Shop.Envelope, 2);
        Shop.AddTombstone(batch, Shop.Flat with { ValueSchema = null }, 3);
        Apply(batch, "add.headers", "op,source.ts_ms:at,id", "delete.handling.mode", "none", "drop.tombstones", "false");
        Assert.Equal(["own=x", "__op=c", "__at=1700000000000", "__id=null"], Shop.Headers(batch, 0));
        Assert.Equal(["__op=d", "__at=1700000000000", "__id=null"], Shop.Headers(batch, 1));
        Assert.Equal(["__op=d"], Shop.Headers(batch, 2));
        Assert.Equal(["__op=d"], Shop.Headers(batch, 3));
        Assert.All([1, 2, 3], row => Assert.True(batch.Rows[row].IsTombstone));
        batch.Clear();
        Shop.Add(batch, Shop.Envelope, 1);
        Apply(batch, "add.headers", "op", "add.headers.prefix", "h-");
        Assert.Equal(["h-op=c"], Shop.Headers(batch, 0));
    }

    [Fact]
    public void Truncates_and_messages_are_dropped_and_positions_go_on()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 0, operation: RowOperation.Truncate);
        Shop.Add(batch, Shop.Envelope, 0, operation: RowOperation.Message);
        batch.AddCommitPoint(new PositionMark(0, 5));
        Apply(batch);
        Assert.All(batch.Rows.ToArray(), row => Assert.Equal(RowFlags.Dropped, row.Flags));
        Assert.Equal(2, batch.CommitPoints[0].Row);
    }

    [Fact]
    public void A_delete_without_its_row_is_a_tombstone_but_where_deletes_are_dropped()
    {
        foreach (var (mode, live) in new[] { ("rewrite", true), ("tombstone", true), ("drop", false) })
        {
            var batch = new RecordBatch();
            batch.Add(Shop.Envelope, RowOperation.Delete).Key().Set("id", 1);
            Apply(batch, "delete.tombstone.handling.mode", mode, "add.fields", "op");
            Assert.Equal(live, batch.Rows[0].IsLive);
            Assert.Equal(live, batch.Rows[0].IsTombstone);
        }
    }

    [Fact]
    public void A_rewritten_delete_keeps_what_the_source_did_not_log_unknown()
    {
        var batch = new RecordBatch();
        var before = Shop.Add(batch, Shop.Envelope, 1, operation: RowOperation.Delete).Row.Before;
        batch.Cells[batch.Cells[before].First + 2] = Cell.Unavailable;
        Apply(batch, "delete.tombstone.handling.mode", "rewrite", "add.fields", "op");
        var after = new RowReader(batch, 0).After;
        Assert.True(after["email"].IsUnavailable);
        Assert.Equal(("true", "d"), (after["__deleted"].Text, after["__op"].Text));
        Assert.Equal("Bern", after["address"]["city"].Text);
    }

    [Fact]
    public void Added_fields_never_show_a_column_that_was_dropped_before()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1);
        TransformRig.Apply(TransformRig.Make<Transforms.Fields.ReplaceFieldValue>("exclude", "email,address"), batch);
        Apply(batch, "add.fields", "nothing,op,id");
        Assert.Equal("""{"id":1,"name":"new","__op":"c","__id":null}""", Shop.After(batch, 0));
    }

    [Fact]
    public void Rows_go_to_the_topic_that_a_column_names()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1, email: "eu.customers");
        Shop.Add(batch, Shop.Envelope, 2, email: "us.customers");
        Shop.Add(batch, Shop.Envelope, 3, email: null);
        Shop.Add(batch, Shop.Envelope, 4, email: " ");
        Shop.Add(batch, Shop.Envelope, 5, email: "eu.customers", operation: RowOperation.Delete);
        Shop.Add(batch, Shop.Envelope, 6, email: "not a topic");
        Shop.Add(batch, Shop.Envelope, 7, email: new string('x', 250));
        Shop.Add(batch, Shop.Envelope, 8);
        batch.Cells[batch.Cells[batch.Rows[7].After].First + 2] = Cell.Unavailable;
        Apply(batch, "route.by.field", "email", "add.fields", "op");

        string[] topics = [.. batch.Rows[..5].ToArray().Select(row => batch.Streams[row.Stream].Topic)];
        Assert.Equal(["eu.customers", "us.customers", "shop.customers", "shop.customers", "eu.customers"], topics);
        Assert.Equal(batch.Rows[0].Stream, batch.Rows[4].Stream);
        Assert.True(batch.Rows[4].IsTombstone);
        Assert.EndsWith("\"__op\":\"c\"}", Shop.After(batch, 0), StringComparison.Ordinal);
        Assert.Equal([5, 6, 7], batch.Failures.Select(failure => failure.Row));
        Assert.All(batch.Failures, failure => Assert.Equal("UNW" + "002", failure.Error.Code));
        Assert.Contains("'not a topic'", batch.Failures[0].Error.Message, StringComparison.Ordinal);
        Assert.Equal(RowOperation.Create, batch.Rows[5].Operation);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("id")]
    [InlineData("after.email")]
    public void A_column_to_route_by_must_be_there_and_be_text(string field)
    {
        var transform = TransformRig.Make<ExtractNewRecordState>("route.by.field", field);
        var failure = TransformRig.Expect(ErrorKind.Config, "UNW", "001", () => transform.Bind(Shop.Envelope));
        Assert.Contains($"'{field}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_an_envelope_pass_with_their_tombstones()
    {
        Assert.Null(TransformRig.Make<ExtractNewRecordState>("add.fields", "op").Bind(Shop.Flat));
        Assert.Null(TransformRig.Make<ExtractNewRecordState>().Bind(new RecordStream("lines", null, RecordSchema.String)));
        var batch = new RecordBatch();
        Shop.AddTombstone(batch, Shop.Flat, 1);
        Shop.AddTombstone(batch, Shop.Flat with { ValueSchema = null }, 2);
        Apply(batch);
        Assert.True(batch.Rows[0].IsLive);
        Assert.False(batch.Rows[1].IsLive);
    }

    [Fact]
    public void An_envelope_around_a_plain_value_is_taken_off_too()
    {
        var stream = new RecordStream("lines", null, RecordSchema.String, ValueLayout.Envelope);
        var batch = new RecordBatch();
        batch.Add(stream, RowOperation.Create).SetValue(batch.AddText("line"));
        Apply(batch, "add.fields", "op", "add.headers", "op");
        Assert.Equal("\"line\"", Shop.After(batch, 0));
        Assert.Equal(["__op=c"], Shop.Headers(batch, 0));
    }

    [Fact]
    public void Options_that_do_not_fit_are_found_together()
    {
        var transform = new ExtractNewRecordState();
        var result = TransformRig.Parse(
            transform, "delete.tombstone.handling.mode", "keep", "add.fields", "op:", "add.headers", "a..b", "drop.fields.header.name", "h");
        Assert.Equal(
            ["add.fields", "add.headers", "delete.tombstone.handling.mode", "drop.fields.header.name"],
            result.Errors.Select(error => error.Key).Order());
        result = TransformRig.Parse(
            transform, "delete.tombstone.handling.mode", "drop", "drop.tombstones", "true", "replace.null.with.default", "false");
        Assert.True(result.IsValid);
        Assert.Equal(["drop.tombstones", "replace.null.with.default"], result.Warnings.Select(warning => warning.Key).Order());
    }

    [Theory]
    [InlineData("delete.tombstone.handling.mode", "tombstone")]
    [InlineData("delete.tombstone.handling.mode", "rewrite-with-tombstone", "add.fields", "op,table,before.name", "add.headers", "op,db")]
    [InlineData("route.by.field", "name")]
    public void Rows_cost_no_allocation(params string[] options)
    {
        var transform = TransformRig.Make<ExtractNewRecordState>(options);
        var batch = new RecordBatch();
        var bound = new[] { transform.Bind(Shop.Envelope) };
        Assert.Equal(0, Allocations.Of(batch, bound, () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                Shop.Add(batch, Shop.Envelope, i, operation: (RowOperation)(1 + (i % 3)));
                Shop.AddTombstone(batch, Shop.Envelope, i);
            }
        }));
        Assert.Empty(batch.Failures);
    }

    [Fact]
    public void A_long_chain_gives_what_the_steps_give()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1);
        TransformRig.Apply(TransformRig.Make<Transforms.Routing.RegexRouter>("regex", "shop\\.(.*)", "replacement", "$1"), batch);
        TransformRig.Apply(TransformRig.Make<Transforms.Fields.MaskFieldValue>("fields", "email"), batch);
        Apply(batch, "add.fields", "source.table:origin", "add.fields.prefix", "");
        TransformRig.Apply(TransformRig.Make<Transforms.Fields.ReplaceFieldValue>("exclude", "address", "renames", "origin:table"), batch);
        Assert.Equal("customers", batch.Streams[0].Topic);
        Assert.Equal("""{"id":1,"name":"new","email":"","table":"customers"}""", Shop.After(batch, 0));
    }

    private static void Expect(string[] options, string delete, string tombstone)
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1, operation: RowOperation.Delete);
        Shop.AddTombstone(batch, Shop.Envelope, 1);
        Shop.Add(batch, Shop.Envelope, 1);
        Apply(batch, options);
        Assert.Equal((delete, tombstone), (What(0), What(1)));
        Assert.Equal(Row + (delete == "marked" ? ",\"__deleted\":\"false\"}" : "}"), Shop.After(batch, 2));
        Assert.Equal(ValueLayout.Flat, batch.Streams[0].Layout);

        string What(int index) => batch.Rows[index] switch
        {
            { IsLive: false } => "dropped",
            { IsTombstone: true } => "tombstone",
            _ when Shop.After(batch, index) == Row + ",\"__deleted\":\"true\"}" => "marked",
            _ => Shop.After(batch, index),
        };
    }

    private static void Apply(RecordBatch batch, params string[] options) =>
        TransformRig.Apply(TransformRig.Make<ExtractNewRecordState>(options), batch);
}
