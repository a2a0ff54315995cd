using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Tables of unusual kinds and names.</summary>
public sealed class SnapshotTableTests(SourceServers servers)
{
    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Names_may_hold_any_character(string name)
    {
        var server = await servers.GetAsync(name);
        var database = $"d`'\"ä {Guid.NewGuid():N}"[..20];
        await server.QueryAsync($"CREATE DATABASE `{database.Replace("`", "``", StringComparison.Ordinal)}` CHARACTER SET utf8mb4");
        await using var bench = await SnapshotBench.OnAsync(server, database, ("database.include.list", System.Text.RegularExpressions.Regex.Escape(database)));
        await bench.SqlAsync("CREATE TABLE `t``.'\\\"x y` (`select` INT, `k``'\\\"ä.` INT, PRIMARY KEY (`k``'\\\"ä.`)); INSERT INTO `t``.'\\\"x y` VALUES (1, 2), (3, 4)");
        await bench.BeginAsync();
        var (first, _) = await bench.ReadAsync(1);
        await bench.ResumeAsync(bench.Reader!.Progress);
        var rest = await bench.ReadToEndAsync();
        Assert.Equal([1, 3], first.Concat(rest).Select(row => row.Value.GetProperty("select").GetInt32()));
    }

    [Fact]
    public async Task MariaDBs_own_kinds_of_tables_are_read_as_far_as_they_are_tables()
    {
        await using var bench = await NewAsync(SourceServers.MariaDb);
        await bench.SqlAsync("""
            CREATE TABLE v (id INT PRIMARY KEY, x INT) WITH SYSTEM VERSIONING; INSERT INTO v VALUES (1,1),(2,2); UPDATE v SET x = 3 WHERE id = 1; DELETE FROM v WHERE id = 2;
            CREATE SEQUENCE s; SELECT NEXTVAL(s);
            CREATE VIEW w AS SELECT * FROM v;
            CREATE TABLE i (id INT PRIMARY KEY, h INT INVISIBLE DEFAULT 7, g INT AS (id * 2) VIRTUAL, p INT AS (id * 3) PERSISTENT); INSERT INTO i (id) VALUES (1);
            """);
        await bench.BeginAsync();
        Assert.Equal(["""i {"id":1,"h":7,"g":2,"p":3}""", """v {"id":1,"x":3"""], (await bench.ReadToEndAsync()).Select(Text).Select(text => text.StartsWith('v') ? text[..15] : text));
    }

    [Fact]
    public async Task MySQLs_hidden_columns_and_keys_are_read()
    {
        await using var bench = await NewAsync(SourceServers.MySql);
        await bench.SqlAsync("""
            SET sql_generate_invisible_primary_key = ON;
            CREATE TABLE g (v INT); INSERT INTO g VALUES (5),(6),(7);
            CREATE TABLE i (id INT PRIMARY KEY, h INT INVISIBLE DEFAULT 7, g INT AS (id * 2) VIRTUAL, p INT AS (id * 3) STORED); INSERT INTO i (id) VALUES (1);
            CREATE VIEW w AS SELECT * FROM i;
            """);
        await bench.BeginAsync();
        var (first, _) = await bench.ReadAsync(2);
        Assert.Equal(["2"], bench.Reader!.Progress.Key);
        await bench.ResumeAsync(bench.Reader.Progress);
        Assert.Equal(
            ["""g {"my_row_id":1,"v":5}""", """g {"my_row_id":2,"v":6}""", """g {"my_row_id":3,"v":7}""", """i {"id":1,"h":7,"g":2,"p":3}"""],
            first.Concat(await bench.ReadToEndAsync()).Select(Text));
        Assert.Null(bench.History.Catalog.Find(new TableId(bench.Database, "w")));
    }

    private static string Text(SnapshotRow row) => $"{row.Topic.Split('.')[^1]} {row.After}";

    private async Task<SnapshotBench> NewAsync(string name)
    {
        var server = await servers.GetAsync(name);
        return await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
    }
}
