using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectRuntime.Api.Tests.Connectors;

/// <summary>The bases of simple connectors: one task for a source, all allowed ones for a sink.</summary>
public class ConnectorBaseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_source_has_one_task_and_a_sink_has_all(int most)
    {
        var config = ConfigSpec.Empty.Parse(new Dictionary<string, string?>()).Require("connector 'x'");
        var context = new ConnectorContext("x", config, NullLogger.Instance);
        var source = new Source();
        var sink = new Sink();
        Assert.Same(TaskPlan.Default, Assert.Single(await source.PlanAsync(context, most, default)));
        Assert.Equal(most, (await sink.PlanAsync(context, most, default)).Count);
        Assert.Empty(TaskPlan.Default.Options);
        var checks = new List<CheckResult>();
        await source.CheckAsync(context, checks, default);
        Assert.Empty(checks);
        Assert.Same(ConfigSpec.Empty, sink.Config);
        Assert.IsType<Reader>(source.CreateTask());
        Assert.NotSame(sink.CreateTask(), sink.CreateTask());
    }

    [Fact]
    public void A_plugin_has_aliases_and_a_sentence()
    {
        var plugin = (PluginAttribute)Attribute.GetCustomAttribute(typeof(Source), typeof(PluginAttribute))!;
        Assert.Equal(["org.example.Source", "src"], plugin.Aliases);
        Assert.Equal("Reads nothing.", plugin.Summary);
        Assert.Equal("orders-3", new TopicPartition("orders", 3).ToString());
    }

    [Plugin("org.example.Source", "src", Summary = "Reads nothing.")]
    private sealed class Source : SourceConnector<Reader>;

    private sealed class Sink : SinkConnector<Writer>;

    private sealed class Reader : SourceTask
    {
        public override ValueTask<ReadResult> ReadAsync(RecordBatch batch, CancellationToken cancellationToken) => new(ReadResult.Finished);

        public override SourcePosition Render(PositionMark mark) => new("{}", "{}");
    }

    private sealed class Writer : SinkTask
    {
        protected override ValueTask<IReadOnlyList<SinkFailure>> Write(RecordBatch batch, CancellationToken cancellationToken) => new([]);
    }
}
