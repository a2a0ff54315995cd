using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Definitions against the TABLE_MAP events that servers write for the same tables, with all that a server can tell in them and with nothing.</summary>
public class TableMapMatchTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SourceServers.MariaDb, "FULL")]
    [InlineData(SourceServers.MariaDb, "NO_LOG")]
    [InlineData(SourceServers.MySql, "FULL")]
    [InlineData(SourceServers.MySql, "MINIMAL")]
    public async Task All_tables_of_all_cases_match_their_rows(string name, string metadata)
    {
        string[] settings = [$"--binlog-row-metadata={metadata}", "--binlog-format=ROW"];
        await using MySqlFamilyServer server = name == SourceServers.MariaDb ? await MariaDbServer.StartNewAsync(settings) : await MySqlServer.StartNewAsync(settings);
        var (checkedTables, emptyTables) = (0, 0);
        foreach (var (_, topic, script) in DdlCases.All.Where(entry => entry.Server == name))
        {
            var database = await server.CreateDatabaseAsync();
            var binlog = await ServerBinlog.AtEndAsync(server);
            await FillAsync(server, database, script);
            var maps = (await binlog.ReadAsync()).Where(plain => plain.Type == BinlogEventType.TableMap)
                .Select(plain => new TableMapCache().Read(plain.Body, out _)).Where(map => map.Id.Database == database)
                .GroupBy(map => map.Id).ToDictionary(group => group.Key, group => group.Last());
            await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server), Cancel);
            foreach (var table in (await new CatalogReader(connection).ReadAsync(new CatalogScope { Databases = [database] }, Cancel)).Tables)
            {
                if (!maps.TryGetValue(table.Id, out var map))
                {
                    emptyTables++;
                    continue;
                }

                checkedTables++;
                Assert.True(ReferenceEquals(table, TableMapMatch.Resolve(table, map)), $"{topic}: the rows of this do not match\n{ModelText.Print(table)}");
                Check(table, map, metadata == "FULL");
            }
        }

        output.WriteLine($"{checkedTables} tables with rows matched; {emptyTables} took no row.");
        Assert.True(checkedTables > 60);
    }

    // What FULL metadata gives alone, and with the old definition.
    private static void Check(TableModel table, TableMapModel map, bool isFull)
    {
        if (!isFull)
        {
            Assert.Null(TableMapMatch.OfMetadata(map, table));
            return;
        }

        Assert.Equal(ModelText.Print(table), ModelText.Print(TableMapMatch.OfMetadata(map, table)!));
        var alone = TableMapMatch.OfMetadata(map, null)!;
        Assert.Equal(table.Columns.Select(Told), alone.Columns.Select(Told));
        Assert.Same(alone, TableMapMatch.Resolve(alone, map));

        string Told(ColumnModel column) =>
            $"{column.Name} {column.Charset} {column.IsNullable} {column.IsUnsigned} {string.Join('|', column.Members)} "
            + $"{column.FractionDigits} {(column.Type == SqlType.Decimal ? column.Scale : 0)}";
    }

    private static async Task FillAsync(MySqlFamilyServer server, string database, string script)
    {
        await using var session = await MySqlConnection.ConnectAsync(SourceServers.Config(server, database), Cancel);
        foreach (var sql in script.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await DdlCases.ExecuteAsync(session, sql);
        }

        await session.ExecuteAsync($"SET SESSION sql_mode = '', foreign_key_checks = 0, check_constraint_checks = 0".Replace(
            ", check_constraint_checks = 0", session.Server.IsMariaDb ? ", check_constraint_checks = 0" : ""), Cancel);
        foreach (var row in await session.RowsAsync($"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{database}'", Cancel))
        {
            try
            {
                await session.ExecuteAsync($"INSERT INTO {database}.{Client.Sql.SqlText.Quote(row[0]!)} () VALUES ()", Cancel);
            }
            catch (ConnectException e) when (Client.Errors.MySqlServerException.Of(e) is not null)
            {
                // A geometry or a check that takes no default.
            }
        }
    }
}
