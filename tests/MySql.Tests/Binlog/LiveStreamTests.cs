using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>What servers log in their own ways, up to the rows that a source makes of it.</summary>
[Collection(BinlogCollection.Name)]
public class LiveStreamTests(BinlogServers servers)
{
    /// <summary>MariaDB logs such an ALTER when it begins and when it ends, each time with the statement.</summary>
    [Fact]
    public async Task An_alter_in_two_phases_takes_effect_once_or_not_at_all()
    {
        var bench = await BenchAsync(SourceServers.MariaDb);
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, v INT)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync("INSERT INTO t VALUES (1, 5), (2, 5); SET SESSION binlog_alter_two_phase = ON; ALTER TABLE t ADD w INT DEFAULT 9; INSERT INTO t VALUES (3, 6, 7)");
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.SqlAsync("SET SESSION binlog_alter_two_phase = ON; ALTER TABLE t ADD x INT, ADD UNIQUE (v)"));
        await bench.SqlAsync("INSERT INTO t VALUES (4, 7, 8); SET SESSION binlog_alter_two_phase = ON; ALTER TABLE t DROP v; INSERT INTO t VALUES (5, 1)");
        Assert.Equal(
            ["""{"id":1,"v":5}""", """{"id":2,"v":5}""", """{"id":3,"v":6,"w":7}""", """{"id":4,"v":7,"w":8}""", """{"id":5,"w":1}"""],
            (await run.ReadAsync(5)).Select(row => row.After));
        Assert.DoesNotContain(bench.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    /// <summary>What counts as text in the metadata of a table is not the same in both servers.</summary>
    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    [InlineData(BinlogServers.NewMariaDb)]
    public async Task Character_sets_beside_geometries(string server)
    {
        var bench = await BenchAsync(server);
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, g POINT, a VARCHAR(9) CHARACTER SET latin1, h GEOMETRY, b TEXT CHARACTER SET utf16, e ENUM('ü','x'))");
        await using var run = await bench.OpenAsync();
        foreach (var metadata in new[] { "FULL", "MINIMAL" })
        {
            await bench.SqlAsync($"SET GLOBAL binlog_row_metadata = {metadata}; INSERT INTO t VALUES ({metadata.Length}, POINT(1,2), 'ä', NULL, 'ö', 'ü')");
            var row = Assert.Single(await run.ReadAsync(1));
            Assert.Equal(("ä", "ö", "ü"), (row.AfterField("a").GetString(), row.AfterField("b").GetString(), row.AfterField("e").GetString()));
        }
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_load_that_is_logged_as_a_statement_is_warned_about(string server)
    {
        var bench = await BenchAsync(server);
        var file = Path.Combine(bench.Server.Data, $"{bench.Database}.csv");

        // More than one block of a load, 128 KiB.
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 60_000).Select(i => $"{i}"), TestContext.Current.CancellationToken);
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync($"SET SESSION binlog_format = STATEMENT; LOAD DATA INFILE '{file}' INTO TABLE t; SET SESSION binlog_format = ROW; INSERT INTO t VALUES (-2)");
        Assert.Equal((RowOperation.Create, -2), (await run.ReadAsync(1)).Select(row => (row.Operation, row.AfterField("id").GetInt32())).Single());
        Assert.Contains(bench.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("LOAD DATA INFILE", StringComparison.Ordinal));
    }

    private async Task<SourceBench> BenchAsync(string name)
    {
        var server = await servers.GetAsync(name);
        return new SourceBench(server, await server.CreateDatabaseAsync(), ("snapshot.mode", "no_data"));
    }
}
