using System.Globalization;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>What changes of a running server become.</summary>
public class StreamTests(SourceServers servers)
{
    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Changes_arrive_with_their_images(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync("INSERT INTO t VALUES (1, 'a'), (2, NULL); UPDATE t SET name = 'b' WHERE id = 1; DELETE FROM t WHERE id = 2; UPDATE t SET id = 7 WHERE id = 1");
        var rows = await run.ReadAsync(8);

        Assert.Equal(
            [
                (RowOperation.Create, """{"id":1}""", null, """{"id":1,"name":"a"}"""),
                (RowOperation.Create, """{"id":2}""", null, """{"id":2,"name":null}"""),
                (RowOperation.Update, """{"id":1}""", """{"id":1,"name":"a"}""", """{"id":1,"name":"b"}"""),
                (RowOperation.Delete, """{"id":2}""", """{"id":2,"name":null}""", null),
                (RowOperation.None, """{"id":2}""", null, null),
                (RowOperation.Delete, """{"id":1}""", """{"id":1,"name":"b"}""", null),
                (RowOperation.None, """{"id":1}""", null, null),
                (RowOperation.Create, """{"id":7}""", null, """{"id":7,"name":"b"}"""),
            ],
            rows.Select(row => (row.Operation, row.Key, row.Before, row.After)));
        Assert.All(rows, row => Assert.Equal($"p.{bench.Database}.t", row.Topic));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task The_source_block_says_where_a_change_stands(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync("INSERT INTO t VALUES (1), (2)");
        var rows = await run.ReadAsync(2);

        // Others write to the server meanwhile, so it is asked about the very place.
        var file = Assert.Single(rows.Select(row => row.SourceField("file").GetString()!).Distinct());
        var position = rows[0].SourceField("pos").GetInt64();
        var events = (await bench.Server.QueryAsync($"SHOW BINLOG EVENTS IN '{file}'")).Split('\n').Select(line => line.Split('\t')).ToList();
        var at = events.FindIndex(columns => columns[1] == position.ToString(CultureInfo.InvariantCulture));
        Assert.StartsWith("Write_rows", events[at][2], StringComparison.Ordinal);
        Assert.Equal([0, 1], rows.Select(row => row.SourceField("row").GetInt32()));
        var group = events[..at].FindLast(columns => columns[2] == "Gtid")!;
        Assert.Contains(rows[0].SourceField("gtid").GetString()!, group[5], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_restart_at_any_commit_point_reads_the_rest_and_nothing_else(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, v INT); CREATE TABLE other (id INT PRIMARY KEY)");
        await using (var first = await bench.OpenAsync())
        {
            await first.DrainAsync();
        }

        await bench.SqlAsync(
            "INSERT INTO t VALUES (1,1); BEGIN; INSERT INTO t VALUES (2,2),(3,3),(4,4); INSERT INTO other VALUES (1); UPDATE t SET v = v + 10; DELETE FROM t WHERE id > 2; COMMIT; "
            + "INSERT INTO t SELECT id + 100, v FROM t; ALTER TABLE t ADD w INT DEFAULT 5; INSERT INTO t (id) VALUES (50); BEGIN; UPDATE t SET w = 6; COMMIT; DELETE FROM other");
        var start = bench.Positions.Copy();
        List<ChangeRow> all;
        List<(int Rows, SourcePosition Position)> points;
        await using (var whole = await bench.OpenAsync(maxRows: 1))
        {
            whole.Commits = false;
            all = await whole.DrainAsync();
            points = whole.Points;
        }

        Assert.True(all.Count > 20, $"{all.Count} rows came.");
        Assert.Contains(points, point => point.Position.Offset.Contains("\"row\":2", StringComparison.Ordinal));
        Assert.Contains(points, point => !point.Position.Offset.StartsWith("{\"event\":0", StringComparison.Ordinal));
        foreach (var (rows, position) in points)
        {
            bench.Positions = start.Copy();
            bench.Positions.Put(position);
            await using var rest = await bench.OpenAsync(maxRows: 7);
            rest.Commits = false;
            List<ChangeRow> read = [.. await rest.ReadAsync(all.Count - rows), .. await rest.ReadAsync()];
            Assert.Equal(all.Skip(rows).Select(row => row with { Schema = null }), read.Select(row => row with { Schema = null }));
        }
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Rows_of_a_prepared_transaction_come_with_its_commit(string server)
    {
        var bench = await AloneAsync(server);
        await using var alone = bench.Server;
        await using (var before = await bench.OpenAsync())
        {
            await bench.SqlAsync("XA START 'a'; INSERT INTO t VALUES (1); XA END 'a'; XA PREPARE 'a'");
            await bench.SqlAsync("XA START 'b'; INSERT INTO t VALUES (2); XA END 'b'; XA PREPARE 'b'");
            await bench.SqlAsync("INSERT INTO t VALUES (3); XA START 'c'; INSERT INTO t VALUES (4); XA END 'c'; XA COMMIT 'c' ONE PHASE");
            Assert.Equal(["3", "4"], (await before.ReadAsync(2)).Select(row => row.AfterField("id").ToString()));
        }

        await bench.SqlAsync("XA ROLLBACK 'b'");
        await bench.SqlAsync("XA COMMIT 'a'; INSERT INTO t VALUES (5)");
        await using var after = await bench.OpenAsync();
        Assert.Equal(["1", "5"], (await after.ReadAsync(2)).Select(row => row.AfterField("id").ToString()));
        await after.DrainAsync();
        Assert.Empty(await bench.Store.KeysAsync("xa/X'61'", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_name_of_prepared_transactions_is_used_again(string server)
    {
        var bench = await AloneAsync(server);
        await using var alone = bench.Server;
        await using (var run = await bench.OpenAsync())
        {
            await bench.SqlAsync("XA START 'a'; INSERT INTO t VALUES (1), (2); XA END 'a'; XA PREPARE 'a'");
            await run.DrainAsync();
            await bench.SqlAsync("XA COMMIT 'a'; XA START 'a'; INSERT INTO t VALUES (3), (4); XA END 'a'; XA PREPARE 'a'");
            Assert.Equal(["1", "2"], await IdsAsync(run));

            // What was durable with the second PREPARE is behind the end of the first transaction, not of the second one.
            await bench.SqlAsync("XA COMMIT 'a'; FLUSH BINARY LOGS; XA START 'a'; INSERT INTO t VALUES (5); XA END 'a'; XA PREPARE 'a'; XA ROLLBACK 'a'; INSERT INTO t VALUES (6)");
            Assert.Equal(["3", "4", "6"], await IdsAsync(run));
        }

        Assert.Empty(await bench.Store.KeysAsync("xa/", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_crash_goes_back_before_the_end_of_a_prepared_transaction_whose_name_is_used_again(string server)
    {
        var bench = await AloneAsync(server);
        await using var alone = bench.Server;
        await using (var run = await bench.OpenAsync())
        {
            await bench.SqlAsync("XA START 'a'; INSERT INTO t VALUES (1), (2); XA END 'a'; XA PREPARE 'a'");
            await run.DrainAsync();

            // From here on nothing is committed.
            run.Commits = false;
            await bench.SqlAsync("XA COMMIT 'a'; FLUSH BINARY LOGS; XA START 'a'; INSERT INTO t VALUES (3), (4); XA END 'a'; XA PREPARE 'a'");
            Assert.Equal(["1", "2"], await IdsAsync(run));
        }

        await bench.SqlAsync("XA COMMIT 'a'; INSERT INTO t VALUES (5)");
        var ids = new List<string>();
        while (ids.Count < 5)
        {
            await using var run = await bench.OpenAsync(maxRows: 1);
            for (var i = 0; i < 3; i++)
            {
                ids.AddRange((await run.ReadAsync()).Select(row => row.AfterField("id").ToString()));
            }
        }

        Assert.Equal(["1", "2", "3", "4", "5"], ids);
    }

    // A server of their own: snapshots of others wait for transactions that are prepared.
    private static async Task<SourceBench> AloneAsync(string name)
    {
        var server = await SourceServers.StartAsync(name);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync(), ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        return bench;
    }

    private static async Task<IEnumerable<string>> IdsAsync(BenchRun run) => (await run.DrainAsync()).Select(row => row.AfterField("id").ToString());

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Definitions_change_between_rows(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, a INT)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync(
            "INSERT INTO t VALUES (1, 1); ALTER TABLE t ADD b VARCHAR(10) DEFAULT 'x' FIRST; INSERT INTO t (id, a) VALUES (2, 2); ALTER TABLE t DROP a, CHANGE b c TEXT; "
            + "INSERT INTO t VALUES ('y', 3); CREATE TABLE n LIKE t; ALTER TABLE n ADD d BIGINT UNSIGNED; INSERT INTO n VALUES ('z', 4, 5); "
            + "RENAME TABLE t TO old, n TO t; INSERT INTO t VALUES ('w', 6, 7); DROP TABLE old; INSERT INTO t VALUES ('v', 8, 9)");
        var rows = await run.ReadAsync(6);
        Assert.Equal(
            [
                """{"id":1,"a":1}""", """{"b":"x","id":2,"a":2}""", """{"c":"y","id":3}""", """{"c":"z","id":4,"d":5}""",
                """{"c":"w","id":6,"d":7}""", """{"c":"v","id":8,"d":9}""",
            ],
            rows.Select(row => row.After));
        Assert.Equal($"p.{bench.Database}.n", rows[3].Topic);
        Assert.Equal($"p.{bench.Database}.t", rows[4].Topic);
    }

    /// <summary>The statement names both tables before the rows of the first; the definition of the second is looked up in between.</summary>
    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_definition_that_is_read_again_loses_no_rows_of_the_other_table(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY, v INT); CREATE TABLE b (id INT PRIMARY KEY, v INT)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync("INSERT INTO a VALUES (1, 10), (2, 20); INSERT INTO b VALUES (1, 100), (2, 200)");
        await run.ReadAsync(4);
        await bench.SqlAsync(
            "SET sql_log_bin = 0; ALTER TABLE b ADD w INT NOT NULL DEFAULT 7; SET sql_log_bin = 1; UPDATE a JOIN b ON a.id = b.id SET a.v = a.v + 1, b.v = b.v + 1; "
            + "UPDATE b JOIN a ON a.id = b.id SET a.v = a.v + 1, b.v = b.v + 1");
        var rows = await run.ReadAsync(8);
        Assert.Equal(
            ["""{"id":1,"v":11}""", """{"id":1,"v":12}""", """{"id":2,"v":21}""", """{"id":2,"v":22}"""],
            rows.Where(row => row.Topic.EndsWith(".a", StringComparison.Ordinal)).Select(row => row.After).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["""{"id":1,"v":101,"w":7}""", """{"id":1,"v":102,"w":7}""", """{"id":2,"v":201,"w":7}""", """{"id":2,"v":202,"w":7}"""],
            rows.Where(row => row.Topic.EndsWith(".b", StringComparison.Ordinal)).Select(row => row.After).Order(StringComparer.Ordinal));
    }
}
