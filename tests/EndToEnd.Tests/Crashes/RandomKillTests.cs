using System.Diagnostics;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Crashes;

/// <summary>
/// A worker under load is killed at random moments, also while it starts and recovers, its database too; then every row is in every target once.
/// </summary>
public class RandomKillTests(ITestOutputHelper output)
{
    private static readonly string[] Topics = ["orders", "changes", "parts"];

    /// <summary>Numbers that choose the moments.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Product.IsLong ? 100 : 5)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_row_arrives_once(int seed)
    {
        output.WriteLine($"Seed {seed}");
        await using var server = await PostgresServer.StartNewAsync("autovacuum=off");
        var target = await Target.CreateAsync(server);
        await target.CreateTablesAsync([.. Topics.Select(topic => topic + "_plain")]);
        await using var place = new Workplace();
        place.Environment[Target.PasswordVariable] = target.Password;
        await using var load = new FileLoad(place, seed);
        load.WriteConnectors();
        place.WriteConnector("keyed", target.Upserting(string.Join(',', Topics), "${topic}_keyed").With("tasks.max", "2").With("flush.bytes", "100000"));
        place.WriteConnector("plain", target.Inserting(string.Join(',', Topics), "${topic}_plain"));

        await DisturbAsync(place, server, new Random(seed));
        await load.EndAsync();
        var watch = Stopwatch.StartNew();
        await place.MoveAllAsync();
        output.WriteLine($"{load.OrderCount} orders, {load.ChangeCount} changes, {load.PartCount} parts; the last run took {watch.Elapsed.TotalSeconds:0.0} s");

        await CompareAsync(target, place, "orders", SampleRows.Unique, load.OrderCount);
        await CompareAsync(target, place, "changes", FileLoad.Changing, load.ChangeCount);
        await CompareAsync(target, place, "parts", SampleRows.Unique, load.PartCount);
    }

    private static async Task CompareAsync(Target target, Workplace place, string topic, SampleRows rows, long count)
    {
        await target.InsertedOnceAsync(topic + "_plain", rows, count);
        await target.UpsertedAsync(topic + "_keyed", rows, count);
        (await TopicDump.ReadAsync(place, topic)).HoldsOnce(count);
    }

    // Every kind of end is there in each run; their order and moments are the seed's.
    private async Task DisturbAsync(Workplace place, PostgresServer server, Random random)
    {
        string[] events = ["kill", "kill", "kill early", "terminate", "kill postgres", "kill both"];
        random.Shuffle(events);
        ConnectProcess? worker = null;
        var watch = Stopwatch.StartNew();
        foreach (var what in events)
        {
            worker = worker is { IsRunning: true } ? worker : place.Start();
            if (what != "kill early")
            {
                await worker.ReadyAsync();
            }

            var moment = random.Next(20, 900);
            await Task.Delay(moment);
            output.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s: {what} after {moment} ms");
            await (what switch
            {
                "terminate" => TerminateAsync(worker),
                "kill postgres" => KillPostgresAsync(server, random.Next(600)),
                "kill both" => Task.WhenAll(worker.KillAsync(), KillPostgresAsync(server, 0)),
                _ => worker.KillAsync(),
            });
        }

        if (worker is { IsRunning: true })
        {
            await worker.KillAsync();
        }
    }

    private static async Task TerminateAsync(ConnectProcess worker)
    {
        var code = await worker.StopAsync();
        Assert.True(code == 0, $"A worker that was asked to stop ended with {code}: {worker.LogTail()}");
    }

    private static async Task KillPostgresAsync(PostgresServer server, int away)
    {
        await server.KillAsync();
        await Task.Delay(away);
        await server.StartAsync();
    }
}
