using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ConnectRuntime.Host.Cli;
using ConnectRuntime.Host.Tests.Cli;

namespace ConnectRuntime.Host.Tests.Worker;

/// <summary>Command lines over the worker of the runtime, with a source and a sink that are plugins of this assembly.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly CliRig _rig = new() { CreateWorker = (config, logging) => new HostedWorker(config, logging) };
    private readonly string _name = $"sink-{Guid.NewGuid():N}";

    public WorkerTests() => Directory.CreateDirectory(_rig.Path("connectors"));

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Once_moves_everything_once_and_a_second_time_nothing()
    {
        Connector("source.json", "source", ("connector.class", "counting"), ("topic", "numbers"), ("count", "1000"));
        Connector("sink.json", _name, ("connector.class", "collecting"), ("topics", "numbers"));
        for (var round = 0; round < 2; round++)
        {
            var result = await _rig.RunAsync(Worker("run", "--once", "--once-timeout", "60"));
            Assert.True(result.Code == 0, result.Out + result.Error);
            Assert.Equal(Enumerable.Range(1, 1000).Select(id => (long)id), CollectingSink.Collected[_name]);
        }
    }

    [Fact]
    public async Task Once_tells_why_a_task_failed()
    {
        Connector("source.json", "source", ("connector.class", "counting"), ("topic", "numbers"), ("fail.at", "5"));
        var result = await _rig.RunAsync(Worker("run", "--once", "--once-timeout", "60"));
        Assert.Equal(1, result.Code);
        Assert.Contains("Task 0 of connector source failed", result.Out, StringComparison.Ordinal);
        Assert.Contains("The counter is worn out.", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", """{"id":1,"name":"n1"}""", """{"id":2,"name":null}""")]
    [InlineData("true", """{"before":null,"after":{"id":1,"name":"n1"},"op":"c"}""", """{"before":null,"after":{"id":2,"name":null},"op":"c"}""")]
    public async Task Records_are_shown_decoded_through_the_registry(string envelope, string first, string second)
    {
        Connector("source.json", "source", ("connector.class", "counting"), ("topic", "numbers"), ("count", "2"), ("envelope", envelope));
        Assert.Equal(0, (await _rig.RunAsync(Worker("run", "--once"))).Code);

        var show = await _rig.RunAsync(Worker("topics", "show", "numbers", "--json"));
        Assert.True(show.Code == 0, show.Error);
        var lines = show.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([first, second], lines.Select(line => WithoutTime(line.GetProperty("value"))));
        Assert.Equal("""{"id":1}""", lines[0].GetProperty("key").GetRawText());
        Assert.True(lines[0].GetProperty("key_schema_id").GetInt32() > 0);
        Assert.True(lines[0].GetProperty("value_schema_id").GetInt32() > 0);
    }

    [Fact]
    public async Task Validate_tells_what_the_real_options_are()
    {
        var file = _rig.Write("c.json", """{"name":"c","config":{"connector.class":"counting","cuont":"3"}}""");
        var result = await _rig.RunAsync("validate", file);
        Assert.Equal(1, result.Code);
        Assert.Matches("CFG[0-9]{3}: .*'topic'", result.Out);
        Assert.Contains("count", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rest_and_the_command_line_see_a_running_worker()
    {
        Connector("source.json", "source", ("connector.class", "counting"), ("topic", "numbers"), ("count", "3"));
        using var stop = new CancellationTokenSource();
        var running = _rig.RunAsync(stop.Token, Worker("run"));
        using var client = new HttpClient { BaseAddress = new Uri(await _rig.UrlAsync(running)) };

        var made = await client.PutAsJsonAsync(
            new Uri($"connectors/{_name}/config", UriKind.Relative),
            new Dictionary<string, string> { ["connector.class"] = "CollectingSink", ["topics"] = "numbers" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await EventuallyAsync(() => Task.FromResult(CollectingSink.Collected.GetValueOrDefault(_name)?.Count == 3));

        var show = await _rig.RunAsync(Worker("topics", "show", "numbers", "--max", "2"));
        Assert.Equal(2, show.Out.TrimEnd('\n').Split('\n').Length);
        await EventuallyAsync(async () =>
            await client.GetStringAsync(new Uri($"connectors/{_name}/offsets", UriKind.Relative)) is { } text
            && text.Contains("kafka_offset", StringComparison.Ordinal));
        foreach (var (method, path, status) in new[]
        {
            (HttpMethod.Get, $"connectors/{_name}/status", 200), (HttpMethod.Put, $"connectors/{_name}/pause", 202),
            (HttpMethod.Put, $"connectors/{_name}/resume", 202), (HttpMethod.Get, $"connectors/{_name}/tasks", 200),
            (HttpMethod.Get, "connectors/source/offsets", 200), (HttpMethod.Get, "connectors/source/topics", 200),
            (HttpMethod.Post, $"connectors/{_name}/restart?includeTasks=true", 202), (HttpMethod.Put, $"connectors/{_name}/stop", 204),
            (HttpMethod.Get, "connector-plugins/counting/config", 200), (HttpMethod.Delete, $"connectors/{_name}", 204),
            (HttpMethod.Get, $"connectors/{_name}", 404), (HttpMethod.Get, "connectors?expand=status&expand=info", 200),
        })
        {
            using var request = new HttpRequestMessage(method, path);
            var reply = await client.SendAsync(request);
            Assert.True(status == (int)reply.StatusCode, $"{method} {path}: {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
        }

        await stop.CancelAsync();
        Assert.Equal(0, (await running.WaitAsync(TimeSpan.FromSeconds(20))).Code);
    }

    private static string WithoutTime(JsonElement value) => "{" + string.Join(
        ',', value.EnumerateObject().Where(field => field.Name != "ts_ms").Select(field => $"\"{field.Name}\":{field.Value.GetRawText()}")) + "}";

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; !await condition(); attempt++)
        {
            Assert.True(attempt < 200, "It did not happen within 20 s.");
            await Task.Delay(100);
        }
    }

    private string[] Worker(params string[] arguments) =>
        [.. _rig.Worker(arguments), "--set", $"connector.dir={_rig.Path("connectors")}", "--set", "plugin.path="];

    private void Connector(string file, string name, params (string Key, string Value)[] options) => File.WriteAllText(
        Path.Combine(_rig.Path("connectors"), file),
        JsonSerializer.Serialize(new { name, config = options.ToDictionary(option => option.Key, option => option.Value) }));
}
