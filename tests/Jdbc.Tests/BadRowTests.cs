using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Jdbc.Tests;

/// <summary>Rows that the target refuses are found one by one, and the others are written.</summary>
public class BadRowTests(PostgresFixture postgres)
{
    private static readonly RecordStream People = Streams.People;

    [Theory]
    [InlineData(100_000)]
    [InlineData(7)]
    public async Task Only_the_bad_rows_are_reported(int batchSize)
    {
        await using var rig = await StartAsync("CREATE TABLE people (id bigint PRIMARY KEY, name text CHECK (name <> 'bad'), amount int)", ("batch.size", $"{batchSize}"));
        var rows = new BatchBuilder();
        long[] bad = [0, 13, 14, 77, 199];
        for (var i = 0; i < 200; i++)
        {
            rows.Upsert(People, i, new object?[] { (long)i }, (long)i, bad.Contains(i) ? "bad" : "good", i);
        }

        await rig.WriteAsync(rows);
        Assert.Equal(200, (await rig.FlushAsync()).Durable.Single().Value);
        Assert.Equal(bad, rig.Context.Failures.Select(failure => failure.Offset));
        Assert.All(rig.Context.Failures, failure =>
        {
            Assert.Equal(("JDB007", ErrorKind.Data, new TopicPartition("people", 0)), (failure.Reason.Code, failure.Reason.Kind, failure.Partition));
            Assert.Contains("people_name_check", failure.Reason.Message, StringComparison.Ordinal);
        });
        Assert.Equal("195|t", await rig.QueryAsync("SELECT count(*), bool_and(name = 'good') FROM people"));
    }

    [Fact]
    public async Task Nulls_and_broken_references_are_told_by_row()
    {
        await using var rig = await StartAsync("CREATE TABLE other (id int PRIMARY KEY); CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL, amount int REFERENCES other)");
        await rig.QueryAsync("INSERT INTO other VALUES (1)");
        await rig.WriteAsync(new BatchBuilder()
            .Upsert(People, 0, Key(1), 1L, null, 1).Upsert(People, 1, Key(2), 2L, "x", 9)
            .Upsert(People, 2, Key(3), 3L, "y", 1).Upsert(People, 3, Key(null), null, "z", 1));
        await rig.FlushAsync();
        Assert.Equal(
            [(0L, "JDB002"), (1L, "JDB007"), (3L, "JDB002")],
            rig.Context.Failures.Select(failure => (failure.Offset, failure.Reason.Code)).Order());
        Assert.Equal("3|y", await rig.QueryAsync("SELECT id, name FROM people"));
    }

    [Fact]
    public async Task A_parent_and_its_child_go_in_order_whatever_table_comes_first()
    {
        await using var rig = await StartAsync(
            "CREATE TABLE parent (id int PRIMARY KEY, v int); CREATE TABLE child (id int PRIMARY KEY, v int REFERENCES parent ON DELETE CASCADE)");
        await rig.AssignAsync("parent");
        await rig.AssignAsync("child");
        var parent = Streams.OfOne(Streams.Optional(RecordSchema.Int32), "parent");
        var child = Streams.OfOne(Streams.Optional(RecordSchema.Int32), "child");
        await rig.ApplyAsync(new BatchBuilder()
            .Upsert(parent, 0, Key32(1), 1, 0).Upsert(child, 0, Key32(1), 1, 1)
            .Upsert(parent, 1, Key32(2), 2, 0).Upsert(child, 1, Key32(2), 2, 2));

        // The child's stage comes first here, and deletes come before writes: only the source's order works.
        await rig.ApplyAsync(new BatchBuilder()
            .Tombstone(child, 2, Key32(1)).Upsert(child, 3, Key32(3), 3, 2).Upsert(parent, 2, Key32(5), 5, 0).Upsert(child, 4, Key32(4), 4, 5)
            .Tombstone(parent, 3, Key32(1)));
        Assert.Equal("2|2\n3|2\n4|5", await rig.QueryAsync("SELECT id, v FROM child ORDER BY id"));
        Assert.Equal("2\n5", await rig.QueryAsync("SELECT id FROM parent ORDER BY id"));
    }

    [Fact]
    public async Task A_second_unique_index_that_rows_pass_through_in_order_is_kept()
    {
        await using var rig = await StartAsync("CREATE TABLE people (id bigint PRIMARY KEY, name text UNIQUE, amount int)");
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "a", 1).Upsert(People, 1, Key(2), 2L, "b", 2));
        await rig.ApplyAsync(new BatchBuilder()
            .Upsert(People, 2, Key(1), 1L, "tmp", 1).Upsert(People, 3, Key(2), 2L, "a", 2).Upsert(People, 4, Key(1), 1L, "b", 1));
        Assert.Equal("1|b\n2|a", await rig.QueryAsync("SELECT id, name FROM people ORDER BY id"));
    }

    [Fact]
    public async Task Keys_that_only_the_server_finds_equal_keep_their_order()
    {
        await using var rig = await StartAsync("CREATE TABLE codes (id char(4) PRIMARY KEY, v int)");
        await rig.AssignAsync("codes");
        var stream = Streams.Of("codes", [("id", RecordSchema.String)], [("id", RecordSchema.String), ("v", Streams.Optional(RecordSchema.Int32))]);
        await rig.ApplyAsync(new BatchBuilder()
            .Upsert(stream, 0, new object?[] { "a" }, "a", 1).Upsert(stream, 1, new object?[] { "a  " }, "a  ", 2)
            .Upsert(stream, 2, new object?[] { "b" }, "b", 1).Tombstone(stream, 3, new object?[] { "b " }).Upsert(stream, 4, new object?[] { "c" }, "c", 1));
        Assert.Equal("a   |2\nc   |1", await rig.QueryAsync("SELECT * FROM codes ORDER BY 1"));
    }

    [Fact]
    public async Task Refused_errors_stop_the_flush_and_nothing_is_committed()
    {
        await using var rig = await StartAsync("CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL, amount int)");
        rig.Context.ToleratesErrors = false;
        await rig.WriteAsync(new BatchBuilder().Upsert(People, 0, Key(1), 1L, "a", 1).Upsert(People, 1, Key(2), 2L, null, 1));
        await Assert.ThrowsAsync<ConnectException>(async () => await rig.FlushAsync());
        await rig.Task.DisposeAsync();
        Assert.Equal("0|-1", await rig.QueryAsync("SELECT (SELECT count(*) FROM people), next_offset FROM __connect_offsets WHERE topic = 'people'"));
    }

    private static object?[] Key(long? id) => [id];

    private static object?[] Key32(int id) => [id];

    private async Task<SinkRig> StartAsync(string setup, params (string, string)[] options)
    {
        var rig = await SinkRig.StartAsync(await postgres.ServerAsync(), setup, options);
        await rig.AssignAsync("people");
        return rig;
    }
}
