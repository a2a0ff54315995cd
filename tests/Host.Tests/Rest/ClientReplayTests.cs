namespace ConnectRuntime.Host.Tests.Rest;

/// <summary>The calls that known clients make, in the order in which they make them, with the statuses they take for success.</summary>
public sealed class ClientReplayTests : IAsyncLifetime
{
    private const string Config = """{"connector.class":"OrdersSource","tasks.max":"2"}""";
    private RestRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await RestRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    /// <summary>What Strimzi's operator sends for a connector from its making to its end.</summary>
    [Fact]
    public Task Strimzi_operator() => ReplayAsync(
        ("GET", "/health", null, 200),
        ("GET", "/connector-plugins", null, 200),
        ("GET", "/connectors", null, 200),
        ("GET", "/connectors/a/config", null, 404),
        ("PUT", "/connectors/a/config", Config, 201),
        ("GET", "/connectors/a/status", null, 200),
        ("GET", "/connectors/a/config", null, 200),
        ("PUT", "/connectors/a/config", Config, 200),
        ("GET", "/connectors/a/topics", null, 200),
        ("PUT", "/connectors/a/pause", null, 202),
        ("PUT", "/connectors/a/resume", null, 202),
        ("POST", "/connectors/a/restart?includeTasks=false&onlyFailed=false", null, 204),
        ("POST", "/connectors/a/restart?includeTasks=true&onlyFailed=true", null, 202),
        ("POST", "/connectors/a/tasks/0/restart", null, 204),
        ("GET", "/connectors/a/offsets", null, 200),
        ("PUT", "/connectors/a/stop", null, 204),
        ("GET", "/admin/loggers", null, 200),
        ("PUT", "/admin/loggers/org.apache.kafka.connect?scope=cluster", """{"level":"DEBUG"}""", 204),
        ("DELETE", "/connectors/a", null, 204),
        ("GET", "/connectors/a/status", null, 404));

    /// <summary>What kcctl sends for its verbs: info, get, apply, describe, patch, pause, resume, stop, restart, delete.</summary>
    [Fact]
    public Task Kcctl() => ReplayAsync(
        ("GET", "/", null, 200),
        ("GET", "/connector-plugins?connectorsOnly=false", null, 200),
        ("GET", "/connector-plugins/OrdersSource/config", null, 200),
        ("PUT", "/connector-plugins/OrdersSource/config/validate", Config, 200),
        ("POST", "/connectors", "{\"name\":\"a\",\"config\":" + Config + "}", 201),
        ("GET", "/connectors?expand=status&expand=info", null, 200),
        ("GET", "/connectors", null, 200),
        ("GET", "/connectors/a", null, 200),
        ("GET", "/connectors/a/config", null, 200),
        ("GET", "/connectors/a/status", null, 200),
        ("GET", "/connectors/a/tasks", null, 200),
        ("GET", "/connectors/a/tasks/1/status", null, 200),
        ("GET", "/connectors/a/topics", null, 200),
        ("GET", "/connectors/a/offsets", null, 200),
        ("PUT", "/connectors/a/config", Config, 200),
        ("PATCH", "/connectors/a/config", """{"tasks.max":"1"}""", 200),
        ("PUT", "/connectors/a/pause", null, 202),
        ("PUT", "/connectors/a/resume", null, 202),
        ("POST", "/connectors/a/restart", null, 204),
        ("POST", "/connectors/a/tasks/0/restart", null, 204),
        ("GET", "/admin/loggers", null, 200),
        ("GET", "/admin/loggers/root", null, 200),
        ("PUT", "/admin/loggers/root", """{"level":"ERROR"}""", 200),
        ("PUT", "/connectors/a/stop", null, 204),
        ("DELETE", "/connectors/a", null, 204));

    /// <summary>Every answer of the two that has a body is JSON of that type.</summary>
    private async Task ReplayAsync(params (string Method, string Path, string? Body, int Status)[] calls)
    {
        foreach (var (method, path, body, status) in calls)
        {
            var reply = await _rig.SendAsync(method, path, body, "application/json", ("Accept", "application/json"));
            Assert.True(status == (int)reply.Status, $"{method} {path} answered {(int)reply.Status} {reply.Body}");
            if (reply.Body.Length > 0)
            {
                Assert.Equal("application/json", reply.Type);
                _ = reply.Json;
            }
        }
    }
}
