using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Tests.Rig;
using ConnectRuntime.Testing.Transport;

namespace ConnectRuntime.Runtime.Tests.Pipelines;

public sealed class SourceRestartTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopped_and_started_anywhere_gives_the_remainder(bool commitsRows)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var source = new SourceScript { CommitsRows = commitsRows, BatchRows = 7 };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("numbers", source.Config());
        for (var round = 0; round < 8; round++)
        {
            Interlocked.Add(ref source.Total, random.Next(500));
            var goal = random.NextInt64(source.Total);
            await worker.UntilAsync("numbers", ConnectorState.Running);
            await Until.True(async () => await PositionOf(worker) >= goal);
            switch (round % 4)
            {
                case 0:
                    await worker.RestartAsync();
                    break;
                case 1:
                    await worker.Connectors.SetTargetStateAsync("numbers", TargetState.Stopped, None);
                    await Until.True(() => worker.Connectors.GetStatus("numbers").Connector.State == ConnectorState.Stopped);
                    await worker.Connectors.SetTargetStateAsync("numbers", TargetState.Started, None);
                    break;
                case 2:
                    await worker.Connectors.RestartTaskAsync("numbers", 0, None);
                    break;
                default:
                    await worker.Connectors.PatchConfigAsync("numbers", new Dictionary<string, string?> { ["errors.log.enable"] = round % 8 == 3 ? "false" : "true" }, None);
                    break;
            }
        }

        await Until.True(async () => await PositionOf(worker) == source.Total);
        Assert.Equal(Enumerable.Range(0, (int)source.Total).Select(n => (long)n), (await worker.Topics.ReadAsync("rows")).Select(row => row.Number));
    }

    [Fact]
    public async Task Power_cut_at_any_moment_loses_and_doubles_nothing()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var source = new SourceScript { Total = 300, BatchRows = 3 };
        await using var worker = await TestWorker.StartAsync(new FaultyFileSystem());
        await worker.CreateAsync("numbers", source.Config(("topic.creation.default.partitions", "2")));
        for (var cut = 0; cut < 12; cut++)
        {
            await Task.Delay(random.Next(40), None);
            await worker.CrashAsync(disk => random.Next(3) switch
            {
                0 => disk.CrashForgetting(),
                1 => disk.CrashTearing(random.Next(100)),
                _ => disk.CrashScrambling(random),
            });
            var rows = await worker.Topics.ReadAsync("rows");
            Assert.Equal(Enumerable.Range(0, rows.Count).Select(n => (long)n), rows.Select(row => row.Number).Order());
            Interlocked.Add(ref source.Total, 50);
            if (worker.Connectors.Names.Count == 0)
            {
                await worker.CreateAsync("numbers", source.Config(("topic.creation.default.partitions", "2")));
            }
        }

        await Until.True(async () => await PositionOf(worker) == source.Total);
        Assert.Equal(Enumerable.Range(0, (int)source.Total).Select(n => (long)n), (await worker.Topics.ReadAsync("rows")).Select(row => row.Number).Order());
    }

    [Fact]
    public async Task Rows_that_are_dropped_move_positions()
    {
        var source = new SourceScript { Total = 1000, Finishes = true };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("numbers", source.Config(("transforms", "drop"), ("transforms.drop.type", "ScriptedTransform")));
        await worker.UntilIdleAsync("numbers");
        Assert.Empty(await worker.Topics.ReadAsync("rows"));
        Assert.Equal(1000, await PositionOf(worker));

        await worker.RestartAsync();
        await worker.UntilIdleAsync("numbers");
        Assert.Equal(0, worker.Task("numbers").Rows);
    }

    [Fact]
    public async Task Commit_points_without_rows_move_positions()
    {
        var heartbeat = 0;
        var source = new SourceScript { OnFilled = batch => batch.AddCommitPoint(new(0, 1_000_000 + Interlocked.Increment(ref heartbeat))) };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("numbers", source.Config());
        await Until.True(async () => await PositionOf(worker) >= 1_000_010);
        Assert.Empty(await worker.Topics.ReadAsync("rows"));
    }

    [Fact]
    public async Task Several_tasks_keep_their_own_positions()
    {
        var source = new SourceScript { Total = 3000, Tasks = 3, BatchRows = 20 };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("numbers", source.Config(("tasks.max", "5")));
        await Until.True(() => worker.Connectors.GetStatus("numbers").Tasks.Any(task => task.Rows > 100));
        await worker.RestartAsync();
        await Until.True(async () => (await worker.Topics.ReadAsync("rows")).Count >= 3000);
        await worker.UntilIdleAsync("numbers");
        var rows = await worker.Topics.ReadAsync("rows");
        Assert.Equal(Enumerable.Range(0, 3000).Select(n => (long)n), rows.Select(row => row.Number).Order());
        Assert.Equal(3, (await worker.Connectors.GetOffsetsAsync("numbers", None)).Count);
    }

    private static async Task<long> PositionOf(TestWorker worker) =>
        (await worker.Connectors.GetOffsetsAsync("numbers", None)).Cast<ConnectorOffset.Source>().Select(offset => long.Parse(offset.Offset[5..^1], null)).FirstOrDefault();
}
