using System.Diagnostics;
using System.Text;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Long;

namespace ConnectRuntime.MySql.Tests.Long.Sessions;

/// <summary>
/// Clients of every character set define tables and write rows; what stream and snapshot make of names, defaults, comments and values is what the
/// server says of them.
/// </summary>
public sealed class CharsetSessionTests(SourceServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SourceServers.MariaDb, 40)]
    [InlineData(SourceServers.MySql, 41)]
    public async Task What_every_session_wrote_is_what_the_server_has(string server, int atLeast)
    {
        var watch = Stopwatch.StartNew();
        var bench = await SourceBench.OnAsync(servers, server,
            [.. ServerRow.Options, ("snapshot.mode", "no_data"), ("include.schema.comments", "true"), ("include.schema.changes", "true")]);
        await using var truth = await MySqlConnection.ConnectAsync(SourceServers.Config(bench.Server, bench.Database), Cancel);
        var sets = (await truth.RowsAsync("SHOW CHARACTER SET", Cancel)).Select(row => row[0]!).ToArray();
        Assert.True(sets.Length >= atLeast, $"The server has {sets.Length} sets.");
        await truth.ExecuteAsync(
            $"CREATE TABLE every (id INT PRIMARY KEY AUTO_INCREMENT, {string.Join(", ", sets.Select(set => $"c_{set} VARCHAR(200) CHARACTER SET {set}"))})", Cancel);
        await using var run = await bench.OpenAsync();
        await run.DrainAsync();

        var story = new CharsetStory(truth, bench);
        foreach (var set in sets)
        {
            await story.WriteAsync(set, sets);
        }

        var rows = (await run.ReadAsync(story.Records)).ToList();
        rows.AddRange(await run.DrainAsync());

        // Statements of other databases are told too, and other tests make some on this server.
        Assert.Equal(
            story.Statements,
            rows.Where(row => row.Topic == "p" && row.AfterField("databaseName").GetString() == bench.Database).Select(row => row.AfterField("ddl").GetString()));
        rows.RemoveAll(row => row.Topic == "p");
        Assert.Equal(story.Rows.Select(row => row.Value), rows.Select(row => ServerRow.Of(row.After)));
        Assert.Equal(story.Rows.Select(row => row.Table), rows.Select(row => row.SourceField("table").GetString()!));
        foreach (var (row, expected) in rows.Zip(story.Rows))
        {
            Assert.Equal(expected.Definition, CharsetStory.DefinitionOf(row.Schema!));
        }

        var read = await SnapshotAsync(bench);
        foreach (var table in story.Rows.Select(row => row.Table).Distinct())
        {
            var name = table.StartsWith("t_", StringComparison.Ordinal) ? "r" + table[1..] : table;
            Assert.Equal(await ServerRow.ReadAsync(truth, name, "TRUE ORDER BY id"), read[name].Select(row => ServerRow.Of(row.After)));
            Assert.Equal(await CharsetStory.DefinitionAsync(truth, name), CharsetStory.DefinitionOf(read[name][0].Schema!));
        }

        LongRun.Tell($"charset-sessions {server}", ("sets", sets.Length), ("rows", rows.Count), ("statements", story.Statements.Count), ("seconds", watch.Elapsed.TotalSeconds));
    }

    private static async Task<Dictionary<string, List<ChangeRow>>> SnapshotAsync(SourceBench bench)
    {
        var other = new SourceBench(bench.Server, bench.Database, [.. ServerRow.Options, ("snapshot.mode", "initial_only"), ("include.schema.comments", "true")]);
        await using var run = await other.OpenAsync();
        return (await run.ReadAsync(int.MaxValue)).GroupBy(row => row.SourceField("table").GetString()!).ToDictionary(group => group.Key, group => group.ToList());
    }
}
