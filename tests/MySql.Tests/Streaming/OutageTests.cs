using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>A server that goes away, comes back, loses binlogs, or has another replica with our number.</summary>
public class OutageTests(SourceServers servers)
{
    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_killed_server_costs_no_row_and_doubles_none(string name)
    {
        await using var server = await SourceServers.StartAsync(name);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync(), ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, v INT)");
        await using var run = await bench.OpenAsync(maxRows: 5);
        var ids = new List<int>();
        for (var round = 0; round < 3; round++)
        {
            await bench.SqlAsync("INSERT INTO t (v) VALUES (1),(2),(3); BEGIN; INSERT INTO t (v) SELECT v FROM t; COMMIT");
            var wanted = int.Parse(await bench.SqlAsync("SELECT COUNT(*) FROM t"), System.Globalization.CultureInfo.InvariantCulture);
            ids.AddRange((await run.ReadAsync(1)).Select(row => row.AfterField("id").GetInt32()));
            await server.KillAsync();
            await Assert.ThrowsAsync<ConnectException>(async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    ids.AddRange((await run.ReadAsync()).Select(row => row.AfterField("id").GetInt32()));
                }
            });
            await server.StartAsync();
            ids.AddRange((await run.ReadAsync(wanted - ids.Count, tolerant: true)).Select(row => row.AfterField("id").GetInt32()));
        }

        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.Equal(await bench.SqlAsync("SELECT id FROM t ORDER BY id"), string.Join('\n', ids.Order()));
    }

    [Fact]
    public async Task A_server_that_is_upgraded_costs_no_row_and_doubles_none()
    {
        await using var server = (MariaDbServer)await SourceServers.StartAsync(SourceServers.MariaDb);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9) CHARACTER SET utf8mb4); INSERT INTO t VALUES (1, 'a')");
        await using var run = await bench.OpenAsync();
        var rows = await run.ReadAsync(1);
        await bench.SqlAsync("INSERT INTO t VALUES (2, 'b€')");
        await server.UpgradeAsync();

        // The newer one has another default collation, which the older one does not know.
        await bench.SqlAsync("INSERT INTO t VALUES (3, 'c€'); ALTER TABLE t ADD w VARCHAR(9) CHARACTER SET utf8mb4; INSERT INTO t VALUES (4, 'd€', 'ж')");
        await bench.SqlAsync("CREATE TABLE u (id INT PRIMARY KEY, v VARCHAR(9) CHARACTER SET utf8mb4); INSERT INTO u VALUES (5, 'e€')");
        rows.AddRange(await run.ReadAsync(4, tolerant: true));
        await run.DisposeAsync();

        await bench.SqlAsync("UPDATE t SET v = 'f€' WHERE id = 2");
        await using var again = await bench.OpenAsync();
        rows.AddRange(await again.ReadAsync(1));
        string[] expected =
        [
            """{"id":1,"v":"a"}""", """{"id":2,"v":"b€"}""", """{"id":3,"v":"c€"}""", """{"id":4,"v":"d€","w":"ж"}""", """{"id":5,"v":"e€"}""",
            """{"id":2,"v":"f€","w":null}""",
        ];
        Assert.Equal(expected, rows.Select(row => row.After));
        Assert.Empty(await again.DrainAsync());
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_purged_position_is_told_and_when_needed_takes_a_snapshot(string name)
    {
        await using var server = await SourceServers.StartAsync(name);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1)");
        await using (var run = await bench.OpenAsync())
        {
            Assert.Single(await run.ReadAsync(1));
            await run.DrainAsync();
        }

        await bench.SqlAsync("INSERT INTO t VALUES (2); FLUSH BINARY LOGS; INSERT INTO t VALUES (3); FLUSH BINARY LOGS; INSERT INTO t VALUES (4)");
        await bench.PurgeAsync();
        var error = await Assert.ThrowsAsync<ConnectException>(async () =>
        {
            await using var run = await bench.OpenAsync();
            await run.DrainAsync();
        });
        Assert.Contains(error.Code, new[] { "MYT006", "MYS012" });
        Assert.Contains("when_needed", error.Message, StringComparison.Ordinal);

        await using var again = await bench.OpenAsync(1000, ("snapshot.mode", "when_needed"));
        Assert.Equal(["1", "2", "3", "4"], (await again.ReadAsync(4)).Select(row => row.AfterField("id").ToString()).Order());
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_binlog_that_is_deleted_ahead_of_the_stream_costs_no_row_with_when_needed(string name)
    {
        await using var server = await SourceServers.StartAsync(name);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync(), ("snapshot.mode", "when_needed"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, v LONGTEXT); INSERT INTO t VALUES (1, 'x')");
        await using var run = await bench.OpenAsync(maxRows: 100_000);
        await run.DrainAsync();

        // More than the connection takes, so that the server is still at it when the next file goes.
        var place = await bench.BinlogAsync();
        await bench.SqlAsync(
            (server is MariaDbServer ? "SET SESSION max_recursive_iterations = 3000; " : "SET SESSION cte_max_recursion_depth = 3000; ")
            + "INSERT INTO t (v) WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT REPEAT('y', 20000) FROM n");
        await bench.SqlAsync("FLUSH BINARY LOGS; INSERT INTO t (v) VALUES ('lost'); FLUSH BINARY LOGS; INSERT INTO t (v) VALUES ('z')");
        await DeleteAfterAsync(bench, place);

        var rows = new List<ChangeRow>();
        while (rows.LastOrDefault()?.AfterField("v").GetString() != "z")
        {
            rows.AddRange(await run.ReadAsync());
        }

        Assert.Contains(bench.Log.Lines, line => line.Contains("A new snapshot is taken", StringComparison.Ordinal));
        Assert.Equal(await bench.SqlAsync("SELECT id FROM t ORDER BY id"), string.Join('\n', rows.Select(row => row.AfterField("id").GetInt32()).Distinct().Order()));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_snapshot_whose_way_on_is_deleted_begins_anew(string name)
    {
        await using var server = await SourceServers.StartAsync(name);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1), (2), (3)");
        await using (var run = await bench.OpenAsync(maxRows: 1))
        {
            Assert.Single(await run.ReadAsync(1));
        }

        var place = await bench.BinlogAsync();
        await bench.SqlAsync("INSERT INTO t VALUES (4); FLUSH BINARY LOGS; INSERT INTO t VALUES (5); FLUSH BINARY LOGS; INSERT INTO t VALUES (6)");
        await DeleteAfterAsync(bench, place);

        await using var again = await bench.OpenAsync();
        var rows = await again.ReadAsync(6);
        rows.AddRange(await again.DrainAsync());
        Assert.Contains(bench.Log.Lines, line => line.Contains("A new snapshot is taken", StringComparison.Ordinal));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], rows.Select(row => row.AfterField("id").ToString()).Distinct().Order());
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Two_with_one_server_id_are_told_apart(string name)
    {
        var bench = await SourceBench.OnAsync(servers, name, ("snapshot.mode", "no_data"), ("database.server.id", "4711"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        var other = new SourceBench(bench.Server, bench.Database, ("snapshot.mode", "no_data"), ("database.server.id", "4711"));
        await using var first = await bench.OpenAsync();
        await first.DrainAsync();
        await using var second = await other.OpenAsync();
        await second.DrainAsync();
        var error = await Assert.ThrowsAsync<ConnectException>(() => first.DrainAsync(patience: 20));
        Assert.Equal("MYC051", error.Code);
    }

    // As somebody does whose disk is full: the file goes, the server's list keeps it.
    private static async Task DeleteAfterAsync(SourceBench bench, string file)
    {
        var files = (await bench.SqlAsync("SHOW BINARY LOGS")).Split('\n').Select(line => line.Split('\t')[0]).ToList();
        File.Delete(Path.Combine(bench.Server.Data, files[files.IndexOf(file) + 1]));
    }
}
