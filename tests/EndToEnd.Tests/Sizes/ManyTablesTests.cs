using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ConnectRuntime.EndToEnd.Tests.Crashes;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Long;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Sizes;

/// <summary>
/// A server of 300 tables, or of 10,000 where all is asked for, all of them captured: each has its row of the snapshot and its row of the stream, also
/// over a restart, and the worker stays small.
/// </summary>
public class ManyTablesTests
{
    private const int MostMegabytes = 250;

    private static readonly int Tables = LongRun.Of(300, 10_000);

    [Fact]
    public async Task Every_table_has_its_rows_and_memory_stays_small()
    {
        var watch = Stopwatch.StartNew();
        await using var server = await MySqlServer.StartNewAsync(
            "--table-open-cache=12000", "--table-definition-cache=12000", "--open-files-limit=30000", "--sync-binlog=0", "--innodb-flush-log-at-trx-commit=0");
        await server.QueryAsync("CREATE DATABASE shop");
        await ForEachAsync(server, table => $"CREATE TABLE {table} (id INT PRIMARY KEY, name VARCHAR(20)); INSERT INTO {table} VALUES (1, '{table} one');");
        var filled = watch.Elapsed.TotalSeconds;
        await using var place = new Workplace();
        place.WriteConnector("shop", DatabaseLoad.SourceOver(server).With("include.schema.changes", "false").With("topic.creation.default.partitions", "1"));
        var peak = 0.0;
        foreach (var (id, text) in new[] { (0, ""), (2, "two"), (3, "three") })
        {
            if (id > 0)
            {
                await ForEachAsync(server, table => $"INSERT INTO {table} VALUES ({id}, '{table} {text}');");
            }

            var worker = await place.StartReadyAsync();
            await LargeRuns.RowsAsync(worker, "shop", Tables);
            peak = Math.Max(peak, worker.PeakMegabytes());
            Assert.Equal(0, await worker.StopAsync());
        }

        var seconds = watch.Elapsed.TotalSeconds - filled;
        await ExpectAsync(place);
        LongRun.Tell("many-tables", ("tables", Tables), ("rows", 3 * Tables), ("seconds", seconds), ("rss_peak_mb", peak));
        Assert.True(!LongRun.IsWhole || peak < MostMegabytes, $"The worker had {peak:0} MiB.");
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"t{i:00000}");

    private static async Task ForEachAsync(MySqlServer server, Func<string, string> statement)
    {
        var sql = new StringBuilder();
        for (var i = 0; i < Tables; i++)
        {
            sql.AppendLine(statement(Name(i)));
        }

        await server.QueryAsync(sql.ToString(), "shop");
    }

    // All topics are there, and some are looked into.
    private static async Task ExpectAsync(Workplace place)
    {
        var topics = (await place.RunAsync("topics", "list")).OutputOrThrow().Split('\n');
        var captured = topics.Select(line => line.Split(' ')[0]).Where(name => name.StartsWith("p.shop.", StringComparison.Ordinal)).Order();
        Assert.Equal(Enumerable.Range(0, Tables).Select(i => $"p.shop.{Name(i)}"), captured);
        for (var i = 0; i < Tables; i += Tables / 8)
        {
            var found = new List<string>();
            await TopicLines.ReadAsync(place, $"p.shop.{Name(i)}", line =>
            {
                using var json = JsonDocument.Parse(line);
                found.Add($"{json.RootElement.GetProperty("value").GetProperty("op")} {json.RootElement.GetProperty("value").GetProperty("after").GetProperty("name")}");
            });
            Assert.Equal([$"r {Name(i)} one", $"c {Name(i)} two", $"c {Name(i)} three"], found);
        }
    }
}
