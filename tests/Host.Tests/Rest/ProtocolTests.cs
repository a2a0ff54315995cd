using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Tests.Rest;

/// <summary>What holds for every path: methods, media types, limits, the shape of errors, and the worker's own health.</summary>
public sealed class ProtocolTests : IAsyncLifetime
{
    private RestRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await RestRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task The_root_says_who_this_is()
    {
        var json = (await _rig.SendAsync("GET", "/")).Json;
        Assert.Equal(["version", "commit", "kafka_cluster_id"], json.EnumerateObject().Select(part => part.Name));
        Assert.Equal("cluster-1", json.GetProperty("kafka_cluster_id").GetString());
    }

    [Theory]
    [InlineData(WorkerHealth.Healthy, 200, "healthy")]
    [InlineData(WorkerHealth.Starting, 503, "starting")]
    [InlineData(WorkerHealth.Unhealthy, 500, "unhealthy")]
    public async Task Health_is_the_workers(WorkerHealth health, int status, string word)
    {
        _rig.Worker.Health = health;
        var reply = await _rig.SendAsync("GET", "/health");
        Assert.Equal((status, word), ((int)reply.Status, reply.Json.GetProperty("status").GetString()));
        Assert.NotEmpty(reply.Json.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task While_it_starts_only_root_health_and_loggers_answer()
    {
        _rig.Worker.Health = WorkerHealth.Starting;
        (await _rig.SendAsync("GET", "/connectors")).ExpectError(503);
        Assert.Equal(HttpStatusCode.OK, (await _rig.SendAsync("GET", "/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _rig.SendAsync("GET", "/admin/loggers")).Status);
    }

    [Theory]
    [InlineData("GET", "/connectors/")]
    [InlineData("GET", "/connectors?x=1")]
    [InlineData("GET", "/connector-plugins/")]
    public async Task A_trailing_slash_is_accepted(string method, string path) =>
        Assert.Equal(HttpStatusCode.OK, (await _rig.SendAsync(method, path)).Status);

    [Fact]
    public async Task Head_works_where_get_does()
    {
        var reply = await _rig.SendAsync("HEAD", "/connectors");
        Assert.Equal((HttpStatusCode.OK, ""), (reply.Status, reply.Body));
        Assert.Equal(404, (int)(await _rig.SendAsync("HEAD", "/connectors/c")).Status);
    }

    [Theory]
    [InlineData("DELETE", "/connectors", "GET,HEAD,POST")]
    [InlineData("POST", "/connectors/a/config", "GET,HEAD,PATCH,PUT")]
    [InlineData("GET", "/connectors/a/pause", "PUT")]
    [InlineData("POST", "/", "GET,HEAD")]
    [InlineData("TRACE", "/connectors", "GET,HEAD,POST")]
    public async Task Another_method_is_405_and_says_which_there_are(string method, string path, string allow)
    {
        var reply = await _rig.SendAsync(method, path);
        reply.ExpectError(405, "HTTP 405 Method Not Allowed");
        Assert.Equal(allow, reply.Allow);
    }

    [Fact]
    public async Task Options_says_which_methods_there_are()
    {
        var reply = await _rig.SendAsync("OPTIONS", "/connectors");
        Assert.Equal((HttpStatusCode.OK, "", "GET,HEAD,POST"), (reply.Status, reply.Body, reply.Allow));
    }

    [Theory]
    [InlineData("text/html", 406)]
    [InlineData("application/json;q=0", 406)]
    [InlineData("application/json;q=0, */*", 406)]
    [InlineData("text/html, */*;q=0.1", 200)]
    [InlineData("application/*", 200)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 200)]
    [InlineData("application/json", 200)]
    public async Task Accept_is_honoured(string accept, int status)
    {
        var reply = await _rig.SendAsync("GET", "/connectors", null, null, ("Accept", accept));
        Assert.Equal(status, (int)reply.Status);
        if (status == 406)
        {
            reply.ExpectError(406, "HTTP 406 Not Acceptable");
        }
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/merge-patch+json", 415)]
    [InlineData(null, 415)]
    [InlineData("application/json; charset=utf-8", 201)]
    [InlineData("Application/JSON", 201)]
    public async Task A_body_must_be_json(string? type, int status)
    {
        var reply = await _rig.SendAsync("PUT", "/connectors/a/config", """{"connector.class":"OrdersSource"}""", type);
        Assert.Equal(status, (int)reply.Status);
        if (status == 415)
        {
            reply.ExpectError(415, "HTTP 415 Unsupported Media Type");
        }
    }

    [Fact]
    public async Task A_body_of_half_a_megabyte_is_taken_and_one_of_five_is_not()
    {
        static string Body(int size) => "{\"connector.class\":\"OrdersSource\",\"x\":\"" + new string('x', size) + "\"}";

        Assert.Equal(HttpStatusCode.Created, (await _rig.SendAsync("PUT", "/connectors/a/config", Body(500_000))).Status);
        (await _rig.SendAsync("PUT", "/connectors/b/config", Body(5_000_000))).ExpectError(413);
        Assert.Equal("""["a"]""", (await _rig.SendAsync("GET", "/connectors")).Body);
    }

    [Fact]
    public async Task A_deep_body_is_refused() =>
        (await _rig.SendAsync("PUT", "/connectors/a/config", new string('[', 100_000))).ExpectError(400);

    [Theory]
    [InlineData("/connectors/%zz")]
    [InlineData("/connectors/%ff")]
    [InlineData("/connectors/a%2Fb")]
    [InlineData("/connectors/a%25b")]
    [InlineData("/connectors/a%5Cb")]
    [InlineData("/connectors/../../etc/passwd")]
    public async Task Odd_paths_get_json(string path)
    {
        var reply = await RawAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.Contains("404 Not Found", reply, StringComparison.Ordinal);
        Assert.Contains("{\"error_code\":404,", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_long_an_address_gets_json()
    {
        var reply = await _rig.SendAsync("GET", "/connectors/" + new string('a', 9_000));
        reply.ExpectError(414);
    }

    [Theory]
    [InlineData("http://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData(null, 204)]
    [InlineData("own", 204)]
    public async Task Pages_of_other_sites_change_nothing(string? origin, int status)
    {
        await _rig.CreateAsync("a");
        var headers = origin is null ? [] : new[] { ("Origin", origin == "own" ? _rig.Url : origin) };
        Assert.Equal(status, (int)(await _rig.SendAsync("POST", "/connectors/a/restart", null, null, headers)).Status);
    }

    [Fact]
    public async Task A_defect_is_500_with_a_text_and_is_logged()
    {
        _rig.Worker.Fake.Failure = new InvalidOperationException("boom");
        var reply = await _rig.SendAsync(
            "PUT", "/connector-plugins/OrdersSource/config/validate", """{"connector.class":"OrdersSource"}""");
        reply.ExpectError(500, "boom");
        Assert.Contains(_rig.Log, line => line.Contains("boom", StringComparison.Ordinal));
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        var url = new Uri(_rig.Url);
        await socket.ConnectAsync(url.Host, url.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadToEndAsync();
    }
}
