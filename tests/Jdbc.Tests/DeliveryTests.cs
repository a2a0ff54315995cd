using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Jdbc.Tests;

/// <summary>Each record is applied once, whoever dies, and whoever else writes.</summary>
public class DeliveryTests(PostgresFixture postgres)
{
    private const string Table = "CREATE TABLE people (n bigserial, id bigint, name text, amount int)";
    private const string Rows = "SELECT id FROM people ORDER BY n";

    private static readonly RecordStream People = Streams.People;
    private static readonly TopicPartition Partition = new("people", 0);
    private static readonly (string, string)[] Append = [("insert.mode", "insert"), ("pk.mode", "none"), ("delete.enabled", "false")];

    [Fact]
    public async Task A_new_task_goes_on_where_the_rows_end_and_skips_what_is_there()
    {
        await using var first = await SinkRig.StartAsync(await postgres.ServerAsync(), Table, Append);
        Assert.Empty(await first.AssignAsync("people"));
        await first.ApplyAsync(new BatchBuilder().Upsert(People, 10, null, 1L, "a", 1).Upsert(People, 11, null, 2L, "b", 1));
        await first.Task.DisposeAsync();

        await using var second = await SinkRig.StartAsync(first.Server, first.Database, "sink", Append);
        Assert.Equal(new StartOffset(Partition, 12), Assert.Single(await second.AssignAsync("people", committed: 3)));
        await second.ApplyAsync(new BatchBuilder()
            .Upsert(People, 10, null, 1L, "a", 1).Upsert(People, 11, null, 2L, "b", 1).Upsert(People, 12, null, 3L, "c", 1));
        Assert.Equal("1\n2\n3", await second.QueryAsync(Rows));
    }

    [Fact]
    public async Task Rows_that_were_not_flushed_are_gone_with_their_task()
    {
        await using var first = await SinkRig.StartAsync(await postgres.ServerAsync(), Table, [.. Append, ("batch.size", "1")]);
        await first.AssignAsync("people");
        await first.WriteAsync(new BatchBuilder().Upsert(People, 0, null, 1L, "a", 1).Upsert(People, 1, null, 2L, "b", 1));
        await first.Task.DisposeAsync();
        Assert.Equal("", await first.QueryAsync(Rows));

        await using var second = await SinkRig.StartAsync(first.Server, first.Database, "sink", Append);
        Assert.Empty(await second.AssignAsync("people"));
    }

    [Fact]
    public async Task A_second_writer_fences_the_first()
    {
        await using var old = await SinkRig.StartAsync(await postgres.ServerAsync(), Table, Append);
        await old.AssignAsync("people");
        await old.ApplyAsync(new BatchBuilder().Upsert(People, 0, null, 1L, "a", 1));
        await old.WriteAsync(new BatchBuilder().Upsert(People, 1, null, 2L, "b", 1));

        await using var other = await SinkRig.StartAsync(old.Server, old.Database, "sink", Append);
        Assert.Equal(1, Assert.Single(await other.AssignAsync("people")).Next);
        await other.ApplyAsync(new BatchBuilder().Upsert(People, 1, null, 2L, "b", 1));

        var fenced = await Assert.ThrowsAsync<ConnectException>(async () => await old.FlushAsync());
        Assert.Equal(("JDB014", ErrorKind.Fatal), (fenced.Code, fenced.Kind));
        Assert.Equal("1\n2", await other.QueryAsync(Rows));
    }

    [Fact]
    public async Task A_writer_that_was_overtaken_before_anything_moved_is_fenced_too()
    {
        await using var old = await SinkRig.StartAsync(await postgres.ServerAsync(), Table, Append);
        await old.AssignAsync("people");
        await old.WriteAsync(new BatchBuilder().Upsert(People, 0, null, 1L, "a", 1));
        await using var other = await SinkRig.StartAsync(old.Server, old.Database, "sink", Append);
        await other.AssignAsync("people");

        await Assert.ThrowsAsync<ConnectException>(async () => await old.FlushAsync());
        Assert.Equal("", await other.QueryAsync(Rows));
    }

    [Fact]
    public async Task A_topic_made_anew_is_not_skipped()
    {
        await using var first = await SinkRig.StartAsync(await postgres.ServerAsync(), Table, Append);
        await first.AssignAsync("people", TopicIds.First);
        await first.ApplyAsync(new BatchBuilder().Upsert(People, 100, null, 1L, "a", 1));
        await first.Task.DisposeAsync();

        await using var second = await SinkRig.StartAsync(first.Server, first.Database, "sink", Append);
        Assert.Equal(0, Assert.Single(await second.AssignAsync("people", TopicIds.Second)).Next);
        await second.ApplyAsync(new BatchBuilder(TopicIds.Second).Upsert(People, 0, null, 2L, "b", 1));
        Assert.Equal("1\n2", await second.QueryAsync(Rows));
        Assert.Equal($"{TopicIds.Second}|1", await second.QueryAsync("SELECT topic_id, next_offset FROM __connect_offsets"));
    }

    [Fact]
    public async Task Offsets_can_be_changed_and_forgotten()
    {
        await using var first = await SinkRig.StartAsync(await postgres.ServerAsync(), Table, Append);
        await first.AssignAsync("people");
        await first.ApplyAsync(new BatchBuilder().Upsert(People, 0, null, 1L, "a", 1).Upsert(People, 1, null, 2L, "b", 1));
        await using var stopped = await SinkRig.StartAsync(first.Server, first.Database, "sink", Append);
        var cancel = TestContext.Current.CancellationToken;
        Assert.True(await stopped.Task.AlterOffsetsAsync(new Dictionary<TopicPartition, long?> { [Partition] = 1, [new("other", 2)] = 7 }, cancel));
        Assert.Equal("other|2|7\npeople|0|1", await stopped.QueryAsync("SELECT topic, partition, next_offset FROM __connect_offsets ORDER BY 1"));

        // The old task does not know, and is not let through.
        await first.WriteAsync(new BatchBuilder().Upsert(People, 2, null, 3L, "c", 1));
        await Assert.ThrowsAsync<ConnectException>(async () => await first.FlushAsync());

        Assert.Equal(1, Assert.Single(await stopped.AssignAsync("people")).Next);
        Assert.Equal(7, Assert.Single(await stopped.Task.AssignAsync([new(new("other", 2), TopicIds.Second, -1)], cancel)).Next);
        await stopped.Task.AlterOffsetsAsync(new Dictionary<TopicPartition, long?> { [Partition] = null }, cancel);
        await using var last = await SinkRig.StartAsync(first.Server, first.Database, "sink", Append);
        Assert.Empty(await last.AssignAsync("people"));
    }

    [Fact]
    public async Task Lost_partitions_leave_nothing_and_the_others_are_delivered_again()
    {
        await using var rig = await SinkRig.StartAsync(await postgres.ServerAsync(), Table, [.. Append, ("batch.size", "1"), ("table.name.format", "people")]);
        var animals = People with { Topic = "animals" };
        await rig.AssignAsync("people");
        await rig.AssignAsync("animals");
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 0, null, 1L, "a", 1).Upsert(animals, 0, null, 11L, "a", 1));
        await rig.WriteAsync(new BatchBuilder().Upsert(People, 1, null, 2L, "b", 1).Upsert(animals, 1, null, 12L, "b", 1));
        await rig.Task.LostAsync([new TopicPartition("animals", 0)], TestContext.Current.CancellationToken);

        Assert.Equal((Partition, 1L), Assert.Single(rig.Context.Seeks));
        await rig.ApplyAsync(new BatchBuilder().Upsert(People, 1, null, 2L, "b", 1));
        Assert.Equal("1\n11\n2", await rig.QueryAsync(Rows));
        Assert.Equal("animals|1\npeople|2", await rig.QueryAsync("SELECT topic, next_offset FROM __connect_offsets ORDER BY 1"));
    }

    [Fact]
    public async Task Batches_without_a_live_row_move_the_offset()
    {
        await using var rig = await SinkRig.StartAsync(await postgres.ServerAsync(), Table, Append);
        await rig.AssignAsync("people");
        var rows = new BatchBuilder().Upsert(People, 5, null, 1L, "a", 1);
        rows.Batch.Rows[0].Flags |= RowFlags.Dropped;
        await rig.WriteAsync(rows);
        Assert.Equal(6, (await rig.FlushAsync()).Durable[Partition]);
        Assert.Empty((await rig.FlushAsync()).Durable);
        await rig.WriteAsync(new BatchBuilder());
        Assert.Empty((await rig.FlushAsync()).Durable);
        Assert.Equal("6", await rig.QueryAsync("SELECT next_offset FROM __connect_offsets"));
    }

    [Fact]
    public async Task Without_exactly_once_the_target_keeps_no_offsets()
    {
        await using var rig = await SinkRig.StartAsync(await postgres.ServerAsync(), Table, [.. Append, ("exactly.once.enabled", "false")]);
        Assert.Empty(await rig.AssignAsync("people", committed: 4));
        await rig.WriteAsync(new BatchBuilder().Upsert(People, 4, null, 1L, "a", 1));
        Assert.Equal(5, (await rig.FlushAsync()).Durable[Partition]);
        Assert.Equal("1", await rig.QueryAsync(Rows));
        Assert.Equal("t", await rig.QueryAsync("SELECT to_regclass('__connect_offsets') IS NULL"));
        Assert.False(await rig.Task.AlterOffsetsAsync(new Dictionary<TopicPartition, long?> { [Partition] = 1 }, TestContext.Current.CancellationToken));
    }
}
