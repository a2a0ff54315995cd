using System.Globalization;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>What a snapshot reads of tables that stay as they are.</summary>
public sealed class SnapshotRowTests(SourceServers servers)
{
    [Theory]
    [InlineData(SourceServers.MariaDb, 1)]
    [InlineData(SourceServers.MariaDb, 7)]
    [InlineData(SourceServers.MariaDb, 4096)]
    [InlineData(SourceServers.MySql, 1)]
    [InlineData(SourceServers.MySql, 7)]
    [InlineData(SourceServers.MySql, 4096)]
    public async Task All_rows_of_all_tables_come_once_in_order_and_are_marked(string server, int maxRows)
    {
        await using var bench = await NewAsync(server);
        await bench.SqlAsync("""
            CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(20));
            CREATE TABLE b (v INT);
            CREATE TABLE c (x INT, y VARCHAR(10), v DECIMAL(10,2), PRIMARY KEY (y, x));
            CREATE TABLE d (id INT PRIMARY KEY);
            CREATE TABLE e (id INT PRIMARY KEY);
            CREATE TABLE f (id INT PRIMARY KEY);
            INSERT INTO a VALUES (3,'c'),(1,'ä'),(2,NULL);
            INSERT INTO b VALUES (1),(1),(NULL);
            INSERT INTO c VALUES (2,'b',1.50),(1,'b',-0.01),(5,'a',0);
            INSERT INTO e VALUES (9);
            """);
        await bench.BeginAsync();
        var rows = await bench.ReadToEndAsync(maxRows);
        string[] expected =
        [
            """a {"id":1} {"id":1,"v":"ä"} first""",
            """a {"id":2} {"id":2,"v":null} true""",
            """a {"id":3} {"id":3,"v":"c"} last_in_data_collection""",
            """b  {"v":1} first_in_data_collection""",
            """b  {"v":1} true""",
            """b  {"v":null} last_in_data_collection""",
            """c {"y":"a","x":5} {"x":5,"y":"a","v":"0.00"} first_in_data_collection""",
            """c {"y":"b","x":1} {"x":1,"y":"b","v":"-0.01"} true""",
            """c {"y":"b","x":2} {"x":2,"y":"b","v":"1.50"} last_in_data_collection""",
            """e {"id":9} {"id":9} last""",
        ];
        Assert.Equal(expected, rows.Select(row => $"{row.Topic.Split('.')[2]} {row.Key} {row.After} {row.Marker}"));
        Assert.All(rows, row => Assert.Equal(RowOperation.Read, row.Operation));
        Assert.All(rows, row => Assert.Contains($"\"file\":\"{bench.Reader!.Start.File}\",\"pos\":{bench.Reader.Start.Pos},\"row\":0", row.Source, StringComparison.Ordinal));
        Assert.Equal(10, bench.Figures["snapshot_rows_total"]);
        Assert.Equal(0, bench.Figures["snapshot_tables_remaining"]);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Nothing_at_all_is_a_snapshot_too(string server)
    {
        await using var bench = await NewAsync(server);
        await bench.BeginAsync();
        Assert.Empty(await bench.ReadToEndAsync());
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY)");
        await using var again = await SnapshotBench.OnAsync(bench.Server, bench.Database);
        await again.BeginAsync();
        Assert.Empty(await again.ReadToEndAsync());
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_single_row_is_the_last(string server)
    {
        await using var bench = await NewAsync(server);
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (id INT PRIMARY KEY); INSERT INTO b VALUES (1)");
        await bench.BeginAsync();
        Assert.Equal(["last"], (await bench.ReadToEndAsync()).Select(row => row.Marker));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb, "ascending", "s l m")]
    [InlineData(SourceServers.MariaDb, "descending", "m l s")]
    [InlineData(SourceServers.MySql, "ascending", "s l m")]
    [InlineData(SourceServers.MySql, "descending", "m l s")]
    [InlineData(SourceServers.MySql, "disabled", "l m s")]
    public async Task Tables_can_be_ordered_by_size(string server, string order, string expected)
    {
        await using var bench = await NewAsync(server, ("snapshot.tables.order.by.row.count", order));
        await bench.SqlAsync("""
            CREATE TABLE l (id INT PRIMARY KEY AUTO_INCREMENT, v INT);
            INSERT INTO l (v) WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 500) SELECT n FROM r;
            CREATE TABLE m LIKE l; INSERT INTO m SELECT * FROM l; INSERT INTO m (v) SELECT v FROM l;
            CREATE TABLE s LIKE l; INSERT INTO s VALUES (1,1);
            ANALYZE TABLE l, m, s;
            """);
        await bench.BeginAsync();
        var rows = await bench.ReadToEndAsync();
        Assert.Equal(expected, string.Join(' ', rows.Select(row => row.Topic.Split('.')[2]).Distinct()));
        Assert.Equal(1501, rows.Count);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Statements_of_the_user_and_the_list_of_tables_are_honoured(string server)
    {
        var source = await servers.GetAsync(server);
        var database = await source.CreateDatabaseAsync();
        await using var bench = await SnapshotBench.OnAsync(
            source,
            database,
            ("snapshot.include.collection.list", $"{database}.a,{database}.b"),
            ("snapshot.select.statement.overrides", $"{database}.a"),
            ($"snapshot.select.statement.overrides.{database}.a", $"SELECT * FROM {database}.a WHERE v > 10 ORDER BY id DESC -- newest first"));
        await bench.SqlAsync("""
            CREATE TABLE a (id INT PRIMARY KEY, v INT); INSERT INTO a VALUES (1,5),(2,15),(3,25);
            CREATE TABLE b (id INT PRIMARY KEY); INSERT INTO b VALUES (1);
            CREATE TABLE c (id INT PRIMARY KEY); INSERT INTO c VALUES (1);
            """);
        await bench.BeginAsync();
        var rows = await bench.ReadToEndAsync();
        Assert.Equal(["""a {"id":2,"v":15}""", """a {"id":3,"v":25}""", """b {"id":1}"""], rows.Select(row => $"{row.Topic.Split('.')[2]} {row.After}").Order());
        Assert.NotNull(bench.History.Catalog.Find(new(database, "c")));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_statement_that_lacks_a_column_is_the_users_mistake(string server)
    {
        var source = await servers.GetAsync(server);
        var database = await source.CreateDatabaseAsync();
        await using var bench = await SnapshotBench.OnAsync(
            source,
            database,
            ("snapshot.select.statement.overrides", $"{database}.a"),
            ($"snapshot.select.statement.overrides.{database}.a", $"SELECT id FROM {database}.a"));
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY, v INT); INSERT INTO a VALUES (1,5)");
        await bench.BeginAsync();
        var error = await Assert.ThrowsAsync<Errors.ConnectException>(() => bench.ReadToEndAsync());
        Assert.Equal(("MYT009", Errors.ErrorKind.Config), (error.Code, error.Kind));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_huge_row_comes_whole(string server)
    {
        const int Bytes = 40_000_000;
        await using var bench = await NewAsync(server);
        await bench.SqlAsync("SET GLOBAL max_allowed_packet = 1024 * 1024 * 1024");
        await bench.SqlAsync($"CREATE TABLE a (id INT PRIMARY KEY, v LONGBLOB); INSERT INTO a VALUES (1, 'x'), (2, REPEAT('0123456789', {Bytes / 10})), (3, 'y')");
        await bench.BeginAsync();
        var rows = await bench.ReadToEndAsync(2);
        Assert.Equal([1, 2, 3], rows.Select(row => row.Value.GetProperty("id").GetInt32()));
        var value = rows[1].Value.GetProperty("v").GetBytesFromBase64();
        Assert.Equal(Bytes, value.Length);
        Assert.Equal(await bench.SqlAsync("SELECT SHA2(v, 256) FROM a WHERE id = 2"), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(value)));
        Assert.Equal("last", rows[2].Marker);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_million_values_have_the_servers_own_sum(string server)
    {
        await using var bench = await NewAsync(server);
        await bench.SqlAsync("""
            CREATE TABLE a (id INT PRIMARY KEY AUTO_INCREMENT, v BIGINT, t VARCHAR(64));
            INSERT INTO a (v, t) WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 1000) SELECT n * 7919 % 10007, SHA2(n, 256) FROM r;
            """);
        for (var i = 0; i < 6; i++)
        {
            await bench.SqlAsync("INSERT INTO a (v, t) SELECT v * 31 % 1000003, SHA2(t, 256) FROM a");
        }

        await bench.BeginAsync();
        var rows = await bench.ReadToEndAsync(1000);
        var sum = rows.Sum(row => row.Value.GetProperty("v").GetInt64());
        var xor = rows.Select(row => row.Value.GetProperty("t").GetString()![..16])
            .Aggregate(0UL, (x, digits) => x ^ ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal(await bench.SqlAsync("SELECT COUNT(*), SUM(v), BIT_XOR(CAST(CONV(LEFT(t, 16), 16, 10) AS UNSIGNED)) FROM a"), $"{rows.Count}\t{sum}\t{xor}");
        Assert.Equal(rows.Count, rows.Select(row => row.Key).Distinct().Count());
    }

    private async Task<SnapshotBench> NewAsync(string name, params (string Name, string Value)[] options)
    {
        var server = await servers.GetAsync(name);
        return await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync(), options);
    }
}
