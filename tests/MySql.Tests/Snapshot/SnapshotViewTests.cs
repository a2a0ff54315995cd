using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Views that are opened while others write: they are consistent, and the binlog from their place on leads to what the tables are in the end.</summary>
/// <remarks>On servers of their own: mysqlbinlog replays the XA transactions of all databases, whichever it is asked for.</remarks>
public sealed class SnapshotViewTests(LoneServers servers) : IClassFixture<LoneServers>
{
    private const string Basics = SnapshotUser.Basics;
    private const int Rounds = 4;

    [Theory]
    [InlineData(SourceServers.MariaDb, "ALL", "minimal", "status variables")]
    [InlineData(SourceServers.MariaDb, Basics, "minimal", "status variables")]
    [InlineData(SourceServers.MariaDb, Basics, "none", "status variables")]
    [InlineData(SourceServers.MySql, "ALL", "minimal", "log_status")]
    [InlineData(SourceServers.MySql, Basics + ", BACKUP_ADMIN", "none", "log_status")]
    [InlineData(SourceServers.MySql, Basics + ", RELOAD", "minimal", "read lock")]
    [InlineData(SourceServers.MySql, Basics + ", FLUSH_TABLES", "minimal", "read lock")]
    [InlineData(SourceServers.MySql, Basics + ", LOCK TABLES", "minimal", "read lock")]
    public async Task A_view_and_its_place_belong_together(string server, string rights, string locking, string how)
    {
        var busy = await BusyDatabase.CreateAsync(await servers.GetAsync(server));
        await TakeAsync(busy, await SnapshotUser.AddAsync(busy.Server, rights), locking, isExact: true, how);
    }

    [Theory]
    [InlineData(SourceServers.MySql, Basics, "minimal")]
    [InlineData(SourceServers.MySql, Basics, "none")]
    public async Task Without_any_right_nothing_is_lost_either(string server, string rights, string locking)
    {
        var busy = await BusyDatabase.CreateAsync(await servers.GetAsync(server));
        await TakeAsync(busy, await SnapshotUser.AddAsync(busy.Server, rights), locking, isExact: false, "before the view was opened");
    }

    [Theory]
    [InlineData("OFF", "false")]
    [InlineData("ON", "true")]
    public async Task Without_any_right_and_without_GTIDs_nothing_is_lost_either(string mode, string ignored)
    {
        await using var server = await MySqlServer.StartNewAsync($"--gtid-mode={mode}", $"--enforce-gtid-consistency={mode}");
        var busy = await BusyDatabase.CreateAsync(server);
        await server.QueryAsync("SET GLOBAL binlog_group_commit_sync_delay = 100000");
        await TakeAsync(
            busy,
            [.. await SnapshotUser.AddAsync(server, Basics), ("gtid.ignore.on.recovery", ignored)],
            "minimal",
            isExact: false,
            "grant the user BACKUP_ADMIN and SELECT ON performance_schema.log_status, or RELOAD, or LOCK TABLES",
            rounds: 1);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb, "ALL", "minimal")]
    [InlineData(SourceServers.MySql, "ALL", "minimal")]
    [InlineData(SourceServers.MySql, Basics + ", LOCK TABLES", "minimal")]
    public async Task Nobody_is_kept_from_writing_once_the_view_is_open(string server, string rights, string locking)
    {
        var source = await servers.GetAsync(server);
        await using var bench = await OnAsync(source, await source.CreateDatabaseAsync(), await SnapshotUser.AddAsync(source, rights), locking);
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1)");
        await bench.BeginAsync();
        await bench.SqlAsync("SET lock_wait_timeout = 2; INSERT INTO a VALUES (2)");
        Assert.Equal(["""{"id":1}"""], (await bench.ReadToEndAsync()).Select(row => row.Key));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Extended_without_the_right_to_lock_is_refused(string server)
    {
        var source = await servers.GetAsync(server);
        await using var bench = await OnAsync(source, await source.CreateDatabaseAsync(), await SnapshotUser.AddAsync(source, Basics), "extended");
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY)");
        var error = await Assert.ThrowsAsync<ConnectException>(() => bench.BeginAsync());
        Assert.Equal(("MYT003", ErrorKind.Config), (error.Code, error.Kind));
    }

    [Fact]
    public async Task A_server_without_a_binlog_is_refused()
    {
        await using var server = await MariaDbServer.StartNewAsync("--skip-log-bin");
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
        Assert.Equal("MYT001", (await Assert.ThrowsAsync<ConnectException>(() => bench.BeginAsync())).Code);
    }

    private static async Task TakeAsync(
        BusyDatabase busy, (string Name, string Value)[] user, string locking, bool isExact, string how, int rounds = Rounds)
    {
        busy.Start(writers: 3);
        await Task.Delay(300);
        var taken = new List<(List<SnapshotRow> Rows, Positions.BinlogStartPoint Start)>();
        for (var i = 0; i < rounds; i++)
        {
            await using var bench = await OnAsync(busy.Server, busy.Name, user, locking);
            await bench.BeginAsync();
            var rows = await bench.ReadToEndAsync(50);
            Assert.Contains(bench.Log, line => line.Contains(how, StringComparison.Ordinal));
            Assert.Equal(40_000, BusyDatabase.SumOf(rows));
            taken.Add((rows, bench.Model.IgnoresStoredGtids ? bench.Reader!.Start with { Gtids = null } : bench.Reader!.Start));
        }

        await busy.StopAsync();
        foreach (var (rows, start) in taken)
        {
            await busy.ReplayAsync(rows, start, isForgiving: !isExact);
        }
    }

    private static Task<SnapshotBench> OnAsync(
        MySqlFamilyServer server, string database, (string Name, string Value)[] user, string locking, params (string Name, string Value)[] more) =>
        SnapshotBench.OnAsync(server, database, [.. user, ("snapshot.locking.mode", locking), .. more]);
}
