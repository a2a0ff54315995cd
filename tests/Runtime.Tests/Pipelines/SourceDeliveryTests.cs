using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Tests.Rig;

namespace ConnectRuntime.Runtime.Tests.Pipelines;

public sealed class SourceDeliveryTests
{
    [Fact]
    public async Task Rows_arrive_exactly_once_and_in_order_per_key()
    {
        var source = new SourceScript { Total = 10_000, Finishes = true };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("numbers", source.Config(("topic.creation.default.partitions", "4")));
        await worker.UntilIdleAsync("numbers");

        var rows = await worker.Topics.ReadAsync("rows");
        Assert.Equal(Enumerable.Range(0, 10_000).Select(n => (long)n), rows.Select(row => row.Number).Order());
        Assert.Equal(4, rows.Select(row => row.Partition).Distinct().Count());
        foreach (var key in rows.GroupBy(row => row.KeyText))
        {
            Assert.Single(key.Select(row => row.Partition).Distinct());
            Assert.Equal(key.Select(row => row.Number).Order(), key.Select(row => row.Number));
        }

        Assert.All(rows, row => Assert.Equal(SourceScript.TextOf(row.Number), row.Text));
        Assert.Equal(10_000, worker.Task("numbers").Rows);
        Assert.Equal(["rows"], worker.Connectors.GetTopics("numbers"));
        var offset = Assert.IsType<ConnectorOffset.Source>(Assert.Single(await worker.Connectors.GetOffsetsAsync("numbers", CancellationToken.None)));
        Assert.Equal("""{"n":10000}""", offset.Offset);
    }
}
