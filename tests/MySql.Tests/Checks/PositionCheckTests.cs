using System.Globalization;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Checks;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Checks;

/// <summary>Positions that sources have stored, against what servers still have.</summary>
public sealed class PositionCheckTests
{
    [Theory]
    [InlineData(SourceServers.MySql, true)]
    [InlineData(SourceServers.MySql, false)]
    [InlineData(SourceServers.MariaDb, true)]
    [InlineData(SourceServers.MariaDb, false)]
    public async Task A_position_is_followed_from_the_open_file_to_the_purge(string name, bool usesGtids)
    {
        await using var server = await StartAsync(name);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync(), ("gtid.ignore.on.recovery", usesGtids ? "false" : "true"));
        await bench.SqlAsync("FLUSH BINARY LOGS; CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1)");
        await using (var run = await bench.OpenAsync())
        {
            await run.ReadAsync(1);
            await bench.SqlAsync("INSERT INTO t VALUES (2)");
            await run.ReadAsync(1);
        }

        var logs = await LogsAsync(server);
        var found = await CheckAsync(bench);
        Assert.Equal(CheckSeverity.Ok, found.Severity);
        Assert.Contains("It is the file that is written", found.Message, StringComparison.Ordinal);
        Assert.Matches(@", \d+ seconds old, is in binlog\.00000\d, which", found.Message);
        Assert.Contains($": {logs.Sum(log => log.Size)} bytes lie between the oldest binlog and it, 0 behind it.", found.Message, StringComparison.Ordinal);

        // Two files further: the end of its own file and all of the later ones lie behind the position.
        await bench.SqlAsync("INSERT INTO t VALUES (3); FLUSH BINARY LOGS; INSERT INTO t VALUES (4); FLUSH BINARY LOGS; INSERT INTO t VALUES (5)");
        var later = await LogsAsync(server);
        found = await CheckAsync(bench);
        Assert.Equal(CheckSeverity.Ok, found.Severity);
        Assert.Contains($" is in {logs[^1].Name}, ", found.Message, StringComparison.Ordinal);
        Assert.Contains($" {later.Sum(log => log.Size) - logs.Sum(log => log.Size)} behind it.", found.Message, StringComparison.Ordinal);
        Assert.EndsWith("and is kept for 30 days more.", found.Message, StringComparison.Ordinal);

        // A server purges when it begins another file, so nothing is gone yet.
        await bench.SqlAsync("SET GLOBAL binlog_expire_logs_seconds = 1");
        await Task.Delay(2000);
        found = await CheckAsync(bench);
        Assert.Equal(CheckSeverity.Warning, found.Severity);
        Assert.Contains("the next purge takes what was not read yet", found.Message, StringComparison.Ordinal);
        Assert.Matches(@"Run SET (PERSIST|GLOBAL) binlog_expire_logs_seconds=604800[;,] ", found.Message);
        await bench.SqlAsync("SET GLOBAL binlog_expire_logs_seconds = 604800");
        Assert.EndsWith("and is kept for 7 days more.", (await CheckAsync(bench)).Message, StringComparison.Ordinal);

        await bench.PurgeAsync();
        found = await CheckAsync(bench);
        Assert.Equal(CheckSeverity.Error, found.Severity);
        Assert.Contains("Set snapshot.mode=when_needed", found.Message, StringComparison.Ordinal);
        Assert.Equal(CheckSeverity.Warning, (await CheckAsync(bench, ("snapshot.mode", "when_needed"))).Severity);
        await Assert.ThrowsAsync<ConnectException>(async () =>
        {
            await using var run = await bench.OpenAsync();
            await run.ReadAsync(1);
        });
    }

    [Theory]
    [InlineData(SourceServers.MySql)]
    [InlineData(SourceServers.MariaDb)]
    public async Task A_position_of_another_server_is_found_by_its_GTIDs(string name)
    {
        await using var server = await StartAsync(name);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); FLUSH BINARY LOGS; INSERT INTO t VALUES (1)");
        await using (var run = await bench.OpenAsync())
        {
            await run.ReadAsync(1);
        }

        var logs = await LogsAsync(server);
        await bench.SqlAsync("FLUSH BINARY LOGS; INSERT INTO t VALUES (2); FLUSH BINARY LOGS; FLUSH BINARY LOGS; INSERT INTO t VALUES (3)");
        bench.Positions = Renamed(bench.Positions, logs[^1].Name, "elsewhere.000815");
        var found = await CheckAsync(bench);
        Assert.Equal(CheckSeverity.Ok, found.Severity);
        Assert.Contains("The stored position elsewhere.000815:", found.Message, StringComparison.Ordinal);
        var later = await LogsAsync(server);
        Assert.Contains($"is in {later[logs.Count].Name}, which the server still has: {later.Take(logs.Count).Sum(log => log.Size)} bytes lie between", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_lost_its_own_transactions_is_found()
    {
        await using var server = await StartAsync(SourceServers.MySql);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1)");
        await using (var run = await bench.OpenAsync())
        {
            await run.ReadAsync(1);
        }

        await bench.SqlAsync("RESET BINARY LOGS AND GTIDS");
        var found = await CheckAsync(bench);
        Assert.Equal(CheckSeverity.Error, found.Severity);
        Assert.Contains("the server does not know its own transactions", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_rights_of_a_stream_the_other_findings_are_told_all_the_same()
    {
        await using var server = await StartAsync(SourceServers.MariaDb);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync());
        await server.QueryAsync($"CREATE USER poor@'%' IDENTIFIED BY '{server.Password}'; GRANT SELECT, REPLICATION CLIENT ON *.* TO poor@'%'; FLUSH BINARY LOGS");
        bench.Positions.Put(new SourcePosition("""{"server":"p"}""", """{"file":"binlog.000001","pos":4,"gtids":"0-1-1"}"""));
        Assert.Empty(await AllAsync(bench, ("database.user", "poor")));
        bench.Positions.Put(new SourcePosition("""{"server":"p"}""", """{"file":"binlog.000001","pos":4,"gtids":"none"}"""));
        var found = await CheckAsync(bench);
        Assert.Equal(CheckSeverity.Warning, found.Severity);
        Assert.StartsWith("The stored position could not be looked at. MYC022", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"file\":1}", "MYS001")]
    [InlineData("[]", "MYS001")]
    public async Task A_position_that_is_none_is_an_error(string offset, string code)
    {
        await using var server = await StartAsync(SourceServers.MariaDb);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync());
        bench.Positions.Put(new SourcePosition("""{"server":"p"}""", offset));
        var found = await CheckAsync(bench);
        Assert.Equal(CheckSeverity.Error, found.Severity);
        Assert.StartsWith(code, found.Message, StringComparison.Ordinal);
        Assert.Empty(await AllAsync(new SourceBench(server, bench.Database)));
    }

    private static async Task<MySqlFamilyServer> StartAsync(string name) => name == SourceServers.MariaDb
        ? await MariaDbServer.StartNewAsync("--binlog-format=ROW", "--binlog-expire-logs-seconds=2592000")
        : await MySqlServer.StartNewAsync("--gtid-mode=ON", "--enforce-gtid-consistency=ON");

    private static MemoryPositions Renamed(MemoryPositions positions, string file, string other)
    {
        var renamed = new MemoryPositions();
        foreach (var position in positions.List())
        {
            renamed.Put(position with { Offset = position.Offset.Replace(file, other, StringComparison.Ordinal) });
        }

        return renamed;
    }

    private static async Task<List<(string Name, long Size)>> LogsAsync(MySqlFamilyServer server) =>
    [
        .. (await server.QueryAsync("SHOW BINARY LOGS")).Split('\n').Select(line => line.Split('\t'))
            .Select(cells => (cells[0], long.Parse(cells[1], CultureInfo.InvariantCulture))),
    ];

    private static async Task<CheckResult> CheckAsync(SourceBench bench, params (string Name, string Value)[] more) => Assert.Single(await AllAsync(bench, more));

    private static async Task<List<CheckResult>> AllAsync(SourceBench bench, params (string Name, string Value)[] more)
    {
        var results = new List<CheckResult>();
        var context = new ConnectorContext("c", bench.Config(more), new MemoryLog()) { Positions = bench.Positions.List() };
        await MySqlChecks.RunAsync(context, bench.Server is MariaDbServer ? ServerFlavor.MariaDb : ServerFlavor.MySql, results, TestContext.Current.CancellationToken);
        return results.FindAll(result => result.Subject == "position");
    }
}
