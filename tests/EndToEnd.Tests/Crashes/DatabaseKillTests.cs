using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Crashes;

/// <summary>A source over a server under load is killed at random moments of snapshot and stream; then every change is in its topic once, in order.</summary>
public class DatabaseKillTests(ITestOutputHelper output)
{
    private const int Kills = 8;

    /// <summary>Numbers that choose the moments; even ones are for MySQL, odd ones for MariaDB.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Product.IsLong ? 100 : 2)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_change_arrives_once(int seed)
    {
        output.WriteLine($"Seed {seed}");
        await using MySqlFamilyServer server = seed % 2 == 0
            ? await MySqlServer.StartNewAsync(["--gtid-mode=ON", "--enforce-gtid-consistency=ON"])
            : await MariaDbServer.StartNewAsync(["--binlog-format=ROW"]);
        await using var load = await DatabaseLoad.StartAsync(server, seed);
        await using var place = new Workplace();
        place.WriteConnector("shop", load.Source());
        await DisturbAsync(place, server, new Random(seed));
        await load.EndAsync();
        await place.MoveAllAsync();

        foreach (var table in new[] { "numbers", "texts" })
        {
            var replay = await TableReplay.ReadAsync(place, $"p.shop.{table}");
            output.WriteLine($"{table}: {string.Join(", ", replay.Counts.Select(count => $"{count.Value} {count.Key}"))}");
            Assert.Equal(await load.RowsAsync(table), replay.Rows);
        }
    }

    private async Task DisturbAsync(Workplace place, MySqlFamilyServer server, Random random)
    {
        for (var i = 0; i < Kills; i++)
        {
            var worker = place.Start();
            await worker.ReadyAsync();
            if (i > 0)
            {
                await worker.StatusAsync("shop", "runs", view => view.State == "RUNNING");
            }

            var moment = random.Next(20, 1500);
            await Task.Delay(moment);
            output.WriteLine($"Kill {i + 1} after {moment} ms: {worker.LogTail().Split('\n').LastOrDefault(line => line.Contains("source", StringComparison.Ordinal))}");
            await worker.KillAsync();
        }

        Assert.True(server.IsRunning);
    }
}
