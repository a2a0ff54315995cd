using ConnectRuntime.Errors;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Tables that are altered before the snapshot has read them: the rest is read in another view, to which the stream brings what was read.</summary>
public sealed class SnapshotChangeTests(SourceServers servers)
{
    private const string Three = """
        CREATE TABLE a (id INT PRIMARY KEY, v INT); INSERT INTO a VALUES (1,1),(2,2),(3,3);
        CREATE TABLE b (id INT PRIMARY KEY, v INT); INSERT INTO b VALUES (1,1),(2,2),(3,3);
        CREATE TABLE c (id INT PRIMARY KEY, v INT); INSERT INTO c VALUES (1,1);
        """;

    [Theory]
    [InlineData(SourceServers.MariaDb, "ALTER TABLE b ADD COLUMN n INT DEFAULT 7, ALGORITHM=COPY", """b {"id":1,"v":1,"n":7}|b {"id":2,"v":2,"n":7}|b {"id":3,"v":3,"n":7}|c {"id":1,"v":1}""")]
    [InlineData(SourceServers.MySql, "ALTER TABLE b ADD COLUMN n INT DEFAULT 7, ALGORITHM=COPY", """b {"id":1,"v":1,"n":7}|b {"id":2,"v":2,"n":7}|b {"id":3,"v":3,"n":7}|c {"id":1,"v":1}""")]
    [InlineData(SourceServers.MariaDb, "TRUNCATE TABLE b; INSERT INTO b VALUES (9,9)", """b {"id":9,"v":9}|c {"id":1,"v":1}""")]
    [InlineData(SourceServers.MySql, "TRUNCATE TABLE b; INSERT INTO b VALUES (9,9)", """b {"id":9,"v":9}|c {"id":1,"v":1}""")]
    [InlineData(SourceServers.MariaDb, "DROP TABLE b", """c {"id":1,"v":1}""")]
    [InlineData(SourceServers.MySql, "DROP TABLE b", """c {"id":1,"v":1}""")]
    [InlineData(SourceServers.MariaDb, "ALTER TABLE b DROP COLUMN v", """b {"id":1}|b {"id":2}|b {"id":3}|c {"id":1,"v":1}""")]
    [InlineData(SourceServers.MySql, "ALTER TABLE b DROP COLUMN v", """b {"id":1}|b {"id":2}|b {"id":3}|c {"id":1,"v":1}""")]
    [InlineData(SourceServers.MariaDb, "RENAME TABLE b TO z", """c {"id":1,"v":1}|z {"id":1,"v":1}|z {"id":2,"v":2}|z {"id":3,"v":3}""")]
    [InlineData(SourceServers.MySql, "RENAME TABLE b TO z", """c {"id":1,"v":1}|z {"id":1,"v":1}|z {"id":2,"v":2}|z {"id":3,"v":3}""")]
    [InlineData(SourceServers.MariaDb, "ALTER TABLE b DROP PRIMARY KEY", """b {"id":1,"v":1}|b {"id":2,"v":2}|b {"id":3,"v":3}|c {"id":1,"v":1}""")]
    [InlineData(SourceServers.MySql, "ALTER TABLE b DROP PRIMARY KEY", """b {"id":1,"v":1}|b {"id":2,"v":2}|b {"id":3,"v":3}|c {"id":1,"v":1}""")]
    public async Task A_table_that_was_not_begun_is_read_as_it_is_then(string server, string ddl, string expected)
    {
        await using var bench = await NewAsync(server, Three);
        await bench.BeginAsync();
        var before = bench.Reader!.Start;
        var (first, _) = await bench.ReadAsync(2);
        Assert.Equal(2, first.Count);
        await bench.SqlAsync(ddl);

        // The rest of what the connection had already, then the view is given up.
        var rows = new List<SnapshotRow>();
        await bench.ReadToCatchUpAsync(rows);
        Assert.NotEqual(before, bench.Reader.Start);
        Assert.True(bench.Reader.HasBegun(new TableId(bench.Database, "a")));
        Assert.False(bench.Reader.HasBegun(new TableId(bench.Database, "b")));
        Assert.False(bench.Reader.HasBegun(new TableId(bench.Database, "z")));
        await StreamAsync(bench);
        rows.AddRange(await bench.ReadToEndAsync());
        Assert.Equal(["""a {"id":3,"v":3}""", .. expected.Split('|')], rows.Select(Text));
        Assert.False(bench.Reader.NeedsCatchUp);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_table_that_a_statement_of_the_user_reads_is_read_in_another_view_too(string name)
    {
        var server = await servers.GetAsync(name);
        var database = await server.CreateDatabaseAsync();
        await using var bench = await SnapshotBench.OnAsync(
            server,
            database,
            ("snapshot.select.statement.overrides", $"{database}.b"),
            ($"snapshot.select.statement.overrides.{database}.b", $"SELECT * FROM {database}.b WHERE id > 1"));
        await bench.SqlAsync(Three);
        await bench.BeginAsync();
        var (rows, _) = await bench.ReadAsync(2);
        await bench.SqlAsync("TRUNCATE TABLE b; INSERT INTO b VALUES (1,1),(8,8)");
        await bench.ReadToCatchUpAsync(rows);
        await StreamAsync(bench);
        rows.AddRange(await bench.ReadToEndAsync());
        Assert.Equal(["""b {"id":8,"v":8}"""], rows.Select(Text).Where(text => text[0] == 'b'));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Another_table_under_the_same_name_is_not_taken_for_the_first(string server)
    {
        await using var bench = await NewAsync(server, Three, ("table.exclude.list", ".*\\._.*"));
        await Task.Delay(1100, TestContext.Current.CancellationToken);

        // As online schema changes do it: a copy that is half full when the view is opened takes the table's place.
        await bench.SqlAsync("CREATE TABLE _b_gho LIKE b; INSERT INTO _b_gho SELECT * FROM b WHERE id = 1");
        await bench.BeginAsync();
        await bench.ReadAsync(2);
        await bench.SqlAsync("INSERT INTO _b_gho SELECT * FROM b WHERE id > 1; RENAME TABLE b TO _b_del, _b_gho TO b");
        var rows = new List<SnapshotRow>();
        await bench.ReadToCatchUpAsync(rows);
        await StreamAsync(bench);
        rows.AddRange(await bench.ReadToEndAsync());
        Assert.Equal(
            ["""b {"id":1,"v":1}""", """b {"id":2,"v":2}""", """b {"id":3,"v":3}"""],
            rows.Where(row => row.Topic.EndsWith(".b", StringComparison.Ordinal)).Select(Text));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb, "ALTER TABLE a DROP PRIMARY KEY, ADD PRIMARY KEY (v)", "1 2 3")]
    [InlineData(SourceServers.MySql, "ALTER TABLE a DROP PRIMARY KEY, ADD PRIMARY KEY (v)", "1 2 3")]
    [InlineData(SourceServers.MariaDb, "ALTER TABLE a MODIFY id BIGINT", "1 2 3")]
    [InlineData(SourceServers.MySql, "ALTER TABLE a MODIFY id BIGINT", "1 2 3")]
    [InlineData(SourceServers.MySql, "ALTER TABLE a ADD n INT FIRST, MODIFY id INT COMMENT 'x'", "3")]
    [InlineData(SourceServers.MariaDb, "DROP TABLE a", "")]
    [InlineData(SourceServers.MySql, "DROP TABLE a; CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (2), (3), (4)", "3 4")]
    public async Task A_table_that_was_begun_goes_on_behind_its_key_if_that_still_means_the_same(string server, string ddl, string expected)
    {
        await using var bench = await NewAsync(server, Three);
        await bench.BeginAsync();
        await bench.ReadAsync(2);
        var progress = bench.Reader!.Progress;
        await bench.Reader.DisposeAsync();
        await bench.SqlAsync(ddl);
        await bench.ResumeAsync(progress);
        Assert.True(bench.Reader.NeedsCatchUp);
        Assert.True(bench.Reader.HasBegun(new TableId(bench.Database, "a")));
        await StreamAsync(bench);
        var rows = await bench.ReadToEndAsync(1);
        Assert.Equal(expected, string.Join(' ', rows.Where(row => row.Topic.EndsWith(".a", StringComparison.Ordinal)).Select(row => row.Value.GetProperty("id"))));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_table_that_never_stands_still_is_an_error_after_some_views(string server)
    {
        await using var bench = await NewAsync(server, "CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1)");
        await bench.BeginAsync();
        var error = await Assert.ThrowsAsync<ConnectException>(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await bench.SqlAsync("TRUNCATE TABLE a");
                await bench.ReadAsync();
                if (bench.Reader!.NeedsCatchUp)
                {
                    await StreamAsync(bench);
                }
            }
        });
        Assert.Equal(("MYT008", ErrorKind.Transient), (error.Code, error.Kind));
        var rows = await ReadAllAsync(bench);
        Assert.Empty(rows);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_table_that_is_read_keeps_its_alteration_waiting_and_the_others_do_not(string server)
    {
        await using var bench = await NewAsync(server, Three);
        await bench.BeginAsync();
        await bench.ReadAsync(4);
        await bench.SqlAsync("SET lock_wait_timeout = 2; ALTER TABLE a ADD x INT");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.SqlAsync("SET lock_wait_timeout = 1; ALTER TABLE b ADD x INT"));
        Assert.Contains("1205", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(", BINLOG ADMIN", true)]
    [InlineData(", SUPER", true)]
    public async Task MariaDB_lets_alterations_of_tables_that_were_read_pass_for_some_only(string right, bool passes)
    {
        var server = await servers.GetAsync(SourceServers.MariaDb);
        await using var bench = await SnapshotBench.OnAsync(
            server, await server.CreateDatabaseAsync(), await SnapshotUser.AddAsync(server, SnapshotUser.Basics + right));
        await bench.SqlAsync(Three);
        await bench.BeginAsync();
        await bench.ReadAsync(4);
        var altering = bench.SqlAsync("SET lock_wait_timeout = 1; ALTER TABLE a ADD x INT");
        if (passes)
        {
            await altering;
        }
        else
        {
            Assert.Contains("1205", (await Assert.ThrowsAsync<InvalidOperationException>(() => altering)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(!passes, bench.Log.Any(line => line.Contains("grant the user BINLOG ADMIN", StringComparison.Ordinal)));
    }

    private static async Task<List<SnapshotRow>> ReadAllAsync(SnapshotBench bench)
    {
        var rows = new List<SnapshotRow>();
        for (var more = true; more;)
        {
            (var some, more) = await bench.ReadAsync();
            rows.AddRange(some);
            if (bench.Reader!.NeedsCatchUp)
            {
                await StreamAsync(bench);
            }
        }

        return rows;
    }

    // What the stream does to the history up to the new view: nothing else was changed on the way.
    private static async Task StreamAsync(SnapshotBench bench)
    {
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(bench.Server), TestContext.Current.CancellationToken);
        bench.History.Reset(await new CatalogReader(connection).ReadAsync(CatalogScope.All, TestContext.Current.CancellationToken));
    }

    private static string Text(SnapshotRow row) => $"{row.Topic.Split('.')[2]} {row.After}";

    private async Task<SnapshotBench> NewAsync(string name, string sql, params (string Name, string Value)[] options)
    {
        var server = await servers.GetAsync(name);
        var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync(), options);
        await bench.SqlAsync(sql);
        return bench;
    }
}
