using System.Diagnostics;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Snapshots whose connection ends in the middle, for whatever reason.</summary>
public sealed class SnapshotOutageTests(SourceServers servers)
{
    private const int Rows = 60_000;

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(SourceServers.MariaDb, 1)]
    [InlineData(SourceServers.MariaDb, 900)]
    [InlineData(SourceServers.MySql, 1)]
    [InlineData(SourceServers.MySql, 900)]
    public async Task A_connection_that_is_killed_again_and_again_costs_no_row(string name, int maxRows)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
        var count = maxRows == 1 ? 300 : Rows;
        await BigTable.FillAsync(bench, count, width: 2000);
        await bench.BeginAsync();
        var batches = 0;
        var kills = 0;
        var rows = await bench.ReadToEndAsync(
            maxRows,
            async () =>
            {
                if (++batches % (count / maxRows / 4) == 0 && kills < 4)
                {
                    kills++;
                    await KillReaderAsync(bench);
                }
            },
            tries: 10);
        Assert.Equal(4, kills);
        Assert.Equal(count + 1, rows.Count);
        Assert.Equal(count + 1, rows.Select(row => row.Topic + row.Key).Distinct().Count());
        Assert.Single(rows, row => row.Marker == "first");
        Assert.Equal("last", rows[^1].Marker);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Changes_while_the_view_was_lost_ask_the_stream_to_catch_up(string name)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
        await BigTable.FillAsync(bench, 20_000, width: 2000);
        await bench.BeginAsync();
        var first = bench.Reader!.Start;
        var rows = (await bench.ReadAsync(100)).Rows;
        await bench.SqlAsync("DELETE FROM big WHERE id = 150; UPDATE small SET v = 'new'");
        await KillReaderAsync(bench);
        await bench.ReadToCatchUpAsync(rows);
        Assert.True(bench.Reader.HasBegun(new TableId(bench.Database, "big")));
        Assert.False(bench.Reader.HasBegun(new TableId(bench.Database, "small")));
        Assert.NotEqual(first, bench.Reader.Start);
        var before = rows.Count;
        rows.AddRange(await bench.ReadToEndAsync());
        Assert.Equal("new", rows[^1].Value.GetProperty("v").GetString());
        Assert.All(rows.Skip(before), row => Assert.Contains($"\"pos\":{bench.Reader.Start.Pos},", row.Source, StringComparison.Ordinal));
        Assert.Equal(rows.Count, rows.Select(row => row.Topic + row.Key).Distinct().Count());
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Cancelling_is_prompt_and_ends_the_statement(string name)
    {
        var server = await servers.GetAsync(name);
        var database = await server.CreateDatabaseAsync();
        await using var bench = await SnapshotBench.OnAsync(
            server,
            database,
            ("snapshot.select.statement.overrides", $"{database}.big"),
            ($"snapshot.select.statement.overrides.{database}.big", $"SELECT b.* FROM {database}.big b WHERE SLEEP(0.01) = 0"));
        await BigTable.FillAsync(bench, 50_000);
        await bench.BeginAsync();
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (true)
            {
                await bench.ReadAsync(100_000, cancel.Token);
            }
        });
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.5, 5);
        await bench.Reader!.DisposeAsync();
        for (var left = 50; await CountStatementsAsync(bench) != "0"; left--)
        {
            Assert.True(left > 0, "The statement still runs.");
            await Task.Delay(100, None);
        }
    }

    [Fact]
    public async Task Every_place_of_a_slow_table_can_be_gone_on_from()
    {
        var server = await servers.GetAsync(SourceServers.MySql);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
        await BigTable.FillAsync(bench, 3000, width: 500);
        await bench.BeginAsync();
        var rows = new List<SnapshotRow>();
        for (var more = true; more;)
        {
            (var some, more) = await bench.ReadAsync(70);
            rows.AddRange(some);
            if (more)
            {
                var progress = bench.Reader!.Progress;
                await bench.Reader.DisposeAsync();
                await bench.ResumeAsync(progress);
            }
        }

        Assert.Equal(3001, rows.Count);
        Assert.Equal(3001, rows.Select(row => row.Topic + row.Key).Distinct().Count());
    }

    private static async Task KillReaderAsync(SnapshotBench bench)
    {
        var ids = await bench.SqlAsync(
            $"SELECT id FROM information_schema.processlist WHERE info LIKE '%FROM `{bench.Database}`.`big`%' AND user = '{MySqlFamilyServer.User}'");
        foreach (var id in ids.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await bench.SqlAsync($"KILL {id}");
        }
    }

    private static Task<string> CountStatementsAsync(SnapshotBench bench) =>
        bench.SqlAsync($"SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '%SLEEP(0.01)%' AND user = '{MySqlFamilyServer.User}'");
}
