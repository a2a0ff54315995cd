using System.Diagnostics;
using ConnectRuntime.Connectors;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Tests.Pipelines;
using ConnectRuntime.Runtime.Tests.Rig;

namespace ConnectRuntime.Runtime.Tests.Management;

public sealed class ManagementTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Everything_at_once_under_flowing_rows_gives_every_row_once()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var source = new SourceScript { Total = long.MaxValue, BatchRows = 5, OnRead = token => Task.Delay(1, token) };
        var sink = new SinkScript();
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config(("topic.creation.default.partitions", "4")));
        await worker.CreateAsync("sink", sink.Config("rows"));
        for (var round = 0; round < 60; round++)
        {
            var name = random.Next(2) == 0 ? "source" : "sink";
            switch (random.Next(7))
            {
                case 0:
                    await worker.Connectors.SetTargetStateAsync(name, TargetState.Paused, None);
                    break;
                case 1:
                    await worker.Connectors.SetTargetStateAsync(name, TargetState.Stopped, None);
                    break;
                case 2 or 3:
                    await worker.Connectors.SetTargetStateAsync(name, TargetState.Started, None);
                    break;
                case 4:
                    await worker.Connectors.RestartAsync(name, includeTasks: true, onlyFailed: false, None);
                    break;
                case 5:
                    await worker.Connectors.PatchConfigAsync("sink", new Dictionary<string, string?> { ["tasks.max"] = $"{random.Next(1, 5)}" }, None);
                    break;
                default:
                    await worker.Connectors.DeleteAsync(name, None);
                    await worker.CreateAsync(name, name == "source" ? source.Config(("topic.creation.default.partitions", "4")) : sink.Config("rows"));
                    break;
            }

            await Task.Delay(random.Next(30), None);
        }

        await worker.Connectors.SetTargetStateAsync("sink", TargetState.Started, None);
        await worker.Connectors.SetTargetStateAsync("source", TargetState.Stopped, None);
        await Until.True(() => worker.Connectors.GetStatus("source").Connector.State == ConnectorState.Stopped && worker.Connectors.GetStatus("source").Tasks.Count == 0);
        var count = (await worker.Topics.ReadAsync("rows")).Count;
        output.WriteLine($"{count} rows");
        await Until.True(() => sink.Rows.Count >= count, () => $"{sink.Rows.Count} of {count}\n{worker.Log}");
        await worker.UntilIdleAsync("sink");
        SinkDeliveryTests.Expect(sink, count);
        Assert.Equal(0, worker.Connectors.GetStatus("sink").Tasks.Sum(task => task.Restarts));
    }

    [Fact]
    public async Task Pause_stops_rows_and_resume_goes_on()
    {
        var source = new SourceScript { Total = long.MaxValue, BatchRows = 5, OnRead = token => Task.Delay(1, token) };
        var sink = new SinkScript();
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.CreateAsync("sink", sink.Config("rows"));
        await Until.True(() => sink.Rows.Count > 100);

        await worker.Connectors.SetTargetStateAsync("sink", TargetState.Paused, None);
        await worker.UntilAsync("sink", ConnectorState.Paused);
        Assert.Equal(ConnectorState.Paused, worker.Connectors.GetStatus("sink").Connector.State);
        var sunk = -1;
        await Until.True(async () => (sunk, sunk) == (sink.Rows.Count, await LaterAsync(sink)));
        var read = worker.Task("source").Rows;
        await Until.True(() => worker.Task("source").Rows > read + 100);
        Assert.Equal(sunk, sink.Rows.Count);
        await Until.True(() => worker.Task("sink").Lag > 50);

        await worker.Connectors.SetTargetStateAsync("source", TargetState.Paused, None);
        await worker.UntilAsync("source", ConnectorState.Paused);
        var reads = -1;
        await Until.True(async () => reads == (reads = await ReadsLaterAsync(source)));

        await worker.Connectors.SetTargetStateAsync("sink", TargetState.Started, None);
        var rows = (await worker.Topics.ReadAsync("rows")).Count;
        await Until.True(() => sink.Rows.Count >= rows);
        await worker.UntilIdleAsync("sink");
        await worker.Connectors.SetTargetStateAsync("source", TargetState.Started, None);
        await Until.True(() => sink.Rows.Count > rows + 50);
        Assert.Equal(sink.Numbers.Order(), sink.Numbers);

        async Task<int> LaterAsync(SinkScript script)
        {
            sunk = script.Rows.Count;
            await Task.Delay(250, None);
            return script.Rows.Count;
        }

        static async Task<int> ReadsLaterAsync(SourceScript script)
        {
            await Task.Delay(100, None);
            return Volatile.Read(ref script.Reads);
        }
    }

    [Fact]
    public async Task Paused_connector_stays_paused_over_a_restart_of_the_worker()
    {
        var source = new SourceScript { Total = 10, Finishes = true };
        await using var worker = await TestWorker.StartAsync();
        await worker.Connectors.CreateAsync("source", TestWorker.Config(source.Config()), TargetState.Paused, None);
        await worker.UntilAsync("source", ConnectorState.Paused);
        await worker.RestartAsync();
        await worker.UntilAsync("source", ConnectorState.Paused);
        Assert.Empty(await worker.Topics.ReadAsync("rows"));
        await worker.Connectors.SetTargetStateAsync("source", TargetState.Started, None);
        await worker.UntilIdleAsync("source");
        await worker.Connectors.SetTargetStateAsync("source", TargetState.Stopped, None);
        await Until.True(() => worker.Connectors.GetStatus("source").Connector.State == ConnectorState.Stopped);
        await worker.RestartAsync();
        await Until.True(() => worker.Connectors.GetStatus("source").Connector.State == ConnectorState.Stopped);
        Assert.Empty(worker.Connectors.GetStatus("source").Tasks);
        Assert.Equal(ManagementErrorKind.Conflict, await KindAsync(async () => await worker.Connectors.RestartTaskAsync("source", 0, None)));
    }

    [Theory]
    [InlineData("source")]
    [InlineData("sink")]
    public async Task Task_that_ignores_cancellation_holds_nobody_up(string which)
    {
        using var release = new ManualResetEventSlim();
        var hung = false;
        var source = new SourceScript { Total = 100, Finishes = false };
        var sink = new SinkScript();
        if (which == "source")
        {
            source.OnRead = _ => Hang();
        }
        else
        {
            sink.OnWrite = async (_, _) =>
            {
                await Hang();
                return [];
            };
        }

        Task Hang()
        {
            if (hung)
            {
                return Task.CompletedTask;
            }

            hung = true;
            return Task.Run(() => release.Wait(None), None);
        }

        await using var worker = await TestWorker.StartAsync(("task.shutdown.graceful.timeout.ms", "300"));
        var other = new SourceScript { Total = 50, Topic = "other", Finishes = true };
        await worker.CreateAsync("source", source.Config());
        await worker.CreateAsync("sink", sink.Config("rows"));
        await Until.True(() => hung);
        var clock = Stopwatch.StartNew();
        await worker.Connectors.DeleteAsync(which, None);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 250);
        await worker.CreateAsync("other", other.Config());
        await worker.UntilIdleAsync("other");
        await worker.CreateAsync(which, which == "source" ? source.Config() : sink.Config("rows"));
        await Until.True(() => sink.Rows.Count >= 100, () => worker.Log.ToString());
        await worker.UntilIdleAsync("sink");
        release.Set();
        // What was given up adds nothing and moves no offset, although it comes back to life.
        await worker.RestartAsync();
        await worker.UntilIdleAsync("source", "sink");
        Assert.Equal(Enumerable.Range(0, 100).Select(n => (long)n), (await worker.Topics.ReadAsync("rows")).Select(row => row.Number));
        SinkDeliveryTests.Expect(sink, 100);
    }

    [Fact]
    public async Task Plan_that_hangs_can_be_deleted_changed_and_left_behind()
    {
        var source = new SourceScript { Total = 10, Finishes = true, OnPlan = _ => Task.Run(() => Thread.Sleep(Timeout.Infinite), None) };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await Until.True(() => worker.Connectors.GetStatus("source").Connector.State == ConnectorState.Unassigned);
        await worker.Connectors.DeleteAsync("source", None);
        source.OnPlan = null;
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
    }

    [Fact]
    public async Task Plan_that_fails_is_tried_again_and_shown()
    {
        var fails = true;
        var source = new SourceScript { Total = 10, Finishes = true, OnPlan = _ => fails ? throw new InvalidOperationException("no plan") : Task.CompletedTask };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await Until.True(() => worker.Connectors.GetStatus("source").Connector is { State: ConnectorState.Failed, Restarts: > 3, NextStart: not null });
        Assert.Contains("no plan", worker.Connectors.GetStatus("source").Connector.Trace);
        fails = false;
        await worker.UntilIdleAsync("source");
        Assert.Equal(ConnectorState.Running, worker.Connectors.GetStatus("source").Connector.State);
    }

    [Fact]
    public async Task Secrets_are_hidden_and_kept_when_they_come_back_hidden()
    {
        var source = new SourceScript { Total = 1, Finishes = true };
        await using var worker = await TestWorker.StartAsync();
        var info = await worker.CreateAsync("source", source.Config(("test.password", "geheim")));
        Assert.Equal("[hidden]", info.Config["test.password"]);
        var sent = info.Config.ToDictionary();
        sent["tasks.max"] = "2";
        await worker.Connectors.PutConfigAsync("source", sent, None);
        await worker.UntilIdleAsync("source");
        Assert.Equal("[hidden]", worker.Connectors.Get("source").Config["test.password"]);
        Assert.Equal("[hidden]", worker.Connectors.GetTaskConfigs("source")[0]["test.password"]);
        var stored = (await worker.Topics.ReadAsync("connect-configs")).Last(row => System.Text.Encoding.UTF8.GetString(row.Key!) == "connector-source");
        Assert.Contains("geheim", System.Text.Encoding.UTF8.GetString(stored.Value!));
        Assert.DoesNotContain("geheim", worker.Log.ToString());
    }

    [Fact]
    public async Task Wrong_configurations_are_refused_and_change_nothing()
    {
        var source = new SourceScript { Total = 1, Finishes = true };
        await using var worker = await TestWorker.StartAsync();
        Assert.Equal(ManagementErrorKind.Invalid, await KindAsync(() => worker.CreateAsync("a", ("connector.class", "Nothing"))));
        Assert.Equal(ManagementErrorKind.Invalid, await KindAsync(() => worker.CreateAsync("a", ("connector.class", "ScriptedSource"))));
        Assert.Equal(ManagementErrorKind.Invalid, await KindAsync(() => worker.CreateAsync("a", source.Config(("name", "b")))));
        Assert.Equal(ManagementErrorKind.Invalid, await KindAsync(() => worker.CreateAsync("a/b", source.Config())));
        Assert.Empty(worker.Connectors.Names);
        await worker.CreateAsync("a", source.Config());
        Assert.Equal(ManagementErrorKind.AlreadyExists, await KindAsync(() => worker.CreateAsync("a", source.Config())));
        var wrong = new Dictionary<string, string?> { ["tasks.max"] = "x" };
        Assert.Equal(ManagementErrorKind.Invalid, await KindAsync(async () => await worker.Connectors.PatchConfigAsync("a", wrong, None)));
        Assert.False(worker.Connectors.Get("a").Config.ContainsKey("tasks.max"));
        Assert.Equal(ManagementErrorKind.NotFound, await KindAsync(async () => await worker.Connectors.SetTargetStateAsync("b", TargetState.Paused, None)));
    }

    private static async Task<ManagementErrorKind> KindAsync<T>(Func<ValueTask<T>> call) =>
        (await Assert.ThrowsAsync<ManagementException>(async () => await call())).Kind;

    private static async Task<ManagementErrorKind> KindAsync(Func<Task> call) => (await Assert.ThrowsAsync<ManagementException>(call)).Kind;
}
