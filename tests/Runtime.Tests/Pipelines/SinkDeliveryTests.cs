using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Tests.Rig;
using ConnectRuntime.Testing.Transport;

namespace ConnectRuntime.Runtime.Tests.Pipelines;

public sealed class SinkDeliveryTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Rows_arrive_once_and_in_order_and_lag_reaches_zero()
    {
        var source = new SourceScript { Total = 5000, Finishes = true };
        var sink = new SinkScript();
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config(("topic.creation.default.partitions", "3")));
        await worker.CreateAsync("sink", sink.Config("rows", ("tasks.max", "2")));
        await Until.True(() => sink.Rows.Count >= 5000);
        await worker.UntilIdleAsync("source", "sink");
        Expect(sink, 5000);

        // Topics written by transactions end with a marker, which holds no record and must not look like one that is missing.
        Assert.All(worker.Connectors.GetStatus("sink").Tasks, task => Assert.Equal(0, task.Lag));
        var offsets = (await worker.Connectors.GetOffsetsAsync("sink", None)).Cast<ConnectorOffset.Sink>()
            .ToDictionary(offset => offset.Partition.Partition, offset => offset.Next);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal((await worker.Topics.GetOffsetsAsync(new("rows", i), None)).Stable, offsets[i]);
        }

        Assert.Equal(["rows"], worker.Connectors.GetTopics("sink"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopped_and_started_anywhere_while_rows_flow(bool keepsOffsets)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var source = new SourceScript { Total = 100_000, BatchRows = 10, OnRead = token => Task.Delay(1, token) };
        var sink = new SinkScript { KeepsOffsets = keepsOffsets };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config(("topic.creation.default.partitions", "2")));
        await worker.CreateAsync("sink", sink.Config("rows"));
        for (var round = 0; round < 8; round++)
        {
            await worker.UntilAsync("sink", ConnectorState.Running);
            var goal = sink.Rows.Count + random.Next(100);
            await Until.True(() => sink.Rows.Count >= goal, () => worker.Log.ToString());
            switch (round % 4)
            {
                case 0:
                    await worker.RestartAsync();
                    break;
                case 1:
                    await worker.Connectors.SetTargetStateAsync("sink", TargetState.Stopped, None);
                    await Until.True(() => worker.Connectors.GetStatus("sink").Connector.State == ConnectorState.Stopped);
                    await worker.Connectors.SetTargetStateAsync("sink", TargetState.Started, None);
                    break;
                case 2:
                    await worker.Connectors.RestartTaskAsync("sink", 0, None);
                    break;
                default:
                    await worker.Connectors.DeleteAsync("sink", None);
                    await worker.CreateAsync("sink", sink.Config("rows"));
                    break;
            }
        }

        await worker.UntilAsync("source", ConnectorState.Running);
        await worker.Connectors.SetTargetStateAsync("source", TargetState.Stopped, None);
        await Until.True(() => worker.Connectors.GetStatus("source").Tasks.Count == 0);
        var rows = await worker.Topics.ReadAsync("rows");
        await Until.True(() => sink.Rows.Count >= rows.Count);
        await worker.UntilIdleAsync("sink");
        Expect(sink, rows.Count);
    }

    [Fact]
    public async Task Power_cut_with_offsets_kept_in_the_target_loses_and_doubles_nothing()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var source = new SourceScript { Total = 600, Finishes = true };
        var sink = new SinkScript { KeepsOffsets = true, OnWrite = Slow };
        await using var worker = await TestWorker.StartAsync(new FaultyFileSystem());
        await worker.CreateAsync("source", source.Config(("topic.creation.default.partitions", "2")));
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", sink.Config("rows"));
        for (var cut = 0; cut < 8; cut++)
        {
            await Task.Delay(random.Next(30), None);
            var old = worker.Worker;
            await old.Connectors.SetTargetStateAsync("sink", TargetState.Stopped, None);
            await Until.True(() => old.Connectors.GetStatus("sink").Tasks.Count == 0);
            await worker.CrashAsync(disk => disk.CrashScrambling(random));
            await worker.Connectors.SetTargetStateAsync("sink", TargetState.Started, None);
        }

        await Until.True(() => sink.Rows.Count >= 600);
        await worker.UntilIdleAsync("sink");
        Expect(sink, 600);

        async Task<IReadOnlyList<SinkFailure>> Slow(ConnectRuntime.Records.RecordBatch batch, CancellationToken token)
        {
            await Task.Delay(2, token);
            return [];
        }
    }

    [Fact]
    public async Task Write_that_is_under_way_at_a_stop_is_carried_through()
    {
        var writing = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var source = new SourceScript { Total = 10, BatchRows = 10, Finishes = true };
        var sink = new SinkScript
        {
            OnWrite = async (_, token) =>
            {
                writing.TrySetResult();
                await finish.Task.WaitAsync(token);
                return [];
            },
        };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", sink.Config("rows"));
        await writing.Task;
        await worker.Connectors.SetTargetStateAsync("sink", TargetState.Stopped, None);
        finish.SetResult();
        await Until.True(() => worker.Connectors.GetStatus("sink").Tasks.Count == 0);
        Expect(sink, 10);
        Assert.Equal(11, Assert.IsType<ConnectorOffset.Sink>(Assert.Single(await worker.Connectors.GetOffsetsAsync("sink", None))).Next);
    }

    [Fact]
    public async Task Write_that_gives_up_at_a_stop_is_not_committed()
    {
        var writing = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var source = new SourceScript { Total = 10, BatchRows = 10, Finishes = true };
        var sink = new SinkScript
        {
            OnWrite = async (_, _) =>
            {
                writing.TrySetResult();
                await finish.Task;
                throw new OperationCanceledException("given up");
            },
        };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", sink.Config("rows"));
        await writing.Task;
        await worker.Connectors.SetTargetStateAsync("sink", TargetState.Stopped, None);
        finish.SetResult();
        await Until.True(() => worker.Connectors.GetStatus("sink").Tasks.Count == 0);
        Assert.Empty(await worker.Connectors.GetOffsetsAsync("sink", None));
        sink.OnWrite = null;
        await worker.Connectors.SetTargetStateAsync("sink", TargetState.Started, None);
        await worker.UntilIdleAsync("sink");
        Expect(sink, 10);
    }

    [Fact]
    public async Task Write_that_hangs_is_dropped_after_the_graceful_timeout_and_its_rows_come_again()
    {
        var hangs = true;
        var source = new SourceScript { Total = 10, BatchRows = 10, Finishes = true };
        var sink = new SinkScript
        {
            OnWrite = async (_, token) =>
            {
                await Task.Delay(hangs ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, token);
                return [];
            },
        };
        await using var worker = await TestWorker.StartAsync(("task.shutdown.graceful.timeout.ms", "200"));
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", sink.Config("rows"));
        await worker.UntilAsync("sink", ConnectorState.Running);
        await worker.Connectors.SetTargetStateAsync("sink", TargetState.Stopped, None);
        await Until.True(() => worker.Connectors.GetStatus("sink").Tasks.Count == 0);
        Assert.Empty(await worker.Connectors.GetOffsetsAsync("sink", None));

        hangs = false;
        await worker.Connectors.SetTargetStateAsync("sink", TargetState.Started, None);
        await Until.True(() => sink.Rows.Count == 10, () => worker.Log.ToString());
        Expect(sink, 10);
    }

    [Fact]
    public async Task Dropped_rows_and_rows_behind_the_last_live_one_are_committed()
    {
        var source = new SourceScript { Total = 100, BatchRows = 100, Finishes = true };
        var sink = new SinkScript();
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", sink.Config("rows", ("transforms", "drop"), ("transforms.drop.type", "ScriptedTransform"), ("transforms.drop.every", "3")));
        await worker.UntilIdleAsync("sink");
        await Until.True(() => worker.Task("sink").Lag == 0);
        Assert.Equal(Enumerable.Range(0, 100).Where(n => n % 3 != 0).Select(n => (long)n), sink.Numbers);
        await worker.CreateAsync("none", sink.Config("rows", ("transforms", "drop"), ("transforms.drop.type", "ScriptedTransform")));
        await worker.UntilIdleAsync("none");
        Assert.Equal(101, Assert.IsType<ConnectorOffset.Sink>(Assert.Single(await worker.Connectors.GetOffsetsAsync("none", None))).Next);
    }

    [Fact]
    public async Task Slow_sink_holds_back_its_fetches_and_not_memory()
    {
        var source = new SourceScript { Total = 60_000, BatchRows = 1000, Finishes = true };
        var sink = new SinkScript { OnWrite = Slow };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.CreateAsync("sink", sink.Config("rows"));
        await worker.UntilIdleAsync("source");
        await Until.True(() => sink.Rows.Count >= 60_000, () => worker.Log.ToString());
        Expect(sink, 60_000);

        async Task<IReadOnlyList<SinkFailure>> Slow(ConnectRuntime.Records.RecordBatch batch, CancellationToken token)
        {
            // One fetch at a time, none larger than four megabytes.
            Assert.InRange(batch.ArenaLength, 1, 4 * 1024 * 1024);
            await Task.Delay(20, token);
            return [];
        }
    }

    [Fact]
    public async Task Sink_that_keeps_rows_back_commits_only_what_it_calls_durable()
    {
        var source = new SourceScript { Total = 30, BatchRows = 10, Finishes = true };
        var sink = new HoldingScript();
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config(("topic.creation.default.partitions", "2")));
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", ("connector.class", "HoldingSink"), ("script", sink.Id), ("topics", "rows"));
        await Until.True(() => sink.Written == 30);
        await Until.True(() => sink.Flushes > 3);
        Assert.Empty(await worker.Connectors.GetOffsetsAsync("sink", None));
        Assert.False(worker.Task("sink").IsIdle);

        // One partition first, then the other: what was said once need not be said again.
        sink.Durable = 0;
        await Until.True(async () => (await worker.Connectors.GetOffsetsAsync("sink", None)).Count == 1);
        sink.Durable = 1;
        await worker.UntilIdleAsync("sink");
        Assert.Equal(2, (await worker.Connectors.GetOffsetsAsync("sink", None)).Count);
    }

    internal static void Expect(SinkScript sink, int count)
    {
        Assert.Equal(Enumerable.Range(0, count).Select(n => (long)n), sink.Numbers.Order());
        foreach (var key in sink.Rows.GroupBy(row => row.Key))
        {
            Assert.Equal(key.Select(row => row.Number).Order(), key.Select(row => row.Number));
        }
    }
}
