using System.Text.RegularExpressions;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Generated;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Crashes;

/// <summary>The process dies at every named point between two durable steps; what is delivered afterwards is whole.</summary>
/// <remarks>
/// The file has a row that the target refuses, so that dead letters are on the way too. Small batches make a point come by often; it is hit early
/// and again late, in the same data.
/// </remarks>
public partial class CrashPointTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Rows = 4000;
    private const string Points = "src/Runtime/Pipelines/CrashPoint.cs";

    // The hits at which the process dies, one after the other; earlier where a slow disk lets it do everything in fewer steps.
    private static readonly Dictionary<string, int[]> Hits = new()
    {
        ["source-appended"] = [1, 3],
        ["source-committed"] = [1, 3],
        ["sink-written"] = [1, 4],
        ["sink-flushed"] = [1, 4],
        ["sink-revoked"] = [1, 3],
        ["letter-written"] = [1, 1],
    };

    /// <summary>The points of the product.</summary>
    public static TheoryData<string> Names => [.. Point().Matches(File.ReadAllText(RepositoryRoot.Full(Points))).Select(match => match.Groups[1].Value)];

    [Fact]
    public void Every_point_is_tried() => Assert.Equal(Hits.Keys.Order(), Names.Select(row => row.Data).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_process_that_dies_there_loses_and_doubles_nothing(string point)
    {
        var target = await Target.CreateAsync(await postgres.ServerAsync());
        await target.CreateTablesAsync("orders_plain");
        await target.SqlAsync("alter table orders_plain add constraint refused check (seq <> 2500)");
        await using var place = new Workplace();
        place.Environment[Target.PasswordVariable] = target.Password;
        SampleRows.Unique.WriteFile(place.FileOf("orders.csv"), 1, Rows);
        place.WriteConnector(
            "orders", SampleRows.Source("orders", place.FileOf("orders.csv")).With("topic.creation.default.partitions", "4").With("batch.size", "100"));
        place.WriteConnector("keyed", target.Upserting("orders", "${topic}_keyed").With("tasks.max", "2"));
        place.WriteConnector("plain", target.Inserting("orders", "${topic}_plain").With("tasks.max", "2").With("flush.bytes", "65536")
            .With("errors.tolerance", "all").With("errors.deadletterqueue.topic.name", "letters"));

        var written = Rows;
        foreach (var hit in Hits[point])
        {
            for (var at = hit; ; at--)
            {
                var died = await DiesAsync(place, point, at);
                SampleRows.Unique.Append(place.FileOf("orders.csv"), written + 1, Rows);
                written += Rows;
                if (died)
                {
                    output.WriteLine($"{point}: died at hit {at}");
                    break;
                }
            }
        }

        await place.MoveAllAsync();
        await target.UpsertedAsync("orders_keyed", SampleRows.Unique, written);
        (await TopicDump.ReadAsync(place, "orders")).HoldsOnce(written);
        await target.SqlAsync($"alter table orders_plain drop constraint refused; insert into orders_plain values (2500, 2500, {SampleRows.SqlText.Replace("seq", "2500", StringComparison.Ordinal)})");
        await target.InsertedOnceAsync("orders_plain", SampleRows.Unique, written);
        await ExpectLetterAsync(place, most: point == "letter-written" ? 3 : 2);
    }

    // False where it came to its end before; not at the first hit, which must be.
    private static async Task<bool> DiesAsync(Workplace place, string point, int hit)
    {
        place.Environment["CONNECTRUNTIME_CRASH_AT"] = $"{point}:{hit}";
        // It ends by itself, well, when it never comes to the point; and stopping is where tasks give their partitions up.
        var process = place.Start("--once", "--once-timeout", "100");
        var code = await process.ExitAsync();
        place.Environment.Remove("CONNECTRUNTIME_CRASH_AT");
        var died = code == 128 + Signals.Kill && process.Log.Contains($"of {point}.", StringComparison.Ordinal);
        Assert.True(died || (code == 0 && hit > 1), $"Hit {hit} of {point} did not come, the process ended with {code}: {process.LogTail()}");
        return died;
    }

    // A letter is written once more when the process dies before the offset behind it is durable.
    private static async Task ExpectLetterAsync(Workplace place, int most)
    {
        var letters = (await TopicDump.ReadAsync(place, "letters")).Records;
        Assert.InRange(letters.Count, 1, most);
        Assert.All(letters, letter =>
        {
            Assert.Equal(2500, letter.GetProperty("value").GetProperty("seq").GetInt64());
            Assert.Equal("orders", TopicDump.Header(letter, "__connect.errors.topic"));
            Assert.Contains("refused", TopicDump.Header(letter, "__connect.errors.exception.message"), StringComparison.Ordinal);
        });
    }

    [GeneratedRegex("const string \\w+ = \"([a-z-]+)\";")]
    private static partial Regex Point();
}
