using System.Diagnostics;
using System.Text;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Connectors;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Ten thousand tables: saved, opened, changed and read from a server within seconds, and small in memory.</summary>
public class ManyTablesTests(ITestOutputHelper output)
{
    private const int Count = 10_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_history_of_ten_thousand_tables_takes_seconds_and_little_memory()
    {
        var store = new MemoryTaskStore();
        var catalog = SchemaHistoryTests.Tables(Count);
        var history = await SchemaHistory.OpenAsync(store, 0, Cancel);
        var watch = Stopwatch.StartNew();
        history.Reset(catalog);
        await history.SaveAsync(Cancel);
        var saved = watch.Elapsed;

        long bytes = 0;
        foreach (var key in await store.KeysAsync("", Cancel))
        {
            bytes += (await store.GetAsync(key, Cancel))!.Value.Length;
        }

        history = null;
        catalog = null;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        watch.Restart();
        history = await SchemaHistory.OpenAsync(store, 0, Cancel);
        var opened = watch.Elapsed;
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;

        watch.Restart();
        var context = new DdlContext { Server = new ServerVersion(ServerFlavor.MySql, 9, 7, 0, "") };
        for (var i = 0; i < 1000; i++)
        {
            history.Apply($"ALTER TABLE tenant{i % 100}.orders_{i} ADD COLUMN extra VARCHAR(30) NOT NULL DEFAULT 'x' AFTER column_3", context);
            await history.SaveAsync(Cancel);
        }

        output.WriteLine(
            $"save {saved.TotalSeconds:0.00} s, {bytes / 1024.0 / 1024:0.0} MiB of notes, open {opened.TotalSeconds:0.00} s, {memory / 1024.0 / 1024:0.0} MiB in memory, "
            + $"1000 statements applied and saved one by one {watch.Elapsed.TotalSeconds:0.00} s");
        Assert.True(saved < TimeSpan.FromSeconds(10) && opened < TimeSpan.FromSeconds(10) && watch.Elapsed < TimeSpan.FromSeconds(10));
        Assert.True(memory < 32 << 20, $"{memory} bytes in memory");
        Assert.True(bytes < 16 << 20, $"{bytes} bytes of notes");
        Assert.Equal(Count, history.Catalog.Tables.Count);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Hundreds_of_tables_are_read_with_a_few_statements(string name)
    {
        string[] settings = ["--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0", "--skip-innodb-doublewrite"];
        await using MySqlFamilyServer server = name == SourceServers.MariaDb ? await MariaDbServer.StartNewAsync(settings) : await MySqlServer.StartNewAsync(settings);
        const int count = 400;
        var sql = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            sql.Append($"CREATE TABLE t{i} (id INT PRIMARY KEY, a VARCHAR(20) DEFAULT 'x', b INT NOT NULL, c DATETIME(3), d DECIMAL(10,2), e ENUM('a','b'), f TEXT, g INT, UNIQUE (b), KEY (g)) ENGINE=MyISAM;");
        }

        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync(sql.ToString(), database);
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server), Cancel);
        var reader = new CatalogReader(connection);
        var watch = Stopwatch.StartNew();
        var catalog = await reader.ReadAsync(CatalogScope.All, Cancel);
        var all = watch.Elapsed;
        watch.Restart();
        var one = await reader.ReadAsync(catalog.Tables[7].Id, Cancel);

        output.WriteLine($"{name}: {count} tables in {all.TotalSeconds:0.00} s, one of them in {watch.Elapsed.TotalMilliseconds:0} ms");
        Assert.Equal(count, catalog.Tables.Length);
        Assert.Equal(catalog.Tables[7], one);
        Assert.True(all < TimeSpan.FromSeconds(15));
    }
}
