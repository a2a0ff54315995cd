using System.Text;
using System.Text.Json;
using ConnectRuntime.Connectors;
using ConnectRuntime.Host.Tests.Fakes;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;
using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Host.Tests.Cli;

/// <summary>The verb that asks whether all is there.</summary>
public sealed class CheckTests : IDisposable
{
    private const string Good = """{"name":"orders","config":{"connector.class":"OrdersSource"}}""";

    private readonly CliRig _rig = new();

    public CheckTests() => Directory.CreateDirectory(Folder);

    private string Folder => _rig.Path("connectors");

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(CheckSeverity.Ok, 0, "OK     orders  log_bin: It is ON. Good.")]
    [InlineData(CheckSeverity.Warning, 0, "WARN   orders  log_bin: It is ON. Good.")]
    [InlineData(CheckSeverity.Error, 1, "ERROR  orders  log_bin: It is ON. Good.")]
    public async Task A_finding_is_a_line(CheckSeverity severity, int code, string line)
    {
        _rig.Started = connectors => connectors.Findings.Add(new("log_bin", severity, "It is ON.\nGood."));
        var result = await _rig.RunAsync("check", _rig.Write("o.json", Good));
        Assert.Equal((code, line), (result.Code, result.Out.TrimEnd()));
    }

    [Fact]
    public async Task Json_is_an_object_a_line()
    {
        _rig.Started = connectors => connectors.Findings.AddRange([new("a", CheckSeverity.Ok, "Fine: 'x' & <y>."), new("b", CheckSeverity.Error, "Not so.")]);
        var result = await _rig.RunAsync("check", _rig.Write("o.json", Good), "--json");
        Assert.Equal(1, result.Code);
        var lines = result.Out.TrimEnd().Split('\n');
        Assert.Equal("""{"connector":"orders","severity":"OK","subject":"a","message":"Fine: 'x' & <y>."}""", lines[0]);
        Assert.Equal("ERROR", JsonDocument.Parse(lines[1]).RootElement.GetProperty("severity").GetString());
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task All_files_of_the_folder_are_checked()
    {
        Write("b.json", """{"connector.class":"OrdersSource"}""");
        Write("a.json", """{"name":"first","config":{"connector.class":"OrdersSource","tasks.max":"zero","secret":"hush"}}""");
        Write("c.json", "{");
        Write("d.json", """{"connector.class":"Nobody"}""");
        var result = await _rig.RunAsync("check", "--connectors", Folder);
        Assert.Equal(1, result.Code);
        var lines = result.Out.TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Matches(@"^ERROR  first  tasks\.max: CFG[0-9]{3}: ", lines[0]);
        Assert.StartsWith("OK     b  options: ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"ERROR  c  {Path.Combine(Folder, "c.json")}: It is not a connector file: ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("ERROR  d  connector.class: ", lines[3], StringComparison.Ordinal);
        Assert.DoesNotContain("hush", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_that_of_a_connector_in_the_folder()
    {
        Write("some-file.json", Good);
        Write("other.json", """{"connector.class":"Nobody"}""");
        var result = await _rig.RunAsync("check", "orders", "--connectors", Folder);
        Assert.Equal((0, "OK     orders"), (result.Code, result.Out[..13]));
        Assert.Single(result.Out.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_name_of_nothing_is_an_error_that_names_the_others()
    {
        Write("some-file.json", Good);
        var result = await _rig.RunAsync("check", "order", "--connectors", Folder);
        Assert.Equal(1, result.Code);
        Assert.StartsWith("HST011: Cannot check 'order': ", result.Error, StringComparison.Ordinal);
        Assert.Contains("one of orders is required", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("connectors")]
    public async Task A_folder_without_files_is_an_error(string folder)
    {
        var result = await _rig.RunAsync("check", "--connectors", _rig.Path(folder));
        Assert.Equal(1, result.Code);
        Assert.StartsWith("HST010: Cannot check anything: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        await _rig.RunAsync(_rig.Worker("check", _rig.Write("o.json", Good)));
        Assert.False(Directory.Exists(Path.GetDirectoryName(Assert.Single(_rig.DataFolders))));
        Assert.False(Directory.Exists(_rig.Data));
    }

    [Fact]
    public async Task Stored_positions_are_given_to_the_checks()
    {
        Assert.Empty(await PositionsAsync());
        await StoreAsync(
            ("orders", """{"p":1}""", """{"at":1}"""),
            ("orders", """{"p":2}""", """{"at":2}"""),
            ("other", "{}", "{}"),
            ("orders", """{"p":1}""", """{"at":3}"""),
            ("orders", """{"p":2}""", null));
        Assert.Equal([new SourcePosition("{\"p\":1}", "{\"at\":3}")], await PositionsAsync());
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_read_is_a_warning()
    {
        await StoreAsync(("orders", "{}", "{}"));
        await using var held = EmbeddedTopicLog.Open(new EmbeddedLogOptions(_rig.Data));
        var result = await _rig.RunAsync(_rig.Worker("check", _rig.Write("o.json", Good)));
        Assert.Equal(0, result.Code);
        Assert.Contains("WARN   orders  offsets: Stored offsets could not be looked at. ", result.Out, StringComparison.Ordinal);
    }

    // In the shapes of Kafka Connect's offsets topic.
    private async Task StoreAsync(params (string Connector, string Partition, string? Offset)[] positions)
    {
        await using var log = EmbeddedTopicLog.Open(new EmbeddedLogOptions(_rig.Data));
        await log.CreateTopicAsync(new TopicSpec("connect-offsets", 1), default);
        await using var producer = await log.CreateProducerAsync(new ProducerOptions("test"), default);
        foreach (var (connector, partition, offset) in positions)
        {
            var batch = new EncodedBatch();
            var key = batch.Write(Encoding.UTF8.GetBytes($"[\"{connector}\",{partition}]"));
            batch.AddRecord(batch.AddTopic("connect-offsets"), 0, -1, key, offset is null ? Slice.Null : batch.Write(Encoding.UTF8.GetBytes(offset)));
            await producer.AppendAsync(batch, default);
        }
    }

    private async Task<IReadOnlyList<SourcePosition>> PositionsAsync()
    {
        FakeConnectors? asked = null;
        _rig.Started = connectors => asked = connectors;
        var result = await _rig.RunAsync(_rig.Worker("check", _rig.Write("o.json", Good)));
        Assert.Equal((0, ""), (result.Code, result.Error));
        return asked!.Positions!;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);
}
