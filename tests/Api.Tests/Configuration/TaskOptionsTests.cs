using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Api.Tests.Configuration;

public class TaskOptionsTests
{
    private static readonly ConnectorConfig Connector =
        SampleSpec.Parse(("connection.url", "u"), ("batch.size", "5"), ("pk.mode", "kafka"), ("pk.fields", "a,b,c")).Require("x");

    [Fact]
    public void Options_of_a_task_lie_over_those_of_its_connector()
    {
        var task = Connector.WithTask(new Dictionary<string, string> { ["batch.size"] = "9", ["task.file"] = "f1", ["task.token"] = "pa55" });
        Assert.Equal(9, task.Get(SampleSpec.BatchSize));
        Assert.Equal("u", task.Get(SampleSpec.Url));
        Assert.Equal(("f1", "pa55"), (task.Raw["task.file"], task.Raw["task.token"]));
        Assert.DoesNotContain("pa55", task.ToString(), StringComparison.Ordinal);
        Assert.Equal(5, Connector.Get(SampleSpec.BatchSize));
        Assert.False(Connector.Raw.ContainsKey("task.file"));
    }

    [Fact]
    public void A_bad_option_of_a_task_is_refused() =>
        Assert.Equal(
            "CFG010",
            Assert.Throws<ConnectException>(() => Connector.WithTask(new Dictionary<string, string> { ["batch.size"] = "0" })).Code);
}
