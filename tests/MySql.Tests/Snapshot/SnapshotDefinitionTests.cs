using System.Globalization;
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
