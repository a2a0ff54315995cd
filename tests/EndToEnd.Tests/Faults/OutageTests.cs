using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Faults;

/// <summary>A database that stands still, dies and comes back while rows flow: the sink tells it, keeps its state, and every row arrives once.</summary>
public class OutageTests
{
    [Fact]
    public async Task A_database_that_goes_away_is_waited_for()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var target = await Target.CreateAsync(server);
        await target.CreateTablesAsync("rows");
        await using var place = new Workplace();
        place.Environment[Target.PasswordVariable] = target.Password;
        var file = place.FileOf("rows.csv");
        SampleRows.Unique.WriteFile(file, 1, 2000);
        place.WriteConnector("source", SampleRows.Source("rows", file));
        place.WriteConnector("sink", target.Inserting("rows", "${topic}"));
        var process = await place.StartReadyAsync();
        await target.HasAsync("rows", 2000, process);

        // Connections stay open and silent: rows pile up in the topic, which the lag shows.
        server.Pause();
        SampleRows.Unique.Append(file, 2001, 50_000);
        await process.StatusAsync("source", "has moved all rows", view => view is { IsWell: true, Rows: 52_000 });
        await process.StatusAsync("sink", "runs and is behind", view => view is { State: "RUNNING", Lag: > 10_000 } && view.Detail.Contains("waiting for the target", StringComparison.Ordinal));

        // Now they break.
        await server.KillAsync();
        await process.StatusAsync("sink", "tries again", view => view.State == "RUNNING" && view.Detail.Contains("JDB010", StringComparison.Ordinal));
        await process.LogsAsync("Cannot write, trying again in");
        SampleRows.Unique.Append(file, 52_001, 1000);
        await Task.Delay(500);
        await process.StatusAsync("sink", "still runs", view => view.State == "RUNNING");

        await server.StartAsync();
        await target.HasAsync("rows", 53_000, process);
        await target.InsertedOnceAsync("rows", SampleRows.Unique, 53_000);
        await process.StatusAsync("sink", "is well", view => view is { IsWell: true, Lag: 0 });
        Assert.DoesNotContain("ERROR", process.Log, StringComparison.Ordinal);
        Assert.Equal(0, await process.StopAsync());
    }
}
