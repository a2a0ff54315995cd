using ConnectRuntime.Jdbc.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Jdbc.Tests;

/// <summary>What a flush leaves in the table is what its rows, one after the other, would have left.</summary>
public class ChangeTests(PostgresFixture postgres)
{
    private const string All = "SELECT id, name, amount FROM people ORDER BY id";

    private static readonly RecordStream People = Streams.People;

    [Fact]
    public async Task New_rows_are_inserted_and_known_ones_replaced()
    {
        await using var rig = await StartAsync();
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "a", 10).Upsert(People, 1, Key(2), 2L, "b", null));
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 2, Key(2), 2L, "c", 20).Upsert(People, 3, Key(3), 3L, "ä", 30));

        Assert.Equal("1|a|10\n2|c|20\n3|ä|30", await rig.QueryAsync(All));
    }

    [Fact]
    public async Task The_last_of_several_rows_of_a_key_wins()
    {
        await using var rig = await StartAsync();
        await rig.ApplyAsync(new BatchBuilder()
            .Upsert(People, 0, Key(1), 1L, "a", 1).Upsert(People, 1, Key(1), 1L, "b", 2).Upsert(People, 2, Key(2), 2L, "x", 1)
            .Upsert(People, 3, Key(1), 1L, "c", 3));

        Assert.Equal("1|c|3\n2|x|1", await rig.QueryAsync(All));
    }

    [Fact]
    public async Task A_row_that_is_deleted_and_inserted_again_in_one_batch_stays()
    {
        await using var rig = await StartAsync();
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "old", 1));
        await rig.ApplyAsync(new BatchBuilder().Tombstone(People, 1, Key(1)).Upsert(People, 2, Key(1), 1L, "new", 2));

        Assert.Equal("1|new|2", await rig.QueryAsync(All));
    }

    [Fact]
    public async Task A_deleted_row_comes_back_with_defaults_in_columns_that_records_do_not_have()
    {
        await using var rig = await SinkRig.StartAsync(
            await postgres.ServerAsync(), "CREATE TABLE people (id bigint PRIMARY KEY, name text, amount int, note text DEFAULT 'none')");
        await rig.AssignAsync("people");
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "a", 1).Upsert(People, 1, Key(2), 2L, "b", 2));
        await rig.QueryAsync("UPDATE people SET note = 'mine'");
        await rig.ApplyAsync(new BatchBuilder()
            .Tombstone(People, 2, Key(1)).Upsert(People, 3, Key(1), 1L, "c", 3).Upsert(People, 4, Key(2), 2L, "d", 4));

        Assert.Equal("1|c|none\n2|d|mine", await rig.QueryAsync("SELECT id, name, note FROM people ORDER BY id"));
    }

    [Theory]
    [InlineData("u", "1|1")]
    [InlineData("ud", "")]
    [InlineData("du", "1|1")]
    [InlineData("udu", "1|2")]
    [InlineData("uudud", "")]
    [InlineData("dudu", "1|2")]
    [InlineData("dd", "")]
    public async Task Any_order_of_changes_to_one_key_ends_as_its_last_one(string changes, string expected)
    {
        foreach (var split in new[] { 1, 2, changes.Length })
        {
            await using var rig = await StartAsync();
            var writes = 0;
            for (var i = 0; i < changes.Length; i += split)
            {
                var rows = new BatchBuilder();
                for (var j = i; j < Math.Min(i + split, changes.Length); j++)
                {
                    _ = changes[j] == 'u' ? rows.Upsert(People, j, Key(1), 1L, "x", ++writes) : rows.Tombstone(People, j, Key(1));
                }

                Assert.Empty(await rig.WriteAsync(rows));
            }

            Assert.Empty((await rig.FlushAsync()).Failures);
            Assert.Equal(
                expected == "1|2" && changes == "udu" ? "1|2" : expected,
                changes.Contains('u', StringComparison.Ordinal) ? await rig.QueryAsync("SELECT id, amount FROM people") : "");
        }
    }

    [Fact]
    public async Task Debezium_deletes_go_by_key_or_by_the_row_before()
    {
        await using var rig = await StartAsync();
        await rig.ApplyAsync(new BatchBuilder()
            .Add(People, 0, RowOperation.Create, Key(1), null, new object?[] { 1L, "a", 1 })
            .Add(People, 1, RowOperation.Read, Key(2), null, new object?[] { 2L, "b", 2 })
            .Add(People, 2, RowOperation.Create, Key(3), null, new object?[] { 3L, "c", 3 }));
        await rig.ApplyAsync(new BatchBuilder()
            .Add(People, 3, RowOperation.Delete, Key(1), [1L, "a", 1], null).Tombstone(People, 4, Key(1))
            .Add(People, 5, RowOperation.Delete, null, [3L, "c", 3], null));

        Assert.Equal("2|b|2", await rig.QueryAsync(All));
    }

    [Fact]
    public async Task A_changed_key_moves_the_row()
    {
        await using var rig = await StartAsync();
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "a", 1).Upsert(People, 1, Key(2), 2L, "b", 2));
        await rig.ApplyAsync(new BatchBuilder()
            .Add(People, 2, RowOperation.Update, Key(9), [1L, "a", 1], new object?[] { 9L, "a", 1 })
            .Add(People, 3, RowOperation.Update, Key(2), [2L, "b", 2], new object?[] { 2L, "bb", 2 }));

        Assert.Equal("2|bb|2\n9|a|1", await rig.QueryAsync(All));
    }

    [Fact]
    public async Task Unavailable_columns_are_left_alone()
    {
        await using var rig = await StartAsync();
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "long", 1).Upsert(People, 1, Key(2), 2L, "x", 2));
        await rig.ApplyAsync(new BatchBuilder()
            .Upsert(People, 2, Key(1), 1L, BatchBuilder.Unavailable, 5)
            .Upsert(People, 3, Key(2), 2L, "new", 7)
            .Upsert(People, 4, Key(2), 2L, BatchBuilder.Unavailable, 8)
            .Upsert(People, 5, Key(2), 2L, "newer", BatchBuilder.Unavailable));

        Assert.Equal("1|long|5\n2|newer|8", await rig.QueryAsync(All));
    }

    [Fact]
    public async Task Deletes_are_passed_over_where_they_are_not_enabled()
    {
        await using var rig = await StartAsync(("delete.enabled", "false"));
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "a", 1).Tombstone(People, 1, Key(1)));

        Assert.Equal("1|a|1", await rig.QueryAsync(All));
        Assert.Equal(1, rig.Context.Counters["rows_passed_over_total"]);
    }

    [Fact]
    public async Task A_truncate_empties_the_table_in_its_place()
    {
        await using var rig = await StartAsync(("truncate.enabled", "true"));
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "a", 1));
        await rig.ApplyAsync(new BatchBuilder()
            .Upsert(People, 1, Key(2), 2L, "b", 2).Add(People, 2, RowOperation.Truncate, null, null, null).Upsert(People, 3, Key(3), 3L, "c", 3));

        Assert.Equal("3|c|3", await rig.QueryAsync(All));
    }

    [Fact]
    public async Task Inserts_keep_every_row_in_order()
    {
        await using var rig = await SinkRig.StartAsync(
            await postgres.ServerAsync(), "CREATE TABLE people (n bigserial, id bigint, name text, amount int)",
            ("insert.mode", "insert"), ("pk.mode", "none"), ("delete.enabled", "false"));
        await rig.AssignAsync("people");
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "a", 1).Upsert(People, 1, Key(1), 1L, "b", 2).Upsert(People, 2, null, 1L, "a", 1));

        Assert.Equal("1|a\n1|b\n1|a", await rig.QueryAsync("SELECT id, name FROM people ORDER BY n"));
    }

    [Fact]
    public async Task Inserts_with_deletes_keep_their_order()
    {
        await using var rig = await StartAsync(("insert.mode", "insert"));
        await rig.ApplyAsync(new BatchBuilder()
            .Upsert(People, 0, Key(1), 1L, "a", 1).Tombstone(People, 1, Key(1)).Upsert(People, 2, Key(1), 1L, "b", 2)
            .Upsert(People, 3, Key(2), 2L, "c", 3).Tombstone(People, 4, Key(2)));

        Assert.Equal("1|b|2", await rig.QueryAsync(All));
    }

    [Fact]
    public async Task Updates_touch_only_rows_that_are_there()
    {
        await using var rig = await StartAsync(("insert.mode", "update"));
        await rig.QueryAsync("CREATE TABLE people (id bigint PRIMARY KEY, name text, amount int); INSERT INTO people VALUES (1, 'a', 1)");
        await rig.ApplyAsync(new BatchBuilder()
            .Upsert(People, 0, Key(1), 1L, "b", 2).Upsert(People, 1, Key(2), 2L, "x", 2).Upsert(People, 2, Key(1), 1L, "c", 3));

        Assert.Equal("1|c|3", await rig.QueryAsync(All));
    }

    [Fact]
    public async Task Nothing_is_visible_before_the_flush()
    {
        await using var rig = await StartAsync(("auto.create", "false"), ("batch.size", "2"));
        await rig.QueryAsync("CREATE TABLE people (id bigint PRIMARY KEY, name text, amount int)");
        await rig.WriteAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "a", 1).Upsert(People, 1, Key(2), 2L, "b", 2).Upsert(People, 2, Key(3), 3L, "c", 3));
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Equal("0", await rig.QueryAsync("SELECT count(*) FROM people"));

        var flushed = await rig.FlushAsync();
        Assert.Equal(3, flushed.Durable.Single().Value);
        Assert.Equal("3", await rig.QueryAsync("SELECT count(*) FROM people"));
    }

    private static object?[] Key(long id) => [id];

    private async Task<SinkRig> StartAsync(params (string, string)[] options)
    {
        var rig = await SinkRig.StartAsync(await postgres.ServerAsync(), "", options);
        await rig.AssignAsync("people");
        return rig;
    }
}
