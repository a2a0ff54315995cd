using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Tests.Rig;
using ConnectRuntime.Testing.Transport;

namespace ConnectRuntime.Runtime.Tests.Pipelines;

public sealed class OutageTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static ConnectException Away => new(ErrorKind.Transient, "TST005", "Cannot reach the other side: it is away. Wait.");

    [Theory]
    [InlineData("open")]
    [InlineData("read")]
    [InlineData("committed")]
    public async Task Outage_of_a_source_is_retried_visibly_while_the_task_runs(string where)
    {
        var away = true;
        var calls = 0;
        Task Fail(string place)
        {
            if (!away || place != where)
            {
                return Task.CompletedTask;
            }

            Interlocked.Increment(ref calls);
            return Task.FromException(Away);
        }

        var source = new SourceScript
        {
            Total = 100, BatchRows = 10, Finishes = true, OnOpen = (_, _) => Fail("open"), OnRead = _ => Fail("read"), OnCommitted = _ => Fail("committed"),
        };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await Until.True(() => calls > 3 && worker.Task("source").Detail?.Contains("TST005", StringComparison.Ordinal) == true);
        Assert.NotEqual(ConnectorState.Failed, worker.Task("source").State);
        Assert.False(worker.Task("source").IsIdle);
        away = false;
        await worker.UntilIdleAsync("source");
        Assert.Null(worker.Task("source").Detail);
        Assert.Equal(1, where == "open" ? 1 : source.Opened);
        Assert.Equal(0, worker.Task("source").Restarts);
        Assert.Equal(Enumerable.Range(0, 100).Select(n => (long)n), (await worker.Topics.ReadAsync("rows")).Select(row => row.Number));
    }

    [Theory]
    [InlineData("write")]
    [InlineData("flush")]
    public async Task Target_that_does_not_answer_is_told_with_the_lag_that_grows(string where)
    {
        var answer = new TaskCompletionSource();
        var sink = new SinkScript { KeepsOffsets = true };
        sink.OnWrite = async (_, _) =>
        {
            await (where == "write" ? answer.Task : Task.CompletedTask);
            return [];
        };
        sink.OnFlush = async (_, _) =>
        {
            await (where == "flush" ? answer.Task : Task.CompletedTask);
            return [];
        };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("sink", sink.Config("rows"));
        await worker.CreateAsync("source", new SourceScript { Total = 100, BatchRows = 10, Finishes = true }.Config());
        await Until.True(() => worker.Task("sink").Detail?.StartsWith("waiting for the target for", StringComparison.Ordinal) == true);
        await worker.CreateAsync("more", new SourceScript { Total = 1000, BatchRows = 10, Finishes = true }.Config());
        await Until.True(() => worker.Task("sink").Lag > 900);
        Assert.Equal(ConnectorState.Running, worker.Task("sink").State);
        Assert.False(worker.Task("sink").IsIdle);
        answer.SetResult();
        await Until.True(() => worker.Task("sink") is { Lag: 0, Detail: null });
        Assert.Equal(1100, sink.Rows.Count);
    }

    [Fact]
    public async Task Rows_read_before_an_outage_in_the_same_call_count()
    {
        var fails = 3;
        var source = new SourceScript { Total = 100, BatchRows = 10, Finishes = true };
        source.OnFilled = batch =>
        {
            if (batch.RowCount > 0 && fails-- > 0)
            {
                throw Away;
            }
        };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        Assert.Equal(Enumerable.Range(0, 100).Select(n => (long)n), (await worker.Topics.ReadAsync("rows")).Select(row => row.Number));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("write")]
    [InlineData("flush")]
    public async Task Outage_of_a_sink_keeps_its_partitions_and_replays_from_what_is_durable(string where)
    {
        var away = false;
        var calls = 0;
        bool Fails(string place) => away && place == where && Interlocked.Increment(ref calls) > 0;
        var source = new SourceScript { Total = 100, BatchRows = 10, Finishes = false };
        var revoked = 0;
        var sink = new SinkScript
        {
            OnOpen = _ => Fails("open") ? Task.FromException(Away) : Task.CompletedTask,
            OnWrite = (_, _) => Fails("write") || (where == "open" && away) ? throw Away : Task.FromResult<IReadOnlyList<SinkFailure>>([]),
            OnFlush = (_, _) => Fails("flush") ? throw Away : Task.FromResult<IReadOnlyList<SinkFailure>>([]),
            OnRevoke = _ => revoked++,
        };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config(("topic.creation.default.partitions", "2")));
        await worker.CreateAsync("sink", sink.Config("rows"));
        await Until.True(() => sink.Rows.Count == 100);
        await worker.UntilIdleAsync("sink");
        away = true;
        Interlocked.Add(ref source.Total, 200);
        await Until.True(() => calls > 3 && worker.Task("sink").Detail?.Contains("TST005", StringComparison.Ordinal) == true);
        Assert.Equal(ConnectorState.Running, worker.Task("sink").State);
        Assert.False(worker.Task("sink").IsIdle);
        Assert.Equal(100, sink.Rows.Count);
        Assert.Equal(0, revoked);
        // The group has a member all the while, so its offsets cannot be altered.
        var nothing = new Dictionary<Transport.TopicPartition, long?>();
        await Assert.ThrowsAsync<Transport.TopicLogException>(async () => await worker.Topics.AlterGroupOffsetsAsync("connect-sink", nothing, None));

        away = false;
        await Until.True(() => sink.Rows.Count == 300, () => worker.Log.ToString());
        await worker.UntilIdleAsync("sink");
        SinkDeliveryTests.Expect(sink, 300);
        Assert.Null(worker.Task("sink").Detail);
        Assert.Equal(0, worker.Task("sink").Restarts);
    }

    [Fact]
    public async Task Sink_that_fails_in_a_write_commits_nothing_of_it_when_it_leaves_the_group()
    {
        var fails = true;
        var source = new SourceScript { Total = 10, BatchRows = 10, Finishes = true };
        var sink = new SinkScript { OnWrite = (_, _) => fails ? throw new InvalidOperationException("broken") : Task.FromResult<IReadOnlyList<SinkFailure>>([]) };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", sink.Config("rows"));
        await Until.True(() => worker.Task("sink").Restarts > 2);
        Assert.Empty(await worker.Connectors.GetOffsetsAsync("sink", None));
        fails = false;
        await worker.UntilIdleAsync("sink");
        SinkDeliveryTests.Expect(sink, 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public async Task Full_disk_holds_the_source_up_and_no_row_is_lost_or_doubled(int partialBytes)
    {
        var full = false;
        var disk = new FaultyFileSystem { PartialBytes = partialBytes };
        disk.Before = (operation, _) =>
        {
            if (full && operation == FileOperation.Write)
            {
                throw FaultyFileSystem.DiskFull();
            }
        };
        var source = new SourceScript { Total = 100, BatchRows = 5 };
        await using var worker = await TestWorker.StartAsync(disk);
        await worker.CreateAsync("source", source.Config(("topic.creation.default.partitions", "2")));
        await worker.UntilIdleAsync("source");
        full = true;
        Interlocked.Add(ref source.Total, 100);
        await Until.True(() => worker.Task("source").Detail?.Contains("LOG009", StringComparison.Ordinal) == true);
        Assert.Equal(ConnectorState.Running, worker.Task("source").State);
        Assert.False(worker.Task("source").IsIdle);
        full = false;
        await worker.UntilIdleAsync("source");
        Assert.Equal(Enumerable.Range(0, 200).Select(n => (long)n), (await worker.Topics.ReadAsync("rows")).Select(row => row.Number).Order());
        Assert.Equal(0, worker.Task("source").Restarts);
        Assert.Equal(1, source.Opened);
    }

    [Fact]
    public async Task Full_disk_while_a_sink_commits_does_not_deliver_again()
    {
        var full = false;
        var disk = new FaultyFileSystem();
        disk.Before = (operation, _) =>
        {
            if (full && operation == FileOperation.Write)
            {
                throw FaultyFileSystem.DiskFull();
            }
        };
        var source = new SourceScript { Total = 50, BatchRows = 50, Finishes = true };
        var sink = new SinkScript();
        sink.OnFlush = (_, _) =>
        {
            full = true;
            return Task.FromResult<IReadOnlyList<SinkFailure>>([]);
        };
        await using var worker = await TestWorker.StartAsync(disk);
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", sink.Config("rows"));
        await Until.True(() => worker.Task("sink").Detail?.Contains("LOG009", StringComparison.Ordinal) == true);
        sink.OnFlush = null;
        full = false;
        await worker.UntilIdleAsync("sink");
        Assert.Equal(50, sink.Rows.Count);
    }

    [Fact]
    public async Task Log_that_fails_for_good_is_seen_although_the_source_is_idle()
    {
        var broken = false;
        var disk = new FaultyFileSystem();
        disk.Before = (operation, _) =>
        {
            if (broken && operation == FileOperation.Sync)
            {
                throw FaultyFileSystem.Broken();
            }
        };
        var hangs = false;
        var source = new SourceScript { Total = 10, OnRead = token => hangs ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask };
        source.OnCommitted = _ =>
        {
            broken = true;
            Interlocked.Add(ref source.Total, 10);
            return Task.CompletedTask;
        };
        source.OnFilled = batch => hangs = broken && batch.RowCount > 0;
        await using var worker = await TestWorker.StartAsync(disk);
        await worker.CreateAsync("source", source.Config());
        await worker.UntilAsync("source", ConnectorState.Failed);
        Assert.Contains("LOG011", worker.Task("source").Trace);
    }
}
