using System.Diagnostics;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Long;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Crashes;

/// <summary>
/// A worker that captures a server dies at every named moment of snapshot and stream. That it was that moment is seen by what the topics hold
/// afterwards; in the end every change is in its topic once, in order.
/// </summary>
public class CapturePointTests(ITestOutputHelper output)
{
    private const string Appended = "source-appended", Committed = "source-committed";

    private const string ViewOpen = "view open", BetweenTables = "between two tables", CatchUp = "catch-up", MidTable = "in the middle of table 2",
        FirstRow = "first streamed row", MidTransaction = "in the middle of a large transaction", BeforeCommit = "after the write, before the commit of the position";

    private static readonly string[] Moments = [ViewOpen, BetweenTables, CatchUp, MidTable, FirstRow, MidTransaction, BeforeCommit];

    private readonly Dictionary<string, int> _hits = Moments.ToDictionary(moment => moment, _ => 0);

    public static TheoryData<string, int> Rounds =>
        [.. Enumerable.Range(1, LongRun.Of(1, 10)).SelectMany(round => new[] { ("MariaDB", round), ("MySQL", round) })];

    [Theory]
    [MemberData(nameof(Rounds))]
    public async Task A_worker_that_dies_there_loses_and_doubles_nothing(string name, int round)
    {
        var watch = Stopwatch.StartNew();
        await using MySqlFamilyServer server = name == "MySQL" ? await MySqlServer.StartNewAsync() : await MariaDbServer.StartNewAsync();
        await using var place = new Workplace();
        var story = new CaptureStory(server, place);
        await story.BeginAsync();
        var random = new Random(round);
        await SnapshotAsync(story, random);
        await place.MoveAllAsync();
        await story.ExpectAsync();
        await StreamAsync(story, random);
        await place.MoveAllAsync();
        await story.ExpectAsync();

        output.WriteLine(string.Join("; ", _hits.Select(hit => $"{hit.Key}: {hit.Value}")));
        Assert.DoesNotContain(_hits, hit => hit.Value == 0);
        LongRun.Tell($"capture-points {name} {round}", ("deaths", _hits.Values.Sum()), ("seconds", watch.Elapsed.TotalSeconds));
    }

    private async Task SnapshotAsync(CaptureStory story, Random random)
    {
        var log = await story.DieAsync(Appended);
        Hit(ViewOpen, log.Contains("The snapshot's view stands at", StringComparison.Ordinal) && (await story.CountsAsync()).Count == 0, log);

        log = await story.DieAsync(Committed);
        var counts = await story.CountsAsync();
        Hit(BetweenTables, Of(counts, "a.r") == CaptureStory.First && Of(counts, "b.r") == 0, Text(counts));

        for (var i = 0; i < LongRun.Of(1, 2); i++)
        {
            await story.ChangeAsync(random);
            var before = counts;
            if (random.Next(2) == 0)
            {
                await story.DieAsync(Appended);
                counts = await story.CountsAsync();
                Hit(BeforeCommit, Text(before) == Text(counts), $"{Text(before)} became {Text(counts)}");
            }

            await story.DieAsync(Committed);
            counts = await story.CountsAsync();
            Hit(CatchUp, Of(counts, "a.u") > Of(before, "a.u") && Of(counts, "b.r") < CaptureStory.Second, $"{Text(before)} became {Text(counts)}");
            for (var more = random.Next(1, 3); more > 0; more--)
            {
                await story.DieAsync(Committed);
            }

            counts = await story.CountsAsync();
            Hit(MidTable, Of(counts, "b.r") > 0 && Of(counts, "b.r") < CaptureStory.Second && Of(counts, "c.r") == 0, Text(counts));
        }
    }

    private async Task StreamAsync(CaptureStory story, Random random)
    {
        var before = await story.CountsAsync("c");
        await story.InsertAsync("c", 70_000, 1);
        await story.DieAsync(Appended);
        var counts = await story.CountsAsync("c");
        Hit(FirstRow, Of(counts, "c.c") == 0, Text(counts));
        Hit(BeforeCommit, Text(before) == Text(counts), $"{Text(before)} became {Text(counts)}");
        await story.DieAsync(Committed);
        counts = await story.CountsAsync("c");
        Hit(FirstRow, Of(counts, "c.c") == 1, Text(counts));

        var large = LongRun.Of(24_000, 60_000);
        await story.InsertAsync("c", 100_000, large);
        for (var i = 0; i < LongRun.Of(2, 3); i++)
        {
            await story.DieAsync(Committed, LongRun.Of(1, random.Next(1, 3)));
            before = await story.CountsAsync("c");
            Hit(MidTransaction, Of(before, "c.c") > 1 && Of(before, "c.c") < large, Text(before));
            await story.DieAsync(Appended, 1);
            counts = await story.CountsAsync("c");
            Hit(BeforeCommit, Text(before) == Text(counts), $"{Text(before)} became {Text(counts)}");
        }

        await story.ChangeAsync(random);
    }

    private void Hit(string moment, bool isThere, string found)
    {
        Assert.True(isThere, $"The worker did not die at the moment '{moment}': {found}");
        _hits[moment]++;
    }

    private static int Of(Dictionary<string, int> counts, string name) => counts.GetValueOrDefault(name);

    private static string Text(Dictionary<string, int> counts) => string.Join(", ", counts.OrderBy(count => count.Key).Select(count => $"{count.Value} {count.Key}"));
}
