using System.Text.Json;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Tests.Rig;

namespace ConnectRuntime.Runtime.Tests.Management;

public sealed class ConnectorFileTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task File_is_applied_when_it_changes_and_otherwise_what_was_said_over_REST_holds()
    {
        var source = new SourceScript { Total = 5, Finishes = true };
        await using var worker = TestWorker.Prepare();
        Write(worker, "a.json", "a", source);
        await worker.UpAsync();
        await worker.UntilIdleAsync("a");

        await worker.Connectors.PatchConfigAsync("a", new Dictionary<string, string?> { ["errors.tolerance"] = "all" }, None);
        await worker.RestartAsync();
        Assert.Equal("all", worker.Connectors.Get("a").Config["errors.tolerance"]);

        Write(worker, "a.json", "a", source, ("tasks.max", "3"));
        await Until.True(() => worker.Connectors.Get("a").Config.GetValueOrDefault("tasks.max") == "3");
        Assert.False(worker.Connectors.Get("a").Config.ContainsKey("errors.tolerance"));

        await worker.Connectors.DeleteAsync("a", None);
        await worker.RestartAsync();
        Assert.Empty(worker.Connectors.Names);
        Write(worker, "a.json", "a", source, ("tasks.max", "2"));
        await Until.True(() => worker.Connectors.Names.Count == 1);
    }

    [Fact]
    public async Task Removed_file_stops_its_connector_and_keeps_its_offsets()
    {
        var source = new SourceScript { Total = 5, Finishes = true };
        await using var worker = TestWorker.Prepare();
        Write(worker, "a.json", "a", source);
        Write(worker, "b.json", "b", new SourceScript { Finishes = true });
        await worker.UpAsync();
        await worker.UntilIdleAsync("a");
        await worker.CreateAsync("rest", new SourceScript().Config());
        File.Delete(Path.Combine(worker.ConnectorFolder, "a.json"));
        await Until.True(() => worker.Connectors.Names is ["b", "rest"]);

        // While the worker is down, too: the connector does not come up for a moment.
        await worker.DownAsync();
        File.Delete(Path.Combine(worker.ConnectorFolder, "b.json"));
        await worker.UpAsync();
        Assert.Equal(["rest"], worker.Connectors.Names);

        Write(worker, "a.json", "a", source);
        await Until.True(() => worker.Connectors.Names.Contains("a"));
        await worker.UntilIdleAsync("a");
        Assert.Equal(0, worker.Task("a").Rows);
        Assert.Equal(5, (await worker.Topics.ReadAsync("rows")).Count);
    }

    [Fact]
    public async Task Changed_file_is_applied_before_the_stored_connector_begins()
    {
        var old = new SourceScript { Total = 5, Topic = "old", Finishes = true };
        var changed = new SourceScript { Total = 5, Topic = "new", Finishes = true };
        await using var worker = TestWorker.Prepare();
        Write(worker, "a.json", "a", old);
        await worker.UpAsync();
        await worker.UntilIdleAsync("a");
        await worker.DownAsync();
        Interlocked.Add(ref old.Total, 100);
        Write(worker, "a.json", "a", changed);
        await worker.UpAsync();
        await worker.UntilIdleAsync("a");
        Assert.Equal(1, old.Opened);
        Assert.Equal(5, (await worker.Topics.ReadAsync("old")).Count);
    }

    [Fact]
    public async Task Broken_and_wrong_files_leave_things_as_they_are_and_are_named()
    {
        var source = new SourceScript { Total = 5, Finishes = true };
        await using var worker = TestWorker.Prepare();
        Write(worker, "a.json", "a", source);
        await worker.UpAsync();
        await worker.UntilIdleAsync("a");
        await File.WriteAllTextAsync(Path.Combine(worker.ConnectorFolder, "a.json"), "{ \"connector.class\": ", None);
        await Until.True(() => worker.Log.Lines.Any(line => line.Contains("Cannot apply connector file", StringComparison.Ordinal)));
        Assert.Equal(["a"], worker.Connectors.Names);

        Write(worker, "a.json", "a", source, ("tasks.max", "many"));
        await Until.True(() => worker.Log.Lines.Any(line => line.Contains("tasks.max", StringComparison.Ordinal)));
        Assert.False(worker.Connectors.Get("a").Config.ContainsKey("tasks.max"));
        Assert.Single(worker.Log.Lines, line => line.Contains("tasks.max", StringComparison.Ordinal) && line.StartsWith("Error", StringComparison.Ordinal));

        Write(worker, "a.json", "a", source, ("tasks.max", "4"));
        await Until.True(() => worker.Connectors.Get("a").Config.GetValueOrDefault("tasks.max") == "4");
    }

    [Fact]
    public async Task Of_two_files_with_one_name_the_first_holds_until_it_is_gone()
    {
        var source = new SourceScript { Total = 5, Finishes = true };
        await using var worker = TestWorker.Prepare();
        Write(worker, "1.json", "a", source, ("tasks.max", "1"));
        Write(worker, "2.json", "a", source, ("tasks.max", "2"));
        await worker.UpAsync();
        Assert.Equal("1", worker.Connectors.Get("a").Config["tasks.max"]);
        Assert.Contains(worker.Log.Lines, line => line.Contains("2.json", StringComparison.Ordinal));
        File.Delete(Path.Combine(worker.ConnectorFolder, "1.json"));
        await Until.True(() => worker.Connectors.Get("a").Config["tasks.max"] == "2");
    }

    [Fact]
    public async Task Initial_state_of_a_file_counts_once()
    {
        var source = new SourceScript { Total = 5, Finishes = true };
        await using var worker = TestWorker.Prepare();
        await File.WriteAllTextAsync(
            Path.Combine(worker.ConnectorFolder, "a.json"),
            $$"""{"name":"a","initial_state":"STOPPED","config":{{JsonSerializer.Serialize(TestWorker.Config(source.Config()))}}}""", None);
        await worker.UpAsync();
        await Until.True(() => worker.Connectors.GetStatus("a").Connector.State == ConnectorState.Stopped);
        await worker.Connectors.SetTargetStateAsync("a", TargetState.Started, None);
        await worker.UntilIdleAsync("a");
        await worker.RestartAsync();
        await worker.UntilIdleAsync("a");
    }

    private static void Write(TestWorker worker, string file, string name, SourceScript source, params (string Name, string Value)[] more)
    {
        var config = TestWorker.Config(source.Config(more));
        config["name"] = name;
        // Written beside and moved, so that no half file is seen.
        var path = Path.Combine(worker.ConnectorFolder, file);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(config));
        File.Move(path + ".new", path, overwrite: true);
    }
}
