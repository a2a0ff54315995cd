using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Snapshots of servers where nobody else writes, which are locked, stopped and killed.</summary>
public sealed class SnapshotAloneTests(LoneServers servers) : IClassFixture<LoneServers>
{
    private const int Rows = 60_000;

    [Theory]
    [InlineData(SourceServers.MariaDb, "minimal")]
    [InlineData(SourceServers.MariaDb, "extended")]
    [InlineData(SourceServers.MySql, "minimal")]
    [InlineData(SourceServers.MySql, "extended")]
    public async Task On_a_quiet_server_the_place_is_the_end_of_its_binlog(string name, string locking)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync(), ("snapshot.locking.mode", locking));
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1); FLUSH BINARY LOGS; INSERT INTO a VALUES (2)");
        await bench.BeginAsync();
        var start = bench.Reader!.Start;
        var status = (await bench.SqlAsync(name == SourceServers.MariaDb ? "SHOW MASTER STATUS" : "SHOW BINARY LOG STATUS")).Split('\t');
        Assert.Equal((status[0], status[1]), (start.File, $"{start.Pos}"));
        Assert.Equal(await bench.SqlAsync(name == SourceServers.MariaDb ? "SELECT @@gtid_binlog_pos" : "SELECT @@GLOBAL.gtid_executed"), start.Gtids);
        Assert.True(bench.Reader.IsExact);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_prepared_XA_transaction_is_waited_for_and_told(string name)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync(), ("snapshot.lock.timeout.ms", "1000"));
        await server.QueryAsync($"GRANT {(name == SourceServers.MariaDb ? "SUPER" : "XA_RECOVER_ADMIN")} ON *.* TO test@'%'");
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY); XA START 'x'; INSERT INTO a VALUES (1); XA END 'x'; XA PREPARE 'x'");
        await bench.BeginAsync();
        Assert.Empty(await bench.ReadToEndAsync());
        Assert.Contains(bench.Log, line => line.StartsWith("Warning: 1 XA", StringComparison.Ordinal));
        await bench.SqlAsync("XA ROLLBACK 'x'");
    }

    [Theory]
    [InlineData(SourceServers.MariaDb, "ALL")]
    [InlineData(SourceServers.MySql, "ALL")]
    [InlineData(SourceServers.MySql, SnapshotUser.Basics + ", LOCK TABLES")]
    public async Task Extended_holds_its_lock_to_the_end(string name, string rights)
    {
        var server = await servers.GetAsync(name);
        var database = await server.CreateDatabaseAsync();
        var user = await SnapshotUser.AddAsync(server, rights);
        await using var bench = await SnapshotBench.OnAsync(server, database, [.. user, ("snapshot.locking.mode", "extended")]);
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1)");
        await bench.BeginAsync();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.SqlAsync("SET lock_wait_timeout = 1; INSERT INTO a VALUES (2)"));
        Assert.Contains("1205", refused.Message, StringComparison.Ordinal);
        Assert.Single(await bench.ReadToEndAsync());
        await bench.Reader!.DisposeAsync();
        await bench.SqlAsync("SET lock_wait_timeout = 5; INSERT INTO a VALUES (2)");
    }

    [Fact]
    public async Task A_lock_that_takes_too_long_is_done_without()
    {
        var server = await servers.GetAsync(SourceServers.MySql);
        var database = await server.CreateDatabaseAsync();
        var user = await SnapshotUser.AddAsync(server, SnapshotUser.Basics + ", RELOAD, LOCK TABLES");
        await using var bench = await SnapshotBench.OnAsync(server, database, [.. user, ("snapshot.lock.timeout.ms", "1000")]);
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1)");
        var blocker = bench.SqlAsync("INSERT INTO a SELECT 2 FROM (SELECT SLEEP(6)) s");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await bench.BeginAsync();
        Assert.False(blocker.IsCompleted);
        Assert.Equal(["""{"id":1}"""], (await bench.ReadToEndAsync()).Select(row => row.Key));
        Assert.Contains(bench.Log, line => line.Contains("Lock wait timeout exceeded", StringComparison.Ordinal));
        await blocker;
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_server_that_is_killed_and_comes_back_gives_the_rest(string name)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
        await BigTable.FillAsync(bench, Rows);
        await bench.BeginAsync();
        var batches = 0;
        var rows = await bench.ReadToEndAsync(
            1000,
            async () =>
            {
                if (++batches == 3)
                {
                    await server.KillAsync();
                }
                else if (bench.Failures.Count == 3)
                {
                    await server.StartAsync();
                }
            },
            tries: 10);
        Assert.Equal(3, bench.Failures.Count);
        Assert.Equal(Rows + 1, rows.Count);
        Assert.Equal(Rows + 1, rows.Select(row => row.Topic + row.Key).Distinct().Count());
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_server_that_stands_still_gives_empty_batches(string name)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
        await BigTable.FillAsync(bench, Rows, width: 2000);
        await bench.BeginAsync();
        var rows = (await bench.ReadAsync(1000)).Rows;
        server.Pause();
        for (var some = rows; some.Count > 0;)
        {
            (some, _) = await bench.ReadAsync(1000);
            rows.AddRange(some);
        }

        // What arrived is written, but for the row that may be the last; a restart would begin with it.
        Assert.InRange(rows.Count, 1000, Rows);
        Assert.False(bench.Reader!.Progress.KeyIsWritten);
        Assert.Equal(rows.Count, bench.Reader.Progress.Rows);
        server.Resume();
        rows.AddRange(await bench.ReadToEndAsync());
        Assert.Equal(Rows + 1, rows.Count);
        Assert.Equal(Rows + 1, rows.Select(row => row.Topic + row.Key).Distinct().Count());
    }
}
