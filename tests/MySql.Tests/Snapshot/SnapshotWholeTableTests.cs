using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Tables within which a snapshot cannot be gone on with: they are read again from their start, and tables that are read stay read.</summary>
public sealed class SnapshotWholeTableTests(SourceServers servers)
{
    [Theory]
    [InlineData(SourceServers.MariaDb, "k INT", "(3),(1),(2)")]
    [InlineData(SourceServers.MySql, "k INT", "(3),(1),(2)")]
    [InlineData(SourceServers.MariaDb, "k ENUM('z','y','x') PRIMARY KEY", "('x'),('y'),('z')")]
    [InlineData(SourceServers.MySql, "k ENUM('z','y','x') PRIMARY KEY", "('x'),('y'),('z')")]
    [InlineData(SourceServers.MariaDb, "k SET('z','y','x') PRIMARY KEY", "('x'),('x,y'),('')")]
    [InlineData(SourceServers.MySql, "k FLOAT PRIMARY KEY", "(0.1),(1e30),(-2)")]
    [InlineData(SourceServers.MariaDb, "k DOUBLE PRIMARY KEY", "(0.1),(1e300),(-2)")]
    [InlineData(SourceServers.MySql, "k VARCHAR(20), PRIMARY KEY (k(1))", "('ab'),('b'),('c')")]
    [InlineData(SourceServers.MariaDb, "k BLOB, PRIMARY KEY (k(3))", "('ab'),('b'),('c')")]
    [InlineData(SourceServers.MariaDb, "k INT PRIMARY KEY) ENGINE=MyISAM COMMENT=(''", "(3),(1),(2)")]
    [InlineData(SourceServers.MariaDb, "k INT PRIMARY KEY) ENGINE=Aria COMMENT=(''", "(3),(1),(2)")]
    [InlineData(SourceServers.MySql, "k INT PRIMARY KEY) ENGINE=MyISAM COMMENT=(''", "(3),(1),(2)")]
    [InlineData(SourceServers.MySql, "k INT PRIMARY KEY) ENGINE=MEMORY COMMENT=(''", "(3),(1),(2)")]
    public async Task Rows_come_and_come_again_after_a_restart(string name, string definition, string values)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync($"""
            CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1),(2);
            CREATE TABLE t ({definition.Replace(" COMMENT=(''", "", StringComparison.Ordinal)}{(definition.Contains("ENGINE", StringComparison.Ordinal) ? "" : ")")};
            INSERT INTO t VALUES {values};
            """);
        await bench.BeginAsync();
        var (first, _) = await bench.ReadAsync(3);
        var progress = bench.Reader!.Progress;
        Assert.Equal((1, $"{bench.Database}.t"), (progress.Done, progress.Table));
        Assert.Empty(progress.Key);
        var rest = await bench.ReadToEndAsync(1);
        Assert.Equal(5, first.Count + rest.Count);
        Assert.Equal(3, first.Concat(rest).Where(row => row.Topic.EndsWith(".t", StringComparison.Ordinal)).Select(row => row.After).Distinct().Count());

        await bench.ResumeAsync(progress);
        Assert.True(bench.Reader.HasBegun(new TableId(bench.Database, "t")));
        var again = await bench.ReadToEndAsync(2);
        Assert.Equal(
            first.Concat(rest).Select(row => row.After).Where(row => row!.Contains("\"k\"", StringComparison.Ordinal)).Order(),
            again.Select(row => row.After).Order());
        Assert.Equal(definition.Contains("ENGINE", StringComparison.Ordinal), bench.Log.Any(line => line.Contains("No view covers 1 tables", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_key_that_is_not_captured_orders_the_copy_all_the_same(string name)
    {
        var server = await servers.GetAsync(name);
        var database = await server.CreateDatabaseAsync();
        await using var bench = await SnapshotBench.OnAsync(
            server, database, ("column.exclude.list", $"{database}\\.t\\.k"), ("message.key.columns", $"{database}\\.t:v"));
        await bench.SqlAsync("CREATE TABLE t (k VARCHAR(5) CHARACTER SET latin1 PRIMARY KEY, v INT NOT NULL); INSERT INTO t VALUES ('ö',1),('a',2),('z',3)");
        await bench.BeginAsync();
        var (first, _) = await bench.ReadAsync(1);
        Assert.Equal(["""{"v":2}"""], first.Select(row => row.After));
        Assert.Equal(["61"], bench.Reader!.Progress.Key);
        await bench.ResumeAsync(bench.Reader.Progress);
        Assert.Equal(["""{"v":3}""", """{"v":1}"""], (await bench.ReadToEndAsync()).Select(row => row.After));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_position_that_was_edited_by_hand_is_refused_and_not_run(string name)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync("CREATE TABLE t (k INT PRIMARY KEY); INSERT INTO t VALUES (1),(2),(3)");
        await bench.BeginAsync();
        await bench.ReadAsync(1);
        var progress = bench.Reader!.Progress;
        foreach (var key in new[] { "1 OR 1=1", "", "1;DROP TABLE t", "x" })
        {
            await bench.ResumeAsync(progress with { Key = [key] });
            Assert.Equal("MYT010", (await Assert.ThrowsAsync<Errors.ConnectException>(() => bench.ReadToEndAsync())).Code);
        }

        await bench.ResumeAsync(progress with { Key = ["1", "2"] });
        Assert.Equal("MYT010", (await Assert.ThrowsAsync<Errors.ConnectException>(() => bench.ReadToEndAsync())).Code);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Rows_of_a_partitioned_table_come_in_the_order_of_its_key(string name)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
        await bench.SqlAsync("""
            CREATE TABLE t (k INT PRIMARY KEY) PARTITION BY HASH (k) PARTITIONS 4;
            INSERT INTO t WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 100) SELECT n FROM r;
            """);
        await bench.BeginAsync();
        var keys = new List<int>();
        for (var more = true; more;)
        {
            (var rows, more) = await bench.ReadAsync(9);
            keys.AddRange(rows.Select(row => row.Value.GetProperty("k").GetInt32()));
            if (more)
            {
                await bench.ResumeAsync(bench.Reader!.Progress);
            }
        }

        Assert.Equal(Enumerable.Range(1, 100), keys);
    }
}
