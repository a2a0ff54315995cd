using System.Globalization;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>The ways in which servers write the same changes.</summary>
public class FormatTests(SourceServers servers)
{
    [Fact]
    public async Task A_compressed_transaction_gives_the_same_rows()
    {
        var bench = await SourceBench.OnAsync(servers, SourceServers.MySql, ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(200))");
        await using var run = await bench.OpenAsync(maxRows: 100);
        await bench.SqlAsync(
            "SET SESSION binlog_transaction_compression = ON; SET SESSION cte_max_recursion_depth = 100000; "
            + "INSERT INTO t WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, REPEAT('x', 100 + i % 90) FROM n");
        var rows = await run.ReadAsync(5000);

        Assert.Equal(5000, rows.Count);
        Assert.Contains("Transaction_payload", await bench.Server.QueryAsync($"SHOW BINLOG EVENTS IN '{rows[0].SourceField("file").GetString()}'"), StringComparison.Ordinal);
        Assert.Equal(
            await bench.SqlAsync("SELECT CONCAT(id, ' ', LENGTH(v)) FROM t ORDER BY id"),
            string.Join('\n', rows.Select(row => $"{row.AfterField("id")} {row.AfterField("v").GetString()!.Length}")));
    }

    [Fact]
    public async Task Compressed_events_of_MariaDB_give_the_same_rows()
    {
        await using var server = await MariaDbServer.StartNewAsync(["--binlog-format=ROW", "--log-bin-compress=ON"]);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync(), ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, v TEXT)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync("INSERT INTO t SELECT seq, REPEAT('y', 300) FROM seq_1_to_1000; UPDATE t SET v = REPEAT('z', 301); DELETE FROM t WHERE id > 10");
        var rows = await run.ReadAsync(1000 + 1000 + 990 + 990);
        Assert.Equal(1000, rows.Count(row => row.Operation == RowOperation.Create));
        Assert.All(rows.Where(row => row.Operation == RowOperation.Update), row => Assert.Equal(new string('z', 301), row.AfterField("v").GetString()));
        Assert.Equal(990, rows.Count(row => row.Operation == RowOperation.Delete));
    }

    [Fact]
    public async Task Differences_of_documents_become_documents()
    {
        var bench = await SourceBench.OnAsync(servers, SourceServers.MySql, ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, j JSON, n INT, k JSON)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync(
            "INSERT INTO t VALUES (1, JSON_OBJECT('a', REPEAT('x', 500), 'b', JSON_ARRAY(1, 2, 3)), 1, '[1]'); SET SESSION binlog_row_value_options = PARTIAL_JSON; "
            + "UPDATE t SET j = JSON_SET(j, '$.b[1]', 20), n = 2; UPDATE t SET j = JSON_REMOVE(j, '$.a'), k = JSON_ARRAY_APPEND(k, '$', 2); UPDATE t SET n = 3");
        var rows = await run.ReadAsync(4);
        Assert.Contains("Update_rows_partial", await bench.Server.QueryAsync($"SHOW BINLOG EVENTS IN '{rows[0].SourceField("file").GetString()}'"), StringComparison.Ordinal);
        Assert.Equal($$"""{"a":"{{new string('x', 500)}}","b":[1,20,3]}""", rows[1].AfterField("j").GetString());
        Assert.Equal("""{"b":[1,20,3]}""", rows[2].AfterField("j").GetString());
        Assert.Equal("""[1,2]""", rows[2].AfterField("k").GetString());
        Assert.Equal(3, rows[3].AfterField("n").GetInt32());
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Rows_logged_as_statements_are_warned_about(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync("SET SESSION binlog_format = STATEMENT; INSERT INTO t VALUES (1); SET SESSION binlog_format = ROW; INSERT INTO t VALUES (2)");
        Assert.Equal(2, Assert.Single(await run.ReadAsync(1)).AfterField("id").GetInt32());
        Assert.Contains(bench.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("INSERT INTO t VALUES (1)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Rows_that_come_and_go_without_being_logged_are_warned_about(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"), ("table.exclude.list", ".*[.]other"));
        await bench.SqlAsync(
            """
            SET GLOBAL log_bin_trust_function_creators = 1;
            CREATE TABLE t (id INT PRIMARY KEY); CREATE TABLE e (id INT PRIMARY KEY);
            CREATE TABLE p (id INT PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION `a b` VALUES LESS THAN (10), PARTITION c VALUES LESS THAN (20));
            CREATE TABLE other LIKE p; CREATE TABLE x (id INT PRIMARY KEY)
            """);
        await bench.Server.QueryAsync(
            "DELIMITER //\nCREATE FUNCTION f() RETURNS INT DETERMINISTIC MODIFIES SQL DATA BEGIN INSERT INTO t VALUES (1); RETURN 1; END//\nDELIMITER ;", bench.Database);
        await using var run = await bench.OpenAsync();
        string[] told =
        [
            .. server == SourceServers.MariaDb ? new[] { "SET STATEMENT sql_mode='' FOR INSERT INTO t VALUES (2)" } : [],
            "CREATE TABLE s (id INT PRIMARY KEY) SELECT 1 AS id", "ALTER TABLE p EXCHANGE PARTITION c WITH TABLE x", "ALTER TABLE p TRUNCATE PARTITION c",
            "ALTER TABLE p DROP PARTITION `a b`",
        ];
        await bench.SqlAsync(
            "SET SESSION binlog_format = STATEMENT; SELECT f();" + string.Join(';', told)
            + "; ALTER TABLE p ADD PARTITION (PARTITION d VALUES LESS THAN (30)); ALTER TABLE p COMMENT 'drop partition'; ALTER TABLE other TRUNCATE PARTITION c; "
            + "ALTER TABLE e TABLESPACE innodb_file_per_table; "
            + "CREATE TABLE plain (id INT COMMENT 'as select'); SET SESSION binlog_format = ROW; CREATE TABLE r SELECT 1 AS id; INSERT INTO e VALUES (2)");
        await run.ReadAsync(2);
        var warnings = bench.Log.Lines.Where(line => line.Contains("so the rows cannot be read", StringComparison.Ordinal)).ToList();
        Assert.Contains("`f`()", warnings[0], StringComparison.Ordinal);
        Assert.Equal(told.Length, warnings.Count - 1);
        Assert.All(told.Zip(warnings.Skip(1)), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("u", "c1 c2 d2 c3")]
    [InlineData("d", "c1 c2 u1 c3")]
    [InlineData("c", "u1 d2")]
    public async Task Operations_that_are_left_out_are_those_that_are_meant(string skipped, string told)
    {
        var bench = await SourceBench.OnAsync(
            servers, SourceServers.MariaDb, ("snapshot.mode", "no_data"), ("tombstones.on.delete", "false"), ("skipped.operations", skipped));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, v INT) WITH SYSTEM VERSIONING");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync("INSERT INTO t VALUES (1, 1), (2, 2); UPDATE t SET v = 5 WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (3, 3)");
        var rows = await run.ReadAsync(told.Split(' ').Length);
        Assert.Equal(told, string.Join(' ', rows.Select(row => $"{(char)row.Operation.Code()}{row.Key![6..^1]}")));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Tables_that_are_emptied_are_told_if_wanted(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"), ("skipped.operations", "none"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync("INSERT INTO t VALUES (1); TRUNCATE TABLE t; INSERT INTO t VALUES (2)");
        var rows = await run.ReadAsync(3);
        Assert.Equal([RowOperation.Create, RowOperation.Truncate, RowOperation.Create], rows.Select(row => row.Operation));
        Assert.Null(rows[1].Key);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Transactions_count_their_changes_over_a_restart(string server)
    {
        // Every transaction of a server is told, also those of others.
        await using var alone = await SourceServers.StartAsync(server);
        var bench = new SourceBench(alone, await alone.CreateDatabaseAsync(), ("snapshot.mode", "no_data"), ("provide.transaction.metadata", "true"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); CREATE TABLE u (id INT PRIMARY KEY)");
        await using (var first = await bench.OpenAsync())
        {
            await first.DrainAsync();
        }

        await bench.SqlAsync("BEGIN; INSERT INTO t VALUES (1), (2), (3); INSERT INTO u VALUES (1); INSERT INTO t VALUES (4); COMMIT");
        var rows = new List<ChangeRow>();
        for (var i = 0; i < 7; i++)
        {
            await using var run = await bench.OpenAsync(maxRows: 1);
            while (rows.Count == i)
            {
                rows.AddRange(await run.ReadAsync());
            }
        }

        Assert.Equal("p.transaction", rows[0].Topic);
        Assert.Equal("BEGIN", rows[0].AfterField("status").GetString());
        Assert.Equal(
            ["1 1", "2 2", "3 3", "4 1", "5 4"],
            rows.Skip(1).Take(5).Select(row => System.Text.Json.JsonDocument.Parse(row.Transaction!).RootElement)
                .Select(block => string.Create(CultureInfo.InvariantCulture, $"{block.GetProperty("total_order")} {block.GetProperty("data_collection_order")}")));
        Assert.Equal("END", rows[6].AfterField("status").GetString());
        Assert.Equal(5, rows[6].AfterField("event_count").GetInt64());
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Statements_are_told_if_wanted(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"), ("include.query", "true"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync((server == SourceServers.MySql ? "SET SESSION binlog_rows_query_log_events = ON; " : string.Empty) + "INSERT INTO t VALUES (1) /* note */");
        Assert.StartsWith("INSERT INTO t VALUES (1)", Assert.Single(await run.ReadAsync(1)).SourceField("query").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task An_idle_source_shows_that_it_is_alive_and_moves_its_position(string server)
    {
        var bench = await SourceBench.OnAsync(
            servers, server, ("snapshot.mode", "no_data"), ("heartbeat.interval.ms", "100"), ("heartbeat.action.query", "INSERT INTO beats VALUES (NULL)"), ("table.include.list", ".*[.]t"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); CREATE TABLE beats (id INT PRIMARY KEY AUTO_INCREMENT)");
        await using var run = await bench.OpenAsync(1000, ("heartbeat.action.query", $"INSERT INTO {bench.Database}.beats VALUES (NULL)"));
        var rows = await run.ReadAsync(3);

        // What the query writes comes back when the server gets to it.
        for (var i = 0; i < 300 && run.Points[0].Position.Offset == run.Points[^1].Position.Offset; i++)
        {
            rows.AddRange(await run.ReadAsync(1));
        }

        Assert.All(rows, row => Assert.Equal("__debezium-heartbeat.p", row.Topic));
        Assert.NotEqual("0", await bench.SqlAsync("SELECT COUNT(*) FROM beats"));
        Assert.NotEqual(run.Points[0].Position.Offset, run.Points[^1].Position.Offset);
    }
}
