using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Plugins;
using ConnectRuntime.Runtime.Tests.Rig;

namespace ConnectRuntime.Runtime.Tests.Plugins;

public sealed class PluginTests(PluginWorkshop workshop, ITestOutputHelper output) : IClassFixture<PluginWorkshop>
{
    [Fact]
    public async Task Connectors_in_one_file_run_from_their_folders_by_connector_files()
    {
        await using var worker = TestWorker.Prepare(("plugin.path", $"{workshop.Built("CounterSource")},{workshop.Built("LineSink")},{workshop.Built("ScaleTransform")}"));
        var target = Path.Combine(worker.ConnectorFolder, "lines.txt");
        await File.WriteAllTextAsync(Path.Combine(worker.ConnectorFolder, "counter.json"), """
            {
              // Comments are welcome.
              "name": "counter",
              "config": {
                "connector.class": "CounterSource", "topic": "counts", "count.to": 10000,
                "transforms": "ten", "transforms.ten.type": "Scale", "transforms.ten.field": "n", "transforms.ten.factor": 10,
              }
            }
            """);
        await File.WriteAllTextAsync(Path.Combine(worker.ConnectorFolder, "lines.json"), $$"""
            { "connector.class": "Samples.LineSink", "topics": "counts", "file": "{{target}}" }
            """);
        await worker.UpAsync();
        await worker.UntilIdleAsync("counter");
        await Until.True(() => File.Exists(target));
        await worker.UntilIdleAsync("lines");
        Assert.Equal(Enumerable.Range(1, 10_000).Select(n => $$"""{"n":{{n * 10}}}"""), await File.ReadAllLinesAsync(target));

        // It goes on where it was, and not from the beginning.
        await worker.Connectors.PatchConfigAsync("counter", new Dictionary<string, string?> { ["count.to"] = "10002" }, CancellationToken.None);
        await Until.True(async () => (await File.ReadAllLinesAsync(target)).Length >= 10_002);
        Assert.Equal(["""{"n":100010}""", """{"n":100020}"""], (await File.ReadAllLinesAsync(target))[10_000..]);
        // Readers may see rows a moment before the position behind them is shown.
        var expected = new ConnectorOffset.Source("""{"partition":0}""", """{"position":10003}""");
        await Until.True(async () => await worker.Connectors.GetOffsetsAsync("counter", CancellationToken.None) is [var offset] && offset == expected);
    }

    [Fact]
    public async Task Two_plugins_see_each_its_own_version_of_a_library()
    {
        await using var worker = await TestWorker.StartAsync(("plugin.path", $"{workshop.Built("First")},{workshop.Built("Second")}"));
        await worker.CreateAsync("first", ("connector.class", "FirstAlias"));
        await worker.CreateAsync("second", ("connector.class", "Second"));
        await worker.UntilIdleAsync("first", "second");
        Assert.Equal("1.0.0 as 1.0.0.0", Assert.Single(await worker.Topics.ReadAsync("First")).Text);
        Assert.Equal("2.5.0 as 2.5.0.0", Assert.Single(await worker.Topics.ReadAsync("Second")).Text);
        var info = worker.Worker.Plugins.Find("First")!;
        Assert.Equal(("3.2.1", PluginType.Source, "Says which library it sees."), (info.Version, info.Type, info.Summary));
        Assert.Equal("3.2.1", worker.Task("first").Version);
    }

    [Fact]
    public void Folder_of_plugin_folders_is_looked_through()
    {
        var first = workshop.Copy("First", "many/one");
        workshop.Copy("Second", "many/two");
        var catalog = PluginCatalog.Scan([Path.GetDirectoryName(first)!], new LogLines());
        Assert.Equal(["First", "Second"], catalog.Plugins.Where(plugin => plugin.Location.Contains("many", StringComparison.Ordinal)).Select(plugin => plugin.Class));
    }

    [Fact]
    public void Plugin_for_another_major_version_says_so_where_it_is_named()
    {
        var log = new LogLines();
        var catalog = PluginCatalog.Scan([workshop.Built("Future")], log);
        Assert.Null(catalog.Find("FutureSource"));
        var error = Assert.Throws<ConnectException>(() => catalog.Create<IConnector>("FutureSource"));
        Assert.Matches("^PLG[0-9]{3}: Cannot use plugin 'FutureSource': .*Future.dll was built for version 9 of the contract, this host has version [0-9]+", error.Message);
        Assert.Contains("version 9", log.ToString());
    }

    [Fact]
    public async Task Connector_with_a_missing_dependency_fails_with_its_name()
    {
        var folder = workshop.Copy("First", "incomplete2");
        File.Delete(Path.Combine(folder, "Shared.dll"));
        await using var worker = await TestWorker.StartAsync(("plugin.path", folder));
        await worker.CreateAsync("first", ("connector.class", "First"));
        await Until.True(() => worker.Connectors.GetStatus("first").Connector.State == ConnectorState.Failed);
        var trace = worker.Connectors.GetStatus("first").Connector.Trace;
        Assert.Matches("^PLG[0-9]{3}: Cannot run .*Shared, Version=1.0.0.0", trace);
        Assert.DoesNotContain("   at ", trace);
    }

    [Fact]
    public void Class_without_constructor_says_what_is_required()
    {
        var catalog = PluginCatalog.Scan([workshop.Built("NoConstructor")], new LogLines());
        var error = Assert.Throws<ConnectException>(() => catalog.Create<IConnector>("Awkward"));
        Assert.Contains("no public constructor without parameters", error.Message);
        Assert.Contains("is a Transformation", Assert.Throws<ConnectException>(() => catalog.Create<IConnector>("ScriptedTransform")).Message);
    }

    [Fact]
    public void Broken_files_are_left_out_with_a_word_and_others_are_found()
    {
        var folder = workshop.Copy("First", "broken");
        var whole = File.ReadAllBytes(Path.Combine(folder, "First.dll"));
        File.WriteAllBytes(Path.Combine(folder, "empty.dll"), []);
        File.WriteAllBytes(Path.Combine(folder, "text.dll"), "this is no program"u8.ToArray());
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 400; i++)
        {
            var bytes = i % 2 == 0 ? whole[..random.Next(1, whole.Length)] : (byte[])whole.Clone();
            for (var j = 0; j < 40; j++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(Path.Combine(folder, $"torn{i}.dll"), bytes);
        }

        var log = new LogLines();
        var catalog = PluginCatalog.Scan([folder], log);
        Assert.NotNull(catalog.Find("First"));
        Assert.Contains(log.Lines, line => line.Contains("empty.dll", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("text.dll", StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_name_lists_the_known_ones()
    {
        var catalog = PluginCatalog.Scan(["no/such/folder"], new LogLines());
        Assert.Contains(typeof(ScriptedSource).FullName!, Assert.Throws<ConnectException>(() => catalog.Create<IConnector>("Nobody")).Message);
        Assert.NotNull(catalog.Find("ScriptedSource"));
        Assert.NotNull(catalog.Find(typeof(ScriptedSource).FullName!));
    }
}
