using System.Net;

namespace ConnectRuntime.Host.Tests.Rest;

/// <summary>Plugins, their options, validation.</summary>
public sealed class PluginEndpointTests : IAsyncLifetime
{
    private RestRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await RestRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData("", 2)]
    [InlineData("?connectorsOnly=true", 2)]
    [InlineData("?connectorsOnly=True", 2)]
    [InlineData("?connectorsOnly=false", 3)]
    [InlineData("?connectorsOnly=yes", 3)]
    public async Task Plugins_are_listed(string query, int count)
    {
        var list = (await _rig.SendAsync("GET", "/connector-plugins" + query)).Json;
        Assert.Equal(count, list.GetArrayLength());
        Assert.Equal(
            """{"class":"x.OrdersSinkConnector","type":"sink","version":"2.1","summary":"Takes orders."}""", list[0].GetRawText());
    }

    [Theory]
    [InlineData("x.OrdersSinkConnector", 200)]
    [InlineData("OrdersSink", 200)]
    [InlineData("OrdersSink/", 404)]
    [InlineData("Nobody", 404)]
    [InlineData("OrdersSink", 400, "?version=9")]
    [InlineData("OrdersSink", 200, "?version=2.1")]
    public async Task Options_of_a_plugin_are_shown(string name, int status, string query = "")
    {
        var reply = await _rig.SendAsync("GET", $"/connector-plugins/{name}/config{query}");
        if (status != 200)
        {
            reply.ExpectError(status);
            return;
        }

        var tasks = reply.Json[1];
        Assert.Equal("tasks.max", tasks.GetProperty("name").GetString());
        Assert.Equal("INT", tasks.GetProperty("type").GetString());
        Assert.Equal("1", tasks.GetProperty("default_value").GetString());
        Assert.Equal("HIGH", tasks.GetProperty("importance").GetString());
    }

    [Fact]
    public async Task Validation_answers_200_with_the_errors_and_hides_secrets()
    {
        var reply = await _rig.SendAsync(
            "PUT",
            "/connector-plugins/OrdersSource/config/validate",
            """{"connector.class":"OrdersSource","tasks.max":"zero","secret":"s3cret"}""");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("OrdersSource", reply.Json.GetProperty("name").GetString());
        Assert.Equal(1, reply.Json.GetProperty("error_count").GetInt32());
        Assert.DoesNotContain("s3cret", reply.Body, StringComparison.Ordinal);
        Assert.Contains("[hidden]", reply.Body, StringComparison.Ordinal);
        Assert.Equal(["validate False"], _rig.Worker.Fake.Calls);
    }

    [Theory]
    [InlineData("OrdersSource", "{}", 400)]
    [InlineData("OrdersSource", "", 400)]
    [InlineData("OrdersSource", "[", 400)]
    [InlineData("Nobody", """{"connector.class":"OrdersSource"}""", 404)]
    [InlineData("OrdersSource", """{"connector.class":"Nobody"}""", 400)]
    [InlineData("OrdersSource", """{"connector.class":"OrdersSink"}""", 400)]
    [InlineData("x.OrdersSourceConnector", """{"connector.class":"OrdersSource"}""", 200)]
    [InlineData("OrdersSource", """{"connector.class":"x.OrdersSourceConnector"}""", 200)]
    public async Task Path_and_class_must_name_one_plugin(string name, string body, int status)
    {
        var reply = await _rig.SendAsync("PUT", $"/connector-plugins/{name}/config/validate", body);
        Assert.Equal(status, (int)reply.Status);
        if (status != 200)
        {
            reply.ExpectError(status);
        }
    }
}
