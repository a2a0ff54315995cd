using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>A server whose sql_select_limit cuts every result of a new session short: catalogs and rows are read whole all the same.</summary>
public class SelectLimitTests
{
    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Nothing_is_cut_short(string name)
    {
        await using var server = await SourceServers.StartAsync(name);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync(
            """
            CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, c INT); INSERT INTO t VALUES (1, 1, 1, 1), (2, 2, 2, 2), (3, 3, 3, 3), (4, 4, 4, 4);
            CREATE TABLE u (id INT); INSERT INTO u VALUES (1), (2), (3); CREATE TABLE v (id INT PRIMARY KEY); INSERT INTO v VALUES (1);
            SET GLOBAL sql_select_limit = 2
            """);
        await using var run = await bench.OpenAsync();
        var rows = await run.ReadAsync(8);
        Assert.Equal(8, rows.Count);
        Assert.Contains(rows, row => row.After == """{"id":4,"a":4,"b":4,"c":4}""");

        // Beside the stream, too: a definition that must be asked for.
        await bench.SqlAsync("SET sql_log_bin = 0; CREATE TABLE w (id INT PRIMARY KEY, a INT, b INT); SET sql_log_bin = 1; INSERT INTO w VALUES (1, 2, 3)");
        Assert.Equal("""{"id":1,"a":2,"b":3}""", Assert.Single(await run.ReadAsync(1)).After);
    }
}
