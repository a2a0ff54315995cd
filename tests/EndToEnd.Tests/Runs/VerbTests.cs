using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Runs;

/// <summary>The other verbs of <c>connect</c>, while a worker runs in another process.</summary>
public class VerbTests
{
    [Fact]
    public async Task Verbs_work_beside_a_running_worker()
    {
        await using var place = new Workplace();
        var file = place.FileOf("rows.csv");
        SampleRows.Unique.WriteFile(file, 1, 500);
        place.WriteConnector("rows", SampleRows.Source("rows", file).With("topic.creation.default.partitions", "2"));
        var process = await place.StartReadyAsync();
        await process.StatusAsync("rows", "has moved all rows", view => view.Rows == 500);

        await ValidateAsync(place);
        var plugins = (await place.RunAsync("plugins")).OutputOrThrow();
        Assert.Contains("FlatFileSourceConnector", plugins, StringComparison.Ordinal);
        Assert.Contains("JdbcSinkConnector", plugins, StringComparison.Ordinal);
        Assert.Contains("csv.separator.char", (await place.RunAsync("plugins", "FlatFileSourceConnector")).OutputOrThrow(), StringComparison.Ordinal);

        // The control record that ends a transaction has an offset too.
        var list = (await place.RunAsync("topics", "list")).OutputOrThrow();
        var row = Assert.Single(list.Split('\n'), line => line.StartsWith("rows ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("2", "0"), (row[1], row[2]));
        Assert.InRange(long.Parse(row[3], null), 502, 600);

        (await TopicDump.ReadAsync(place, "rows")).HoldsOnce(500);
        Assert.Equal(7, TopicDump.Parse((await place.RunAsync("topics", "show", "rows", "--json", "--max", "7")).OutputOrThrow()).Records.Count);
        var missing = await place.RunAsync("topics", "show", "nothing");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("HST003: Cannot show topic 'nothing'", missing.Error, StringComparison.Ordinal);

        await FollowAsync(place, file);
        Assert.True(process.IsRunning);
        Assert.Equal(0, await process.StopAsync());
        (await TopicDump.ReadAsync(place, "rows")).HoldsOnce(700);
    }

    private static async Task ValidateAsync(Workplace place)
    {
        var good = await place.RunAsync("validate", place.ConnectorFile("rows"), "--probe");
        Assert.Equal(0, good.ExitCode);
        Assert.Contains("rows.json: valid", good.Output, StringComparison.Ordinal);

        Workplace.Write(place.Combine("bad.json"), SampleRows.Source("bad").With("batchsize", "x").With("batch.size", "none").ToFile("bad"));
        var bad = await place.RunAsync("validate", place.Combine("bad.json"));
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("Did you mean 'batch.size'?", bad.Output, StringComparison.Ordinal);
        Assert.Contains("'none'", bad.Output, StringComparison.Ordinal);
        Assert.Contains("neither it nor file is set", bad.Output, StringComparison.Ordinal);
    }

    // Rows are shown as they come, until it is interrupted.
    private static async Task FollowAsync(Workplace place, string file)
    {
        var output = place.Combine("follow.log");
        using var follow = ServerProcess.Start([Product.Program, "topics", "show", "rows", "--json", "--follow", "--config", place.Config], output);
        await Until.TrueAsync("500 rows are shown", () => Lines(output) == 500, () => follow.LogTail());
        SampleRows.Unique.Append(file, 501, 200);
        await Until.TrueAsync("700 rows are shown", () => Lines(output) == 700, () => follow.LogTail());
        follow.Signal(Signals.Interrupt);
        Assert.Equal(0, await follow.ExitAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        TopicDump.Parse(await File.ReadAllTextAsync(output)).HoldsOnce(700);
    }

    private static int Lines(string path) => File.Exists(path) ? File.ReadAllText(path).Count(c => c == '\n') : 0;
}
