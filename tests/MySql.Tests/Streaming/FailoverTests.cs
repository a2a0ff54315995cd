using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>A source that goes on at another server, from within a transaction.</summary>
public sealed class FailoverTests
{
    private static readonly (string, string)[] Options = [("snapshot.mode", "no_data"), ("provide.transaction.metadata", "true"), ("table.include.list", ".*[.][tu]"), ("tombstones.on.delete", "false")];

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task The_rest_of_a_transaction_comes_from_a_replica_that_cuts_it_otherwise(string name)
    {
        await using var first = await StartAsync(name, "--binlog-row-event-max-size=8192");
        await using var second = await StartAsync(name, "--binlog-row-event-max-size=256", "--server-id=2");
        await ReplicateAsync(first, second);
        var bench = new SourceBench(first, await first.CreateDatabaseAsync(), Options);
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50)); CREATE TABLE other (id INT); CREATE TABLE u (id INT PRIMARY KEY)");
        var read = new List<ChangeRow>();
        await using (var run = await bench.OpenAsync(maxRows: 100))
        {
            await run.DrainAsync();
            await bench.SqlAsync(
                "BEGIN; INSERT INTO t WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 200) SELECT i, REPEAT('x', i % 50) FROM n; "
                + "INSERT INTO other SELECT id FROM t; UPDATE t SET v = 'y' WHERE id % 2 = 0; INSERT INTO u SELECT id FROM t; DELETE FROM t WHERE id < 20; COMMIT; INSERT INTO u VALUES (1000)");
            read.AddRange(await run.ReadAsync(250));
        }

        await AwaitAsync(second, $"SELECT COUNT(*) FROM {bench.Database}.u WHERE id = 1000", "1");
        Assert.NotEqual(await EventsAsync(first), await EventsAsync(second));
        var other = new SourceBench(second, bench.Database, Options) { Positions = bench.Positions, Store = bench.Store };
        while (read.Count(row => Text(row) == "END") < 2)
        {
            // A few batches for each task, so that it is gone on within the transaction at the second server too.
            await using var rest = await other.OpenAsync(maxRows: 27);
            for (var i = 0; i < 3; i++)
            {
                read.AddRange(await rest.ReadAsync());
            }
        }

        string[] changes =
        [
            .. Enumerable.Range(1, 200).Select(i => $"c{i}"), .. Enumerable.Range(1, 100).Select(i => $"u{2 * i}"), .. Enumerable.Range(1, 200).Select(i => $"c{i}"),
            .. Enumerable.Range(1, 19).Select(i => $"d{i}"),
        ];
        Assert.Equal(["BEGIN", .. changes.Select((change, i) => $"{change} ({i + 1})"), "END", "BEGIN", "c1000 (1)", "END"], read.Select(Text));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_transaction_under_way_need_not_be_the_first_that_comes(string name)
    {
        await using var server = await SourceServers.StartAsync(name);
        var bench = new SourceBench(server, await server.CreateDatabaseAsync(), Options);
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        await using (var run = await bench.OpenAsync())
        {
            await run.DrainAsync();
        }

        var start = JsonNode.Parse(bench.Offset!)!;
        await bench.SqlAsync("INSERT INTO t VALUES (1), (2), (3)");
        await bench.SqlAsync("INSERT INTO t VALUES (4), (5), (6)");
        await using (var run = await bench.OpenAsync(maxRows: 8))
        {
            Assert.Equal(["BEGIN", "c1 (1)", "c2 (2)", "c3 (3)", "END", "BEGIN", "c4 (1)", "c5 (2)"], (await run.ReadAsync(8)).Select(Text));
        }

        // As if the second one had come first, from another server; and with a name that never comes.
        var inside = JsonNode.Parse(bench.Offset!)!;
        inside["gtids"] = start["gtids"]!.DeepClone();
        inside["server"] = "another";
        Assert.Equal("BEGIN, c1 (1), c2 (2), c3 (3), END, c6 (3), END", await RestAsync(inside));
        inside["gtid"] = "0-9-9";
        Assert.Equal("BEGIN, c1 (1), c2 (2), c3 (3), END, BEGIN, c4 (1), c5 (2), c6 (3), END", await RestAsync(inside));

        async Task<string> RestAsync(JsonNode offset)
        {
            bench.Positions = new MemoryPositions();
            bench.Positions.Put(new SourcePosition("""{"server":"p"}""", offset.ToJsonString()));
            await using var run = await bench.OpenAsync();
            return string.Join(", ", (await run.DrainAsync()).Select(Text));
        }
    }

    // A change with its number in its transaction.
    private static string Text(ChangeRow row)
    {
        if (row.Topic == "p.transaction")
        {
            return row.AfterField("status").GetString()!;
        }

        var order = JsonDocument.Parse(row.Transaction!).RootElement.GetProperty("total_order");
        return $"{char.ToLowerInvariant(row.Operation.ToString()[0])}{JsonDocument.Parse(row.Key!).RootElement.GetProperty("id")} ({order})";
    }

    private static Task<MySqlFamilyServer> StartAsync(string name, params string[] more) => name == SourceServers.MariaDb
        ? AsFamily(MariaDbServer.StartNewAsync(["--binlog-format=ROW", "--log-slave-updates=ON", .. more]))
        : AsFamily(MySqlServer.StartNewAsync(["--gtid-mode=ON", "--enforce-gtid-consistency=ON", .. more]));

    private static async Task<MySqlFamilyServer> AsFamily<T>(Task<T> server)
        where T : MySqlFamilyServer => await server;

    private static async Task ReplicateAsync(MySqlFamilyServer source, MySqlFamilyServer replica)
    {
        var isMariaDb = source is MariaDbServer;
        var reset = isMariaDb ? "RESET MASTER" : "RESET BINARY LOGS AND GTIDS";
        await source.QueryAsync($"CREATE USER copier@'%' IDENTIFIED BY 'Copy-1'; GRANT REPLICATION SLAVE ON *.* TO copier@'%'; {reset}");
        await replica.QueryAsync(reset);
        await replica.QueryAsync(isMariaDb
            ? $"CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT={source.Port}, MASTER_USER='copier', MASTER_PASSWORD='Copy-1', MASTER_USE_GTID=slave_pos; START SLAVE"
            : $"CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT={source.Port}, SOURCE_USER='copier', SOURCE_PASSWORD='Copy-1', "
                + "SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1; START REPLICA");
    }

    private static async Task AwaitAsync(MySqlFamilyServer server, string sql, string expected)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await server.QueryAsync(sql) == expected)
                {
                    return;
                }
            }
            catch (InvalidOperationException) when (watch.Elapsed < TimeSpan.FromSeconds(60))
            {
                // The table is not there yet.
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), await server.QueryAsync(server is MariaDbServer ? "SHOW SLAVE STATUS" : "SHOW REPLICA STATUS"));
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    // How many events hold rows.
    private static async Task<int> EventsAsync(MySqlFamilyServer server) =>
        (await server.QueryAsync("SHOW BINLOG EVENTS")).Split('\n').Count(line => line.Contains("_rows", StringComparison.OrdinalIgnoreCase));
}
