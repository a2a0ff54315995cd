using System.Diagnostics;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Tests.Snapshot;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Long;

namespace ConnectRuntime.MySql.Tests.Long.Storms;

/// <summary>
/// Tables change between rows, by chance; every row comes under the name, with the key and with the values that the server had at its statement. Every
/// third storm is read while it goes on, every second one with restarts, every other one with names of columns in the binlog.
/// </summary>
public sealed class DdlStormTests(LoneServers servers, ITestOutputHelper output) : IClassFixture<LoneServers>
{
    private const int Steps = 300;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Seeds =>
        [.. Enumerable.Range(1, LongRun.Of(5, 50)).SelectMany(seed => new[] { (SourceServers.MariaDb, seed), (SourceServers.MySql, seed) })];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Rows_are_what_they_were_at_their_statement(string name, int seed)
    {
        var watch = Stopwatch.StartNew();
        var server = await servers.GetAsync(name);
        await server.QueryAsync($"SET GLOBAL binlog_row_metadata = {(seed % 4 < 2 ? "MINIMAL" : name == SourceServers.MySql ? "FULL" : "'FULL'")}");
        var bench = new SourceBench(server, await server.CreateDatabaseAsync(), [.. ServerRow.Options, ("snapshot.mode", "no_data")]);
        await using var truth = await MySqlConnection.ConnectAsync(SourceServers.Config(server, bench.Database), Cancel);
        var storm = await DdlStorm.StartAsync(bench, truth, seed, name == SourceServers.MariaDb);
        await using (var begin = await bench.OpenAsync())
        {
            await begin.DrainAsync();
        }

        var writing = storm.RunAsync(Steps);
        if (seed % 3 != 0)
        {
            await writing;
        }

        List<ChangeRow> rows;
        try
        {
            rows = await ReadAsync(bench, seed, writing);
        }
        catch (ConnectException e)
        {
            throw new InvalidOperationException($"{e.Message} After\n{string.Join('\n', storm.Log)}\nLog:\n{string.Join('\n', bench.Log.Lines)}", e);
        }

        await writing;
        var found = rows.Where(row => row.Operation != RowOperation.None).Select(Of).ToList();
        output.WriteLine($"Seed {seed}: {found.Count} rows, {storm.Definitions.Done} definitions, {storm.Definitions.Refused} refused");
        for (var i = 0; i < Math.Max(found.Count, storm.Rows.Count); i++)
        {
            var (expected, actual) = (storm.Rows.ElementAtOrDefault(i), found.ElementAtOrDefault(i));
            Assert.True(expected == actual, $"Row {i} is\n{actual}\nand was\n{expected}\nafter\n{string.Join('\n', storm.Log)}\nLog:\n{string.Join('\n', bench.Log.Lines)}");
        }

        Assert.True(found.Count > Steps / 4 && storm.Definitions.Done > Steps / 10, "The storm did too little.");
        LongRun.Tell($"ddl-storm {name} {seed}", ("rows", found.Count), ("definitions", storm.Definitions.Done), ("seconds", watch.Elapsed.TotalSeconds));
    }

    private static async Task<List<ChangeRow>> ReadAsync(SourceBench bench, int seed, Task writing)
    {
        var rows = new List<ChangeRow>();
        var isDone = false;
        for (var empty = 0; empty < 2;)
        {
            await using var run = await bench.OpenAsync(seed % 2 == 0 ? 7 : 1000);
            for (var i = 0; empty < 2 && (seed % 2 != 0 || i < 12); i++)
            {
                var more = await run.ReadAsync();
                rows.AddRange(more);
                empty = more.Count == 0 && isDone ? empty + 1 : 0;
                isDone = writing.IsCompleted;
            }
        }

        return rows;
    }

    private static StormRow Of(ChangeRow row)
    {
        var table = row.SourceField("table").GetString()!;
        Assert.EndsWith($".{table}", row.Topic, StringComparison.Ordinal);
        var operation = row.Operation switch { RowOperation.Create => "c", RowOperation.Update => "u", RowOperation.Delete => "d", _ => "?" };
        return new StormRow(operation, table, ServerRow.Of(row.Key), ServerRow.Of(row.Before), ServerRow.Of(row.After));
    }
}
