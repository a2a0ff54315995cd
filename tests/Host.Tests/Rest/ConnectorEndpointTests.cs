using System.Net;

namespace ConnectRuntime.Host.Tests.Rest;

/// <summary>Expected bodies and texts are those of Kafka Connect 4.3.1 as they were observed.</summary>
public sealed class ConnectorEndpointTests : IAsyncLifetime
{
    private const string Config = """{"connector.class":"OrdersSource","tasks.max":"1"}""";
    private RestRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await RestRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task An_empty_worker_lists_nothing()
    {
        Assert.Equal("[]", (await _rig.SendAsync("GET", "/connectors")).Body);
        Assert.Equal("{}", (await _rig.SendAsync("GET", "/connectors?expand=status")).Body);
    }

    [Fact]
    public async Task Create_answers_the_connector_and_where_it_is()
    {
        var reply = await _rig.SendAsync("POST", "/connectors", """
            {"name":" orders src? ","config":{"tasks.max":2,"connector.class":"OrdersSource","flag":true,"big":1e+20}}
            """);

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal("application/json", reply.Type);
        Assert.Equal($"{_rig.Url}/connectors/orders%20src%3F", reply.Location);
        Assert.Equal(
            """{"name":"orders src?","config":{"tasks.max":"2","connector.class":"OrdersSource","flag":"true","big":"1e+20",*"""
                .Replace("*", "\"name\":\"orders src?\"},", StringComparison.Ordinal)
            + """ "tasks":[{"connector":"orders src?","task":0},{"connector":"orders src?","task":1}],"type":"source"}""".Trim(),
            reply.Body);
        Assert.Equal(reply.Body, (await _rig.SendAsync("GET", new Uri(reply.Location!).PathAndQuery)).Body);
        var again = await _rig.SendAsync("POST", "/connectors", """{"name":"orders src?","config":{"connector.class":"OrdersSource"}}""");
        again.ExpectError(409);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("\"x\"", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"name":"a"}""", 400)]
    [InlineData("""{"name":"a","config":null}""", 400)]
    [InlineData("""{"name":"a","config":[]}""", 400)]
    [InlineData("""{"name":"a","config":{"x":{}}}""", 400)]
    [InlineData("""{"name":"a","config":{"x":null}}""", 400)]
    [InlineData("""{"name":"a","config":{"x":"\ud800"}}""", 400)]
    [InlineData("""{"name":"a","config":{"\udc00":"x"}}""", 400)]
    [InlineData("""{"name":"a","config":{"connector.class":"Nobody"}}""", 400)]
    [InlineData("""{"name":"a","config":{"connector.class":"OrdersSource"},"extra":1}""", 400)]
    [InlineData("""{"name":"a","config":{"connector.class":"OrdersSource","name":"b"}}""", 400)]
    [InlineData("""{"config":{"connector.class":"OrdersSource","name":"b"}}""", 400)]
    [InlineData("""{"name":{},"config":{"connector.class":"OrdersSource"}}""", 400)]
    [InlineData("""{"name":"a","config":{"connector.class":"OrdersSource"},"initial_state":"HALF"}""", 400)]
    [InlineData("""{"name":"a","config":{"connector.class":"OrdersSource"},"initial_state":""}""", 400)]
    [InlineData("""{"name":"","config":{"connector.class":"OrdersSource"}}""", 400)]
    [InlineData("""{"name":"a/b","config":{"connector.class":"OrdersSource"}}""", 400)]
    [InlineData("""{"name":"a%b","config":{"connector.class":"OrdersSource"}}""", 400)]
    [InlineData("""{"name":"a\\b","config":{"connector.class":"OrdersSource"}}""", 400)]
    [InlineData("""{"name":"..","config":{"connector.class":"OrdersSource"}}""", 400)]
    [InlineData("""{"name":"a\u0007b","config":{"connector.class":"OrdersSource"}}""", 400)]
    [InlineData("""{"name":"\u00a0a","config":{"connector.class":"OrdersSource"}}""", 400)]
    public async Task A_bad_create_is_refused_and_makes_nothing(string body, int status)
    {
        (await _rig.SendAsync("POST", "/connectors", body)).ExpectError(status);
        Assert.Equal("[]", (await _rig.SendAsync("GET", "/connectors")).Body);
    }

    [Theory]
    [InlineData("""{"name":"a","config":{"x":null}}""", "Null value can not be supplied as the configuration value.")]
    [InlineData("""{"name":"a","config":{"name":"b"}}""", "Connector name configuration (b) doesn't match connector name in the URL (a)")]
    public async Task Texts_are_the_real_workers(string body, string message) =>
        (await _rig.SendAsync("POST", "/connectors", body)).ExpectError(400, message);

    [Theory]
    [InlineData("ü名 {b}", "%C3%BC%E5%90%8D%20%7Bb%7D")]
    [InlineData("a:@;,&=+'b", "a:@;,&=+'b")]
    [InlineData("a#b\"c", "a%23b%22c")]
    public async Task Any_other_name_is_reachable(string name, string path)
    {
        await _rig.CreateAsync(name);
        var reply = await _rig.SendAsync("GET", $"/connectors/{path}/status");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(name, reply.Json.GetProperty("name").GetString());
        var put = await _rig.SendAsync("PUT", $"/connectors/{path}2/config", Config);
        Assert.Equal($"{_rig.Url}/connectors/{path}2", put.Location);
    }

    [Fact]
    public async Task A_number_is_a_name_and_the_last_of_two_keys_counts()
    {
        var reply = await _rig.SendAsync(
            "POST", "/connectors", """{"name":1,"name":7,"config":{"connector.class":"OrdersSource","a":"1","a":"2"}}""");

        Assert.Equal("7", reply.Json.GetProperty("name").GetString());
        Assert.Equal("2", reply.Json.GetProperty("config").GetProperty("a").GetString());
    }

    [Theory]
    [InlineData("\"stopped\"", "STOPPED")]
    [InlineData("\"Paused\"", "PAUSED")]
    [InlineData("null", "RUNNING")]
    public async Task The_first_state_can_be_chosen(string state, string word)
    {
        var create = "{\"name\":\"a\",\"config\":" + Config + ",\"initial_state\":" + state + "}";
        Assert.Equal(HttpStatusCode.Created, (await _rig.SendAsync("POST", "/connectors", create)).Status);
        var status = await _rig.SendAsync("GET", "/connectors/a/status");
        Assert.Equal(word, status.Json.GetProperty("connector").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Expand_may_repeat_and_unknown_values_give_nothing()
    {
        await _rig.CreateAsync("a");
        var both = (await _rig.SendAsync("GET", "/connectors?expand=status&expand=info")).Json.GetProperty("a");
        Assert.Equal(["status", "info"], both.EnumerateObject().Select(part => part.Name));
        Assert.Equal("RUNNING", both.GetProperty("status").GetProperty("connector").GetProperty("state").GetString());
        Assert.Equal("source", both.GetProperty("info").GetProperty("type").GetString());
        Assert.Equal("""{"a":{}}""", (await _rig.SendAsync("GET", "/connectors?expand=status,info")).Body);
        Assert.Equal("""{"a":{}}""", (await _rig.SendAsync("GET", "/connectors?expand=")).Body);
        Assert.Equal("""["a"]""", (await _rig.SendAsync("GET", "/connectors")).Body);
    }

    [Fact]
    public async Task Config_is_put_patched_and_shown()
    {
        var made = await _rig.SendAsync("PUT", "/connectors/a/config", Config);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal($"{_rig.Url}/connectors/a", made.Location);

        var again = await _rig.SendAsync("PUT", "/connectors/a/config", """{"connector.class":"OrdersSink","topics":"t"}""");
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Null(again.Location);
        Assert.Equal("sink", again.Json.GetProperty("type").GetString());

        var patched = await _rig.SendAsync("PATCH", "/connectors/a/config", """{"topics":null,"tasks.max":3}""");
        Assert.Equal(HttpStatusCode.OK, patched.Status);
        var shown = await _rig.SendAsync("GET", "/connectors/a/config");
        var options = shown.Json.EnumerateObject().Select(option => $"{option.Name}={option.Value}");
        Assert.Equal(["connector.class=OrdersSink", "name=a", "tasks.max=3"], options.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("PUT", "/connectors/a/config", """{"connector.class":"OrdersSource","name":"b"}""", 400)]
    [InlineData("PUT", "/connectors/a%2Fb/config", Config, 400)]
    [InlineData("PUT", "/connectors/%20x%20/config", Config, 400)]
    [InlineData("PUT", "/connectors/a/config", "nope", 400)]
    [InlineData("PUT", "/connectors/a/config", """{"x":null}""", 400)]
    [InlineData("PATCH", "/connectors/a/config", """{"name":"b"}""", 400)]
    [InlineData("PATCH", "/connectors/a/config", "null", 400)]
    [InlineData("PATCH", "/connectors/a/config", "{}", 404)]
    public async Task A_bad_config_is_refused(string method, string path, string body, int status) =>
        (await _rig.SendAsync(method, path, body)).ExpectError(status);

    [Fact]
    public async Task Delete_forgets()
    {
        await _rig.CreateAsync("a");
        var reply = await _rig.SendAsync("DELETE", "/connectors/a");
        Assert.Equal((HttpStatusCode.NoContent, ""), (reply.Status, reply.Body));
        (await _rig.SendAsync("DELETE", "/connectors/a")).ExpectError(404, "Connector a not found");
    }

    [Theory]
    [InlineData("GET", "/connectors/c", "Connector c not found")]
    [InlineData("GET", "/connectors/c/config", "Connector c not found")]
    [InlineData("GET", "/connectors/c/tasks", "Connector c not found")]
    [InlineData("GET", "/connectors/c/offsets", "Connector c not found")]
    [InlineData("GET", "/connectors/c/status", "No status found for connector c")]
    [InlineData("PUT", "/connectors/c/pause", "Unknown connector c")]
    [InlineData("PUT", "/connectors/c/resume", "Unknown connector c")]
    [InlineData("PUT", "/connectors/c/stop", "Unknown connector c")]
    [InlineData("POST", "/connectors/c/restart", "Unknown connector: c")]
    [InlineData("POST", "/connectors/c/tasks/7/restart", "Unknown task: c-7")]
    [InlineData("GET", "/connectors/c/tasks/-1/status", "No status found for task c--1")]
    [InlineData("GET", "/connectors/c/tasks/x/status", "HTTP 404 Not Found")]
    [InlineData("GET", "/connectors/c/tasks/1.0/status", "HTTP 404 Not Found")]
    [InlineData("GET", "/connectors/c/tasks/99999999999/status", "HTTP 404 Not Found")]
    [InlineData("GET", "/nowhere", "HTTP 404 Not Found")]
    [InlineData("GET", "/connectors/c/nowhere", "HTTP 404 Not Found")]
    [InlineData("GET", "/connectors/c/tasks-config", "HTTP 404 Not Found")]
    public async Task What_is_not_there_is_404_in_the_real_workers_words(string method, string path, string message) =>
        (await _rig.SendAsync(method, path)).ExpectError(404, message);

    [Fact]
    public async Task Concurrent_calls_make_each_connector_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            _rig.SendAsync("POST", "/connectors", "{\"name\":\"c" + (i % 20) + "\",\"config\":" + Config + "}")));

        Assert.Equal(20, replies.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.Equal(180, replies.Count(reply => reply.Status == HttpStatusCode.Conflict));
        Assert.Equal(20, (await _rig.SendAsync("GET", "/connectors")).Json.GetArrayLength());
    }
}
