using System.Net;

namespace ConnectRuntime.Host.Tests.Rest;

/// <summary>Levels over REST, in log4j's words.</summary>
public sealed class LoggerEndpointTests : IAsyncLifetime
{
    private RestRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await RestRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Root_is_listed_first_and_was_never_changed()
    {
        var first = (await _rig.SendAsync("GET", "/admin/loggers")).Json.EnumerateObject().First();
        Assert.Equal("root", first.Name);
        Assert.Equal("""{"level":"INFO","last_modified":null}""", first.Value.GetRawText());
    }

    [Fact]
    public async Task A_level_is_set_and_setting_it_again_changes_nothing()
    {
        var set = await _rig.SendAsync("PUT", "/admin/loggers/org.x", """{"level":"debug","extra":1}""");
        Assert.Equal("""["org.x"]""", set.Body);
        Assert.Equal("[]", (await _rig.SendAsync("PUT", "/admin/loggers/org.x", """{"level":"DEBUG"}""")).Body);
        var shown = (await _rig.SendAsync("GET", "/admin/loggers/org.x")).Json;
        Assert.Equal("DEBUG", shown.GetProperty("level").GetString());
        Assert.InRange(shown.GetProperty("last_modified").GetInt64(), 1_700_000_000_000, 9_000_000_000_000);
        var wide = await _rig.SendAsync("PUT", "/admin/loggers/org.x?scope=cluster", """{"level":"WARN"}""");
        Assert.Equal(HttpStatusCode.NoContent, wide.Status);
        Assert.Equal("WARN", (await _rig.SendAsync("GET", "/admin/loggers/org.x")).Json.GetProperty("level").GetString());
    }

    [Theory]
    [InlineData("""{"level":"LOUD"}""", 404)]
    [InlineData("""{"level":7}""", 404)]
    [InlineData("""{"level":""}""", 400)]
    [InlineData("""{"level":null}""", 400)]
    [InlineData("{}", 400)]
    [InlineData("", 400)]
    public async Task A_bad_level_is_refused(string body, int status) =>
        (await _rig.SendAsync("PUT", "/admin/loggers/org.x", body)).ExpectError(status);

    [Fact]
    public async Task An_unknown_logger_is_404() => (await _rig.SendAsync("GET", "/admin/loggers/org.nobody")).ExpectError(404);
}
