using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Tests.Pipelines;
using ConnectRuntime.Runtime.Tests.Rig;

namespace ConnectRuntime.Runtime.Tests.Management;

public sealed class GroupTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Tasks_of_a_sink_share_partitions_and_share_anew_when_their_number_changes()
    {
        var source = new SourceScript { Total = long.MaxValue, BatchRows = 5, OnRead = token => Task.Delay(1, token) };
        var sink = new SinkScript();
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config(("topic.creation.default.partitions", "6")));
        await worker.CreateAsync("sink", sink.Config("rows", ("tasks.max", "3")));
        await Until.True(() => sink.Owners.Count == 6 && sink.Owners.Values.GroupBy(task => task).All(share => share.Count() == 2));
        await worker.Connectors.PatchConfigAsync("sink", new Dictionary<string, string?> { ["tasks.max"] = "2" }, None);
        await Until.True(() => sink.Owners.Count == 6 && sink.Owners.Values.GroupBy(task => task).All(share => share.Count() == 3));
        await worker.Connectors.PatchConfigAsync("sink", new Dictionary<string, string?> { ["tasks.max"] = "8" }, None);
        await Until.True(() => sink.Owners.Count == 6 && sink.Owners.Values.Distinct().Count() == 6);
        await worker.Connectors.SetTargetStateAsync("source", TargetState.Stopped, None);
        await Until.True(() => worker.Connectors.GetStatus("source").Connector.State == ConnectorState.Stopped);
        await worker.UntilIdleAsync("sink");
        SinkDeliveryTests.Expect(sink, (await worker.Topics.ReadAsync("rows")).Count);
        Assert.Equal(8, worker.Connectors.GetStatus("sink").Tasks.Count);
    }

    [Fact]
    public async Task Pattern_picks_up_new_topics_and_none_of_the_runtime()
    {
        var first = new SourceScript { Total = 50, Topic = "table.first", Finishes = true };
        var second = new SourceScript { Total = 50, Topic = "table.second", Finishes = true };
        var sink = new SinkScript();
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("first", first.Config());
        var config = sink.Config("", ("topics.regex", ".*"), ("errors.tolerance", "all"), ("errors.deadletterqueue.topic.name", "dead")).Where(pair => pair.Name != "topics").ToArray();
        await worker.CreateAsync("sink", config);
        await Until.True(() => sink.Rows.Count == 50);
        await worker.CreateAsync("second", second.Config());
        await Until.True(() => sink.Rows.Count == 100, () => worker.Log.ToString());
        await worker.UntilIdleAsync("sink");
        Assert.Equal(["table.first", "table.second"], worker.Connectors.GetTopics("sink").Order());
        Assert.Empty(await worker.Topics.ReadAsync("dead"));
    }

    [Fact]
    public async Task Topic_deleted_and_made_anew_is_read_from_its_beginning()
    {
        var source = new SourceScript { Total = 50, Finishes = true };
        var sink = new SinkScript { KeepsOffsets = true };
        var lost = 0;
        sink.OnLost = _ => lost++;
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.CreateAsync("sink", sink.Config("rows"));
        await Until.True(() => sink.Rows.Count == 50);
        await worker.UntilIdleAsync("sink");
        await worker.Connectors.DeleteAsync("source", None);
        await worker.Topics.DeleteTopicAsync("rows", None);
        await Until.True(() => lost == 1);
        var again = new SourceScript { Total = 30, Finishes = true };
        await worker.CreateAsync("again", again.Config());
        await Until.True(() => sink.Rows.Count == 80, () => worker.Log.ToString());
        await worker.UntilIdleAsync("sink");
        Assert.Equal(0, worker.Task("sink").Restarts);
        Assert.Equal(ConnectorState.Running, worker.Task("sink").State);
    }

    [Fact]
    public async Task Topic_deleted_under_a_source_comes_back_with_its_partitions()
    {
        var source = new SourceScript { Total = 50 };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config(("topic.creation.default.partitions", "5")));
        await worker.UntilIdleAsync("source");
        await worker.Topics.DeleteTopicAsync("rows", None);
        Interlocked.Add(ref source.Total, 50);
        await Until.True(async () => (await worker.Topics.ReadAsync("rows")).Count == 50, () => worker.Log.ToString());
        Assert.Equal(5, (await worker.Topics.FindTopicAsync("rows", None))!.PartitionCount);
        Assert.Equal(Enumerable.Range(50, 50).Select(n => (long)n), (await worker.Topics.ReadAsync("rows")).Select(row => row.Number).Order());
    }

    [Fact]
    public async Task Partitions_that_a_task_paused_stay_paused_when_the_connector_resumes()
    {
        Connectors.ISinkContext? context = null;
        var source = new SourceScript { Total = 50, BatchRows = 10 };
        var sink = new SinkScript { OnContext = given => context = given };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.CreateAsync("sink", sink.Config("rows"));
        await Until.True(() => sink.Rows.Count == 50);
        sink.OnWrite = (batch, _) =>
        {
            context!.Pause([batch.Partitions[0].Partition]);
            return Task.FromResult<IReadOnlyList<Connectors.SinkFailure>>([]);
        };
        Interlocked.Add(ref source.Total, 10);
        await Until.True(() => sink.Rows.Count == 60);
        await worker.Connectors.SetTargetStateAsync("sink", TargetState.Paused, None);
        await worker.UntilAsync("sink", ConnectorState.Paused);
        Interlocked.Add(ref source.Total, 10);
        await Until.True(() => worker.Task("sink").Lag > 0);
        await worker.Connectors.SetTargetStateAsync("sink", TargetState.Started, None);
        await worker.UntilAsync("sink", ConnectorState.Running);
        await Task.Delay(300, None);
        Assert.Equal(60, sink.Rows.Count);
    }

    [Fact]
    public async Task Sink_may_go_back_and_read_again()
    {
        Connectors.ISinkContext? context = null;
        var sought = false;
        var source = new SourceScript { Total = 50, BatchRows = 50, Finishes = true };
        var sink = new SinkScript { OnContext = given => context = given };
        sink.OnWrite = (batch, _) =>
        {
            if (!sought)
            {
                sought = true;
                context!.Seek(batch.Partitions[0].Partition, 10);
            }

            return Task.FromResult<IReadOnlyList<Connectors.SinkFailure>>([]);
        };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", sink.Config("rows"));
        await Until.True(() => sink.Rows.Count == 90);
        await worker.UntilIdleAsync("sink");
        Assert.Equal(Enumerable.Range(0, 50).Concat(Enumerable.Range(10, 40)).Select(n => (long)n), sink.Numbers);
    }
}
