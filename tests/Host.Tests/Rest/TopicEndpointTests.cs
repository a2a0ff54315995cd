using System.Net;
using ConnectRuntime.Host.Tests.Fakes;
using ConnectRuntime.Testing.Servers;
using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Host.Tests.Rest;

/// <summary>Topics and records over REST.</summary>
public sealed class TopicEndpointTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new("topics");
    private EmbeddedTopicLog _log = null!;
    private RestRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _log = EmbeddedTopicLog.Open(new EmbeddedLogOptions(_folder.Combine("data")));
        await TestTopics.FillAsync(_log, "orders", 1, TestTopics.Text("k", "a"), TestTopics.Text(null, "b"));
        _rig = await RestRig.StartAsync(_log);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _log.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Topics_are_listed() =>
        Assert.Equal("""[{"name":"orders","partitions":1,"begin":0,"end":2}]""", (await _rig.SendAsync("GET", "/x/topics")).Body);

    [Fact]
    public async Task Records_are_lines()
    {
        var reply = await _rig.SendAsync("GET", "/x/topics/orders/records?from=1");
        Assert.Equal((HttpStatusCode.OK, "application/x-ndjson"), (reply.Status, reply.Type));
        const string start = """{"topic":"orders","partition":0,"offset":1,"timestamp":1001,"key":null,"value":"b",""";
        Assert.StartsWith(start, reply.Body, StringComparison.Ordinal);
        Assert.Single(reply.Body.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("/x/topics/nobody/records", 404)]
    [InlineData("/x/topics/orders/records?partition=1", 400)]
    [InlineData("/x/topics/orders/records?from=-1", 400)]
    [InlineData("/x/topics/orders/records?max=x", 400)]
    [InlineData("/x/topics/orders/records?partition=99999999999", 400)]
    public async Task A_bad_query_is_refused(string path, int status) => (await _rig.SendAsync("GET", path)).ExpectError(status);

    [Fact]
    public async Task Following_sends_what_comes_and_ends_with_the_server()
    {
        using var response = await _rig.Client.GetAsync(
            new Uri("/x/topics/orders/records?follow=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Contains("\"a\"", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Contains("\"b\"", await reader.ReadLineAsync(), StringComparison.Ordinal);
        await TestTopics.FillAsync(_log, "orders", 1, TestTopics.Text(null, "c"));
        Assert.Contains("\"c\"", await reader.ReadLineAsync(), StringComparison.Ordinal);

        var started = DateTime.UtcNow;
        await _rig.StopServerAsync();
        Assert.Null(await reader.ReadLineAsync());
        Assert.True(DateTime.UtcNow - started < TimeSpan.FromSeconds(1.5), "The stream held the server up.");
    }
}
