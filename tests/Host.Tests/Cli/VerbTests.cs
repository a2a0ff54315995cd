using System.Text.Json;
using ConnectRuntime.Host.Tests.Fakes;
using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Host.Tests.Cli;

/// <summary>The verbs that look and end.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly CliRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Validate_tells_every_problem_of_every_file()
    {
        var good = _rig.Write("good.json", """{"name":"g","config":{"connector.class":"OrdersSource"}}""");
        var bad = _rig.Write("bad.json", """{"name":"b","config":{"connector.class":"OrdersSource","tasks.max":"zero","secret":"hush"}}""");
        var broken = _rig.Write("broken.json", "{");
        var result = await _rig.RunAsync("validate", good, bad, broken, _rig.Path("missing.json"));

        Assert.Equal(1, result.Code);
        Assert.Contains($"{good}: valid", result.Out, StringComparison.Ordinal);
        Assert.Contains($"{bad}: 1 error", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"error +CFG[0-9]{3}: .*tasks\.max", result.Out);
        Assert.Contains($"{broken}: not a connector file", result.Out, StringComparison.Ordinal);
        Assert.Contains("missing.json: not a connector file", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_ends_with_0_when_all_is_well_and_leaves_nothing_behind()
    {
        var good = _rig.Write("good.json", """{"connector.class":"OrdersSource"}""");
        var result = await _rig.RunAsync("validate", good);

        Assert.Equal(0, result.Code);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Assert.Single(_rig.DataFolders))));
        Assert.False(Directory.Exists(_rig.Data));
    }

    [Fact]
    public async Task Plugins_are_listed_and_one_is_told()
    {
        var list = await _rig.RunAsync("plugins");
        Assert.Equal(0, list.Code);
        Assert.Matches(@"Sink:\s+x\.OrdersSinkConnector +2\.1", list.Out);

        var one = await _rig.RunAsync("plugins", "OrdersSink");
        Assert.Matches(@"tasks\.max +INT +default '1'", one.Out);
        var none = await _rig.RunAsync("plugins", "Nobody");
        Assert.Equal(1, none.Code);
        Assert.StartsWith("HST007: Cannot show plugin 'Nobody'", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Docs_writes_a_schema_per_connector_and_pages_of_options()
    {
        var root = _rig.Path("repo");
        var result = await _rig.RunAsync("docs", "--out", root);

        Assert.Equal(0, result.Code);
        var schema = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(root, "config/schemas/OrdersSinkConnector.schema.json")));
        Assert.Equal("OrdersSinkConnector", schema.RootElement.GetProperty("title").GetString());
        Assert.Contains("`data.dir`", await File.ReadAllTextAsync(Path.Combine(root, "docs/options/worker.md")), StringComparison.Ordinal);
        Assert.Contains("`topics.regex`", await File.ReadAllTextAsync(Path.Combine(root, "docs/options/sink.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_of_a_folder_that_nobody_holds_are_listed_and_shown()
    {
        await using (var log = EmbeddedTopicLog.Open(new EmbeddedLogOptions(_rig.Data)))
        {
            await TestTopics.FillAsync(log, "orders", 2, TestTopics.Text("k", "v1"), TestTopics.Text(null, "v2", partition: 1));
        }

        var list = await _rig.RunAsync(_rig.Worker("topics", "list"));
        Assert.Matches(@"orders +2 +0 +2", list.Out);
        var show = await _rig.RunAsync(_rig.Worker("topics", "show", "orders", "--json", "--partition", "1"));
        Assert.Equal(0, show.Code);
        Assert.Equal(
            """{"topic":"orders","partition":1,"offset":0,"timestamp":1001,"key":null,"value":"v2","headers":[],"""
            + "\"key_schema_id\":null,\"value_schema_id\":null}",
            show.Out.Trim());

        var beyond = await _rig.RunAsync(_rig.Worker("topics", "show", "orders", "--partition", "2"));
        Assert.Equal(1, beyond.Code);
        Assert.StartsWith("HST004: Cannot show partition 2", beyond.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_of_a_folder_that_is_not_there_are_an_error_and_make_none()
    {
        var result = await _rig.RunAsync(_rig.Worker("topics", "list"));
        Assert.Equal(1, result.Code);
        Assert.StartsWith("HST009: Cannot read topics in", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_rig.Data));
    }
}
