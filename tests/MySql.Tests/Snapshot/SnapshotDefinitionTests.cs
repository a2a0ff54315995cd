using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Snapshot.Views;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Definitions that change while the view is opened: those of the history are those of the view's place in the binlog.</summary>
public sealed class SnapshotDefinitionTests(SourceServers servers)
{
    private const int Columns = 150;

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task As_many_columns_are_known_as_were_added_before_the_place(string name)
    {
        var server = await servers.GetAsync(name);
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1); CREATE TABLE u LIKE t", database);
        var storm = AlterAsync(server, database);
        var found = new List<(int Columns, Positions.BinlogStartPoint Start)>();
        for (var i = 0; i < 6; i++)
        {
            await using var bench = await SnapshotBench.OnAsync(server, database);
            await bench.BeginAsync();
            found.Add((bench.History.Catalog.Find(new TableId(database, "t"))!.Columns.Length - 1, bench.Reader!.Start));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await storm;
        foreach (var (columns, start) in found)
        {
            Assert.Equal(await CountAsync(server, database, start), columns);
        }

        Assert.True(found.Select(f => f.Columns).Distinct().Count() > 1, "The definitions did not change meanwhile.");
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Databases_that_are_not_captured_may_change_meanwhile(string name)
    {
        var server = await servers.GetAsync(name);
        var (captured, other) = (await server.CreateDatabaseAsync(), await server.CreateDatabaseAsync());
        await server.QueryAsync("CREATE TABLE t (id INT PRIMARY KEY); CREATE TABLE u (id INT PRIMARY KEY)", captured);
        await server.QueryAsync("CREATE TABLE calm (id INT PRIMARY KEY); CREATE TABLE altered (id INT); CREATE TABLE dropped (id INT)", other);
        await using var bench = await SnapshotBench.OnAsync(server, captured);
        await using var connection = await MySqlConnection.ConnectAsync(bench.Model.Connection, TestContext.Current.CancellationToken);
        var reader = new DefinitionReader(bench.Model, withCatalog: true);

        var before = await ReadAsync();
        await server.QueryAsync("ALTER TABLE altered ADD v INT; DROP TABLE dropped; CREATE TABLE made (id INT)", other);
        var after = await ReadAsync();
        var agreed = reader.Agree(before, after)!.Catalog!.Tables;
        Assert.Equal([new TableId(other, "calm")], agreed.Select(table => table.Id).Where(id => id.Database == other));
        Assert.Equal(["t", "u"], agreed.Select(table => table.Id).Where(id => id.Database == captured).Select(id => id.Table));

        foreach (var change in (string[])["ALTER TABLE t ADD v INT", "CREATE TABLE w (id INT)", "DROP TABLE w", $"ALTER DATABASE {captured} CHARACTER SET latin1"])
        {
            before = after;
            await server.QueryAsync(change, captured);
            after = await ReadAsync();
            Assert.Null(reader.Agree(before, after));
        }

        Task<ViewDefinitions> ReadAsync() => reader.ReadAsync(connection, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task A_table_of_which_nothing_was_known_is_read_once_it_is_captured(string name)
    {
        var server = await servers.GetAsync(name);
        var other = await server.CreateDatabaseAsync();
        await server.QueryAsync("CREATE TABLE t (v VARCHAR(20), id INT PRIMARY KEY); INSERT INTO t VALUES ('one', 1)", other);
        var user = await SnapshotUser.AddAsync(server, "REPLICATION CLIENT, REPLICATION SLAVE");
        var bench = new SourceBench(server, await server.CreateDatabaseAsync(), [("snapshot.mode", "no_data"), .. user]);
        await bench.SqlAsync($"GRANT SELECT ON {bench.Database}.* TO {user[0].Value}@'%'");
        await using var run = await bench.OpenAsync();
        await run.DrainAsync();

        await bench.SqlAsync($"ALTER TABLE {other}.t ADD w INT; RENAME TABLE {other}.t TO t; INSERT INTO t VALUES ('two', 2, 22)");
        var row = Assert.Single(await run.ReadAsync(1));
        Assert.Equal(("two", 2, 22), (row.AfterField("v").GetString(), row.AfterField("id").GetInt32(), row.AfterField("w").GetInt32()));
    }

    // A statement after the other, with a pause now and then in which a view can be opened.
    private static async Task AlterAsync(MySqlFamilyServer server, string database)
    {
        for (var i = 0; i < Columns; i += 10)
        {
            var sql = string.Concat(Enumerable.Range(i, 10).Select(n => $"ALTER TABLE t ADD c{n} INT NOT NULL DEFAULT {n}; DROP TABLE u; CREATE TABLE u LIKE t;\n"));
            await server.QueryAsync(sql, database);
            await Task.Delay(150, TestContext.Current.CancellationToken);
        }
    }

    // By the server's own reader of its binlog.
    private static async Task<int> CountAsync(MySqlFamilyServer server, string database, Positions.BinlogStartPoint start)
    {
        var added = 0;
        foreach (var file in (await server.QueryAsync("SHOW BINARY LOGS")).Split('\n').Select(line => line.Split('\t')[0]))
        {
            string[] stop = file == start.File ? [string.Create(CultureInfo.InvariantCulture, $"--stop-position={start.Pos}")] : [];
            var text = await server.RunAsync(
                "mysqlbinlog", null, ["--read-from-remote-server", "--user=root", $"--socket={server.Socket}", $"--database={database}", .. stop, file]);
            added += text.Split('\n').Count(line => line.StartsWith("ALTER TABLE t ADD c", StringComparison.Ordinal));
            if (file == start.File)
            {
                break;
            }
        }

        return added;
    }
}
