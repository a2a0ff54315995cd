using System.Globalization;
using System.Text.Json;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Long;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Crashes;

/// <summary>A source over three tables whose worker dies where a test says, and what its topics hold after each death.</summary>
/// <remarks>
/// A batch has 8,192 rows, so that the first one ends exactly where the first table does. Rows are so wide that a batch is more than the worker commits at
/// once, so that a commit is a batch.
/// </remarks>
internal sealed class CaptureStory(MySqlFamilyServer server, Workplace place)
{
    /// <summary>Rows that the first table has when the snapshot begins.</summary>
    public const int First = 8192;

    private const int Third = 500;

    /// <summary>Rows that the second table has, more than a test lets be committed.</summary>
    public static readonly int Second = LongRun.Of(26_000, 60_000);

    private static readonly string[] Tables = ["a", "b", "c"];

    /// <summary>Makes the tables and the connector.</summary>
    public async Task BeginAsync()
    {
        await server.QueryAsync("CREATE DATABASE shop");
        foreach (var (table, rows) in Tables.Zip([First, Second, Third]))
        {
            await SqlAsync($"CREATE TABLE {table} (id INT PRIMARY KEY, v INT NOT NULL, w VARCHAR(4000))");
            await InsertAsync(table, 1, rows);
        }

        place.WriteConnector("shop", DatabaseLoad.SourceOver(server).With("include.schema.changes", "false"));
    }

    /// <summary>Runs SQL.</summary>
    public Task<string> SqlAsync(string sql) => server.QueryAsync(sql, "shop");

    /// <summary>Adds rows in one statement, which is one transaction.</summary>
    public Task InsertAsync(string table, int from, int count) => SqlAsync($"""
        INSERT INTO {table} WITH RECURSIVE d AS (SELECT 0 n UNION ALL SELECT n + 1 FROM d WHERE n < 999)
          SELECT {from} + x.n * 1000 + y.n, y.n, REPEAT(CONCAT('row ', x.n, ' '), 70) FROM d x JOIN d y WHERE x.n * 1000 + y.n < {count}
        """);

    /// <summary>Changes some rows of the first two tables, in one transaction.</summary>
    public Task ChangeAsync(Random random) => SqlAsync(string.Create(CultureInfo.InvariantCulture, $"""
        BEGIN; UPDATE a SET v = v + 1 WHERE id % 50 = {random.Next(50)}; DELETE FROM a WHERE id % 400 = {random.Next(400)};
        UPDATE b SET w = 'new' WHERE id % 90 = {random.Next(90)}; INSERT IGNORE INTO a VALUES ({random.Next(5000, 90_000)}, 0, NULL); COMMIT
        """));

    /// <summary>Runs the worker until it dies at the n-th passing of a point, and returns what it logged.</summary>
    public async Task<string> DieAsync(string point, int hit = 1)
    {
        place.Environment["CONNECTRUNTIME_CRASH_AT"] = $"{point}:{hit}";
        var process = place.Start("--once", "--once-timeout", "100");
        var code = await process.ExitAsync();
        place.Environment.Remove("CONNECTRUNTIME_CRASH_AT");
        Assert.True(
            code == 128 + Signals.Kill && process.Log.Contains($"of {point}.", StringComparison.Ordinal),
            $"The point {point}:{hit} was not hit, the process ended with {code}: {process.LogTail()}");
        return process.Log;
    }

    /// <summary>Records of the topics by table and operation, as <c>a.r</c>.</summary>
    public async Task<Dictionary<string, int>> CountsAsync(params string[] tables)
    {
        var counts = new Dictionary<string, int>();
        foreach (var table in tables.Length == 0 ? Tables : tables)
        {
            foreach (var record in await RecordsAsync(table))
            {
                var name = $"{table}.{(record.GetProperty("value") is { ValueKind: JsonValueKind.Object } value ? value.GetProperty("op").GetString() : "tombstone")}";
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }
        }

        return counts;
    }

    /// <summary>Expects that the topics of all tables make what the server has, each change once and in order.</summary>
    public async Task ExpectAsync()
    {
        foreach (var table in Tables)
        {
            var lines = await SqlAsync($"SELECT CONCAT('{{\"id\":', id, '}}'), CONCAT('{{\"id\":', id, ',\"v\":', v, ',\"w\":', IFNULL(CONCAT('\"', w, '\"'), 'null'), '}}') FROM {table}");
            var expected = lines.Split('\n').Select(line => line.Split('\t')).OrderBy(line => line[0], StringComparer.Ordinal).Select(line => line[1]);
            Assert.Equal(expected, (await TableReplay.ReadAsync(place, $"p.shop.{table}")).Rows);
        }
    }

    // A topic is made with its first record.
    private async Task<IReadOnlyList<JsonElement>> RecordsAsync(string table)
    {
        var topics = (await place.RunAsync("topics", "list")).OutputOrThrow();
        return topics.Contains($"p.shop.{table} ", StringComparison.Ordinal) ? (await TopicDump.ReadAsync(place, $"p.shop.{table}")).Records : [];
    }
}
