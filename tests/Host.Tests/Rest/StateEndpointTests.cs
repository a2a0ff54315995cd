using System.Net;
using ConnectRuntime.Connectors;
using ConnectRuntime.Runtime.Management;
using TaskStatus = ConnectRuntime.Runtime.Management.TaskStatus;

namespace ConnectRuntime.Host.Tests.Rest;

/// <summary>Status, state changes, tasks, offsets and topics of a connector.</summary>
public sealed class StateEndpointTests : IAsyncLifetime
{
    private RestRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await RestRig.StartAsync();
        await _rig.CreateAsync("a", tasks: 2);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData("PUT", "pause", 202, "PAUSED")]
    [InlineData("PUT", "stop", 204, "STOPPED")]
    [InlineData("PUT", "resume", 202, "RUNNING")]
    public async Task A_state_is_asked_for(string method, string verb, int status, string word)
    {
        var reply = await _rig.SendAsync(method, $"/connectors/a/{verb}");
        Assert.Equal((status, ""), ((int)reply.Status, reply.Body));
        var shown = await _rig.SendAsync("GET", "/connectors/a/status");
        Assert.Equal(word, shown.Json.GetProperty("connector").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("", 204, "False False")]
    [InlineData("?includeTasks=true", 202, "True False")]
    [InlineData("?onlyFailed=TRUE", 202, "False True")]
    [InlineData("?includeTasks=true&onlyFailed=true", 202, "True True")]
    [InlineData("?includeTasks=maybe&onlyFailed=", 204, "False False")]
    public async Task Restart_answers_a_status_when_tasks_are_meant(string query, int status, string call)
    {
        var reply = await _rig.SendAsync("POST", "/connectors/a/restart" + query);
        Assert.Equal(status, (int)reply.Status);
        Assert.Equal(status == 204, reply.Body.Length == 0);
        Assert.Equal([$"restart a {call}"], _rig.Worker.Fake.Calls);
    }

    [Fact]
    public async Task Our_fields_come_behind_theirs()
    {
        var since = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        _rig.Worker.Fake.SetTask("a", new TaskStatus(1, ConnectorState.Failed)
        {
            WorkerId = "h:1", Version = "1.0", Trace = "X001: broken", Restarts = 3, NextStart = since.AddSeconds(8),
            Since = since, Rows = 5, Lag = 7, Detail = "waits",
        });

        var reply = await _rig.SendAsync("GET", "/connectors/a/tasks/01/status");
        Assert.Equal(
            """{"id":1,"state":"FAILED","worker_id":"h:1","version":"1.0","trace":"X001: broken","detail":"waits","restarts":3,*"""
                .Replace("*", "\"next_start\":\"2026-01-02T03:04:13Z\",", StringComparison.Ordinal)
            + """ "since":"2026-01-02T03:04:05Z","rows":5,"lag":7}""".Trim(),
            reply.Body);
        var all = await _rig.SendAsync("GET", "/connectors/a/status");
        Assert.Equal(["name", "connector", "tasks", "type"], all.Json.EnumerateObject().Select(part => part.Name));
        Assert.False(all.Json.GetProperty("tasks")[0].TryGetProperty("trace", out _));
        Assert.False(all.Json.GetProperty("connector").TryGetProperty("id", out _));
    }

    [Fact]
    public async Task Tasks_are_listed_and_restarted()
    {
        var list = await _rig.SendAsync("GET", "/connectors/a/tasks");
        Assert.Equal("""{"connector":"a","task":1}""", list.Json[1].GetProperty("id").GetRawText());
        Assert.Equal("2", list.Json[1].GetProperty("config").GetProperty("tasks.max").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await _rig.SendAsync("POST", "/connectors/a/tasks/1/restart")).Status);
        (await _rig.SendAsync("POST", "/connectors/a/tasks/2/restart")).ExpectError(404, "Unknown task: a-2");
        await _rig.SendAsync("PUT", "/connectors/a/stop");
        (await _rig.SendAsync("POST", "/connectors/a/tasks/0/restart")).ExpectError(409);
    }

    [Fact]
    public async Task Offsets_are_in_the_two_shapes()
    {
        _rig.Worker.Fake.Offsets["a"] =
        [
            new ConnectorOffset.Source("""{"server":"db1"}""", """{"file":"bin.000012","pos":48213}"""),
            new ConnectorOffset.Sink(new TopicPartition("orders", 3), 991),
        ];

        var source = """{"partition":{"server":"db1"},"offset":{"file":"bin.000012","pos":48213}}""";
        var sink = """{"partition":{"kafka_partition":3,"kafka_topic":"orders"},"offset":{"kafka_offset":991}}""";
        Assert.Equal("{\"offsets\":[" + source + "," + sink + "]}", (await _rig.SendAsync("GET", "/connectors/a/offsets")).Body);
        (await _rig.SendAsync("PATCH", "/connectors/a/offsets", """{"offsets":[]}""")).ExpectError(405, "HTTP 405 Method Not Allowed");
        (await _rig.SendAsync("DELETE", "/connectors/a/offsets")).ExpectError(405);
    }

    [Fact]
    public async Task Topics_are_empty_for_a_stranger_and_cannot_be_reset()
    {
        _rig.Worker.Fake.Topics["a"] = ["orders", "orders.v2"];
        Assert.Equal("""{"a":{"topics":["orders","orders.v2"]}}""", (await _rig.SendAsync("GET", "/connectors/a/topics")).Body);
        Assert.Equal("""{"b":{"topics":[]}}""", (await _rig.SendAsync("GET", "/connectors/b/topics")).Body);
        (await _rig.SendAsync("PUT", "/connectors/a/topics/reset")).ExpectError(403, "Topic tracking reset is disabled.");
    }
}
