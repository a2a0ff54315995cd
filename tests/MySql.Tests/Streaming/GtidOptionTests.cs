using System.Globalization;
using System.Text.Json.Nodes;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>The options about GTIDs, on live servers that have logged transactions of several sources.</summary>
public sealed class GtidOptionTests(SourceServers servers)
{
    private const string Other = "11111111-2222-3333-4444-555555555555";

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_start_goes_by_GTIDs_unless_they_are_ignored(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server);
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1)");
        await using (var run = await bench.OpenAsync())
        {
            await run.ReadAsync(1);
            await bench.SqlAsync("INSERT INTO t VALUES (2)");
            await run.ReadAsync(1);
            var early = JsonNode.Parse(bench.Offset!)!;
            await bench.SqlAsync("INSERT INTO t VALUES (3)");
            await run.ReadAsync(1);

            // The place before row 3, and the GTIDs after it.
            early["gtids"] = JsonNode.Parse(bench.Offset!)!["gtids"]!.DeepClone();
            bench.Positions = Stored(early.ToJsonString());
        }

        await bench.SqlAsync("INSERT INTO t VALUES (4)");
        var stored = bench.Offset!;
        Assert.Equal("4", await IdsAsync(bench, 1));
        bench.Positions = Stored(stored);
        Assert.Equal("3 4", await IdsAsync(bench, 2, ("gtid.ignore.on.recovery", "true")));
    }

    [Theory]
    [InlineData(SourceServers.MySql, "gtid.source.includes", "(?!1111).*", "true", "1 3")]
    [InlineData(SourceServers.MySql, "gtid.source.includes", Other, "true", "2")]
    [InlineData(SourceServers.MySql, "gtid.source.excludes", Other, "true", "1 3")]
    [InlineData(SourceServers.MySql, "gtid.source.excludes", Other, "false", "1 2 3")]
    [InlineData(SourceServers.MySql, "gtid.source.includes", "nobody", "false", "1 2 3")]
    [InlineData(SourceServers.MariaDb, "gtid.source.includes", "0", "true", "1 3")]
    [InlineData(SourceServers.MariaDb, "gtid.source.includes", "5-77", "true", "2")]
    [InlineData(SourceServers.MariaDb, "gtid.source.includes", "5-78", "true", "")]
    [InlineData(SourceServers.MariaDb, "gtid.source.excludes", "5", "true", "1 3")]
    [InlineData(SourceServers.MariaDb, "gtid.source.excludes", "5", "false", "1 2 3")]
    [InlineData(SourceServers.MariaDb, "gtid.source.excludes", "[0-9]+-1", "true", "2")]
    public async Task Rows_of_sources_that_do_not_count_are_left_out(string name, string option, string value, string filters, string expected)
    {
        await using var server = await SourceServers.StartAsync(name);
        var bench = new SourceBench(
            server, await server.CreateDatabaseAsync(), (option, value), ("gtid.source.filter.dml.events", filters), ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        await WriteAsync(bench, 0, "INSERT INTO t VALUES (100)");
        await using (await bench.OpenAsync())
        {
        }

        bench.Positions = Stored(await EndAsync(bench));
        await bench.SqlAsync("INSERT INTO t VALUES (1)");
        await WriteAsync(bench, 1, "INSERT INTO t VALUES (2)");
        await bench.SqlAsync("INSERT INTO t VALUES (3)");

        // Twice the same: what was read before does not come again, of whomever it is.
        var stored = bench.Offset!;
        Assert.Equal(expected, await DrainAsync(bench));
        Assert.Equal("", await DrainAsync(bench));
        bench.Positions = Stored(stored);
        Assert.Equal(expected, await DrainAsync(bench));
    }

    [Theory]
    [InlineData(SourceServers.MySql, Other)]
    [InlineData(SourceServers.MariaDb, "5")]
    public async Task What_was_purged_of_sources_that_do_not_count_is_not_missed(string name, string excluded)
    {
        await using var server = await SourceServers.StartAsync(name);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1)");
        await using (var run = await bench.OpenAsync())
        {
            await run.ReadAsync(1);
        }

        await WriteAsync(bench, 0, "INSERT INTO t VALUES (100)");
        await bench.SqlAsync("FLUSH BINARY LOGS");
        await bench.PurgeAsync();
        await bench.SqlAsync("INSERT INTO t VALUES (2)");
        var stored = bench.Offset!;
        var error = await Assert.ThrowsAsync<ConnectException>(() => IdsAsync(bench, 1));
        Assert.True(error.Code is "MYS012" or "MYT006", error.Message);

        bench.Positions = Stored(stored);
        Assert.Equal("2", await IdsAsync(bench, 1, ("gtid.source.excludes", excluded)));
    }

    [Fact]
    public async Task A_domain_that_a_server_of_MariaDB_does_not_know_is_no_matter()
    {
        await using var server = await SourceServers.StartAsync(SourceServers.MariaDb);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1)");
        await using (var run = await bench.OpenAsync())
        {
            await run.ReadAsync(1);
        }

        await bench.SqlAsync("INSERT INTO t VALUES (2)");
        var stored = JsonNode.Parse(bench.Offset!)!;
        stored["gtids"] = $"{stored["gtids"]},9-9-9";
        bench.Positions = Stored(stored.ToJsonString());
        Assert.Equal("2", await IdsAsync(bench, 1));
        bench.Positions = Stored(stored.ToJsonString());
        Assert.Equal("2", await IdsAsync(bench, 1, ("gtid.source.excludes", "9")));
    }

    // Of another server in the eyes of who reads the binlog.
    private static Task<string> WriteAsync(SourceBench bench, int number, string sql) => bench.SqlAsync(bench.Server is MariaDbServer
        ? $"SET SESSION gtid_domain_id = 5, server_id = 77; {sql}"
        : $"SET GTID_NEXT = '{Other}:{number + 1}'; {sql}; SET GTID_NEXT = AUTOMATIC");

    private static MemoryPositions Stored(string offset)
    {
        var positions = new MemoryPositions();
        positions.Put(new SourcePosition("""{"server":"p"}""", offset));
        return positions;
    }

    private static async Task<string> EndAsync(SourceBench bench)
    {
        var row = (await bench.SqlAsync(bench.Server is MariaDbServer ? "SHOW MASTER STATUS" : "SHOW BINARY LOG STATUS")).Split('\t');
        var gtids = await bench.SqlAsync(bench.Server is MariaDbServer ? "SELECT @@gtid_binlog_pos" : "SELECT REPLACE(@@GLOBAL.gtid_executed, '\n', '')");
        return new JsonObject { ["file"] = row[0], ["pos"] = long.Parse(row[1], CultureInfo.InvariantCulture), ["gtids"] = gtids }.ToJsonString();
    }

    private static async Task<string> IdsAsync(SourceBench bench, int count, params (string Name, string Value)[] more)
    {
        await using var run = await bench.OpenAsync(more: more);
        return Text(await run.ReadAsync(count));
    }

    private static async Task<string> DrainAsync(SourceBench bench)
    {
        await using var run = await bench.OpenAsync();
        return Text(await run.DrainAsync());
    }

    private static string Text(List<ChangeRow> rows) => string.Join(' ', rows.Select(row => row.AfterField("id").GetRawText()));
}
