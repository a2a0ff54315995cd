using System.Net;
using System.Net.Sockets;
using ConnectRuntime.EndToEnd.Tests.Rig;

namespace ConnectRuntime.EndToEnd.Tests.Faults;

/// <summary>What keeps a worker from starting: it says so, ends with code 3, and starts when that is mended.</summary>
public class StartFaultTests
{
    private const int CannotStart = 3;

    [Fact]
    public async Task A_taken_port_is_told()
    {
        await using var place = new Workplace();
        using (var other = new TcpListener(IPAddress.Loopback, place.Port))
        {
            other.Start();
            var process = place.Start();
            Assert.Equal(CannotStart, await process.ExitAsync());
            Assert.Contains($"127.0.0.1:{place.Port}", process.Log, StringComparison.Ordinal);
            Assert.Contains("listeners", process.Log, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", process.Log, StringComparison.Ordinal);
        }

        await place.StartReadyAsync();
    }

    [Fact]
    public async Task A_data_folder_in_use_is_told_and_its_owner_goes_on()
    {
        await using var place = new Workplace();
        SampleRows.Unique.WriteFile(place.FileOf("a.csv"), 1, 100);
        place.WriteConnector("a", SampleRows.Source("a", place.FileOf("a.csv")));
        var owner = await place.StartReadyAsync();
        var second = place.Start("--set", "listeners=http://127.0.0.1:0");
        Assert.Equal(CannotStart, await second.ExitAsync());
        Assert.Contains($"LOG001: Cannot open the log in {place.Data}: another process has it open.", second.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Log, StringComparison.Ordinal);

        SampleRows.Unique.Append(place.FileOf("a.csv"), 101, 100);
        await owner.StatusAsync("a", "has moved all rows", view => view is { IsWell: true, Rows: 200 });
        Assert.Equal(0, await owner.StopAsync());
        (await TopicDump.ReadAsync(place, "a")).HoldsOnce(200);
    }

    [Fact]
    public async Task A_plugin_folder_that_is_missing_is_told_and_connectors_wait_for_it()
    {
        await using var place = new Workplace();
        SampleRows.Unique.WriteFile(place.FileOf("a.csv"), 1, 100);
        place.WriteConnector("a", SampleRows.Source("a", place.FileOf("a.csv")));
        var missing = place.Combine("no-plugins");
        var process = await place.StartReadyAsync("--set", $"plugin.path={missing}");
        await process.LogsAsync(missing);
        await process.LogsAsync($"Cannot apply connector file {place.ConnectorFile("a")}: ");
        Assert.Contains("FlatFileSourceConnector", process.Log, StringComparison.Ordinal);
        Assert.Equal(0, await process.StopAsync());

        await place.MoveAllAsync();
        (await TopicDump.ReadAsync(place, "a")).HoldsOnce(100);

        // What ran once is kept while its plugin is away, and goes on where it was.
        SampleRows.Unique.Append(place.FileOf("a.csv"), 101, 100);
        process = await place.StartReadyAsync("--set", $"plugin.path={missing}");
        await process.FailureAsync("a", "FlatFileSourceConnector");
        Assert.Equal(0, await process.StopAsync());
        await place.MoveAllAsync();
        (await TopicDump.ReadAsync(place, "a")).HoldsOnce(200);
    }
}
