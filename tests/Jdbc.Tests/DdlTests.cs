using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Jdbc.Tests;

/// <summary>Tables are made, widened, found and refused.</summary>
public class DdlTests(PostgresFixture postgres)
{
    private const string Columns = """
        SELECT column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_name = 't' ORDER BY ordinal_position
        """;

    [Fact]
    public async Task A_table_is_made_with_key_defaults_and_nulls()
    {
        await using var rig = await StartAsync();
        await rig.AssignAsync("t");
        var stream = Streams.Of(
            "t",
            [("b", RecordSchema.String), ("a", RecordSchema.Int32)],
            [
                ("n", Streams.Optional(RecordSchema.Int64)),
                ("s", SchemaBuilder.Of(FieldKind.String).Default("it's \\ok").Build()),
                ("d", SchemaBuilder.Decimal(6, 2).Default(new byte[] { 1, 0 }).Build()),
                ("t", SchemaBuilder.Date().Default(-1).Nullable().Build()),
                ("x", SchemaBuilder.Of(FieldKind.Bytes).Default(new byte[] { 0, 255 }).Build()),
            ]);
        await rig.ApplyAsync(new BatchBuilder().Upsert(stream, 0, new object?[] { "k", 1 }, 5L, "x", new byte[] { 1 }, 0, new byte[] { 2 }));
        await rig.QueryAsync("INSERT INTO t (b, a) VALUES ('z', 2)");
        Assert.Equal("b,a", await rig.QueryAsync("SELECT string_agg(a.attname, ',' ORDER BY array_position(i.indkey::int2[], a.attnum)) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indrelid = 't'::regclass AND i.indisprimary"));
        Assert.Equal("k|1|5|x|0.01|1970-01-01|\\x02\nz|2|∅|it's \\ok|2.56|1969-12-31|\\x00ff", await rig.QueryAsync("SELECT * FROM t ORDER BY a"));
        Assert.Contains("n|bigint|YES|", await rig.QueryAsync(Columns), StringComparison.Ordinal);
        Assert.Contains("s|text|NO|", await rig.QueryAsync(Columns), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_grows_and_shrinks_in_the_middle_of_a_batch_keeps_every_value()
    {
        await using var rig = await StartAsync();
        await rig.AssignAsync("t");
        var narrow = Streams.OfOne(Streams.Optional(RecordSchema.Int32));
        var wide = Streams.Of(
            "t",
            [("id", RecordSchema.Int32)],
            [("id", RecordSchema.Int32), ("v", Streams.Optional(RecordSchema.Int32)), ("w", Streams.Optional(RecordSchema.String))]);
        await rig.ApplyAsync(new BatchBuilder()
            .Upsert(narrow, 0, K(1), 1, 10).Upsert(wide, 1, K(1), 1, 11, "w1").Upsert(wide, 2, K(2), 2, 20, "w2")
            .Upsert(narrow, 3, K(2), 2, 21).Upsert(narrow, 4, K(3), 3, 30));
        Assert.Equal("1|11|w1\n2|21|w2\n3|30|∅", await rig.QueryAsync("SELECT * FROM t ORDER BY id"));
        Assert.Equal(1, rig.Context.FlushRequests);
    }

    [Fact]
    public async Task Tables_are_made_in_the_transaction_of_their_rows()
    {
        await using var rig = await StartAsync();
        await rig.AssignAsync("t");
        await rig.WriteAsync(new BatchBuilder().Upsert(Streams.OfOne(RecordSchema.Int32), 0, K(1), 1, 1));
        Assert.Equal("t", await rig.QueryAsync("SELECT to_regclass('t') IS NULL"));
        await rig.FlushAsync();
        Assert.Equal("1|1", await rig.QueryAsync("SELECT * FROM t"));
    }

    [Fact]
    public async Task Two_tasks_may_make_the_same_table()
    {
        await using var one = await StartAsync();
        await using var two = await SinkRig.StartAsync(one.Server, one.Database, "other");
        await one.AssignAsync("t");
        await two.AssignAsync("t");
        var stream = Streams.OfOne(RecordSchema.Int32);
        await one.WriteAsync(new BatchBuilder().Upsert(stream, 0, K(1), 1, 1));
        var second = Task.Run(async () => await two.ApplyAsync(new BatchBuilder().Upsert(stream, 0, K(2), 2, 2)));
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await one.FlushAsync();
        await second;
        Assert.Equal("1|1\n2|2", await one.QueryAsync("SELECT * FROM t ORDER BY 1"));
    }

    [Fact]
    public async Task Names_are_quoted_and_may_have_a_schema()
    {
        await using var rig = await StartAsync(("table.name.format", "my schema.${topic}"));
        await rig.QueryAsync("CREATE SCHEMA \"my schema\"");
        await rig.AssignAsync("Or\"der");
        var stream = Streams.Of("Or\"der", [("I d", RecordSchema.Int32)], [("select", Streams.Optional(RecordSchema.String))]);
        await rig.ApplyAsync(new BatchBuilder().Upsert(stream, 0, K(1), "a").Upsert(stream, 1, K(2), "b").Tombstone(stream, 2, K(1)));
        Assert.Equal("2|b", await rig.QueryAsync("SELECT \"I d\", \"select\" FROM \"my schema\".\"Or\"\"der\""));
    }

    [Theory]
    [InlineData("a.b.c", "JDB024")]
    [InlineData("äääääääääääääääääääääääääääääääääääää", "JDB020")]
    public async Task Names_that_cannot_be_are_refused(string topic, string code)
    {
        await using var rig = await StartAsync();
        await rig.AssignAsync(topic);
        var rows = new BatchBuilder().Upsert(Streams.OfOne(RecordSchema.Int32, topic), 0, K(1), 1, 1);
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await rig.WriteAsync(rows));
        Assert.Equal((ErrorKind.Config, code), (error.Kind, error.Code));
    }

    [Theory]
    [InlineData("", "auto.create", "JDB015")]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY)", "auto.evolve", "JDB016")]
    [InlineData("CREATE TABLE t (id int, v int)", "auto.evolve", "JDB018")]
    [InlineData("CREATE TABLE t (id int, v int, PRIMARY KEY (id, v))", "auto.evolve", "JDB018")]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY, v bytea)", "auto.evolve", "JDB017")]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY, v int, must int NOT NULL)", "auto.evolve", "JDB019")]
    public async Task Tables_that_do_not_fit_are_refused(string table, string option, string code)
    {
        await using var rig = await SinkRig.StartAsync(await postgres.ServerAsync(), table, (option, "false"));
        await rig.AssignAsync("t");
        var rows = new BatchBuilder().Upsert(Streams.OfOne(RecordSchema.Int32), 0, K(1), 1, 1);
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await rig.WriteAsync(rows));
        Assert.Equal((ErrorKind.Config, code), (error.Kind, error.Code));
    }

    [Fact]
    public async Task Generated_and_identity_columns_are_respected()
    {
        await using var rig = await SinkRig.StartAsync(
            await postgres.ServerAsync(), "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v int GENERATED ALWAYS AS (id * 2) STORED)");
        await rig.AssignAsync("t");
        await rig.ApplyAsync(new BatchBuilder().Upsert(Streams.OfOne(RecordSchema.Int32), 0, K(7), 7, 1));
        Assert.Equal("7|14", await rig.QueryAsync("SELECT * FROM t"));
    }

    [Fact]
    public async Task A_table_that_changes_under_the_task_is_read_again_after_a_restart()
    {
        await using var rig = await StartAsync();
        await rig.AssignAsync("t");
        await rig.ApplyAsync(new BatchBuilder().Upsert(Streams.OfOne(RecordSchema.Int32), 0, K(1), 1, 1));
        await rig.QueryAsync("ALTER TABLE t DROP COLUMN v");
        await rig.WriteAsync(new BatchBuilder().Upsert(Streams.OfOne(RecordSchema.Int32), 1, K(2), 2, 2));
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await rig.FlushAsync());
        Assert.Equal((ErrorKind.Transient, "JDB011"), (error.Kind, error.Code));
        await using var next = await SinkRig.StartAsync(rig.Server, rig.Database, "sink");
        await rig.DisposeAsync();
        await next.AssignAsync("t");
        await next.ApplyAsync(new BatchBuilder().Upsert(Streams.OfOne(RecordSchema.Int32), 1, K(2), 2, 2));
        Assert.Equal("1|∅\n2|2", await next.QueryAsync("SELECT id, v FROM t ORDER BY 1"));
    }

    [Theory]
    [InlineData("kafka", "", "t|0|4|1")]
    [InlineData("record_value", "id", "1|1")]
    [InlineData("none", "", "1|1")]
    public async Task Keys_come_from_where_the_option_says(string mode, string fields, string expected)
    {
        await using var rig = await StartAsync(("pk.mode", mode), ("pk.fields", fields), ("insert.mode", mode == "none" ? "insert" : "upsert"), ("delete.enabled", "false"), ("fields.whitelist", mode == "kafka" ? "v" : "id,v"));
        await rig.AssignAsync("t");
        await rig.ApplyAsync(new BatchBuilder().Upsert(Streams.OfOne(RecordSchema.Int32), 4, null, 1, 1));
        Assert.Equal(expected, await rig.QueryAsync("SELECT * FROM t"));
    }

    [Fact]
    public async Task Plain_keys_and_values_have_columns_of_their_own()
    {
        await using var rig = await StartAsync(("pk.fields", "id"), ("topics.to.tables.mapping", "plain:texts"));
        await rig.AssignAsync("plain");
        var stream = new RecordStream("plain", RecordSchema.String, RecordSchema.String);
        await rig.ApplyAsync(new BatchBuilder().Upsert(stream, 0, "k", "v").Upsert(stream, 1, "l", "w").Tombstone(stream, 2, "k"));
        Assert.Equal("l|w", await rig.QueryAsync("SELECT id, record_value FROM texts"));
    }

    [Fact]
    public async Task Nulls_become_defaults_where_that_is_wanted()
    {
        var schema = SchemaBuilder.Of(FieldKind.Int32).Default(42).Nullable().Build();
        foreach (var (wanted, expected) in new[] { ("true", "42"), ("false", "∅") })
        {
            await using var rig = await StartAsync(("replace.null.with.default", wanted));
            await rig.AssignAsync("t");
            await rig.ApplyAsync(new BatchBuilder().Upsert(Streams.OfOne(schema), 0, K(1), 1, null));
            Assert.Equal(expected, await rig.QueryAsync("SELECT v FROM t"));
        }
    }

    private static object?[] K(int id) => [id];

    private async Task<SinkRig> StartAsync(params (string, string)[] options) => await SinkRig.StartAsync(await postgres.ServerAsync(), "", options);
}
