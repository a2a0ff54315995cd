using System.Text;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Tls;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Definitions read from information_schema, against what was asked for when the table was made.</summary>
public class CatalogReaderTests(SourceServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Defaults_are_the_values_themselves(string name)
    {
        var table = await MakeAsync(name, """
            a INT DEFAULT '5', b DECIMAL(5,2) DEFAULT 1.5, c BINARY(3) DEFAULT 'ab', vb VARBINARY(10) DEFAULT x'00ff27', bi BIT(5) DEFAULT b'101',
            v VARCHAR(20) CHARACTER SET utf8mb4 DEFAULT 'it''s \\ ü 漢', v2 VARCHAR(20) DEFAULT 'NULL', v3 VARCHAR(20) NOT NULL,
            dt DATETIME(2) DEFAULT CURRENT_TIMESTAMP(2) ON UPDATE CURRENT_TIMESTAMP(2), tt TIME DEFAULT '1:2', y YEAR DEFAULT 99,
            e ENUM('a','b''c') DEFAULT 'b''c', s SET('a','b') DEFAULT 'b,a', bo BOOL DEFAULT TRUE, z INT(5) ZEROFILL DEFAULT 7,
            ex VARCHAR(50) DEFAULT (UUID()), nn VARCHAR(3) DEFAULT '', n INT, vx VARCHAR(10) DEFAULT x'41', nu VARCHAR(9) DEFAULT NULL
            """);

        Assert.Equal(
            [
                "a Literal 5", "b Literal 1.50", "c Hex 616200", "vb Hex 00FF27", "bi Hex 05", "v Literal it's \\ ü 漢", "v2 Literal NULL", "v3 None ",
                "dt Now ", "tt Literal 01:02:00", "y Literal 1999", "e Literal b'c", "s Literal a,b", "bo Literal 1", "z Literal 7", "ex Expression ",
                "nn Literal ", "n Null ", "vx Literal A", "nu Null ",
            ],
            table.Columns.Select(column => $"{column.Name} {column.Default.Kind} {(column.Default.Kind == DefaultKind.Expression ? "" : column.Default.Text)}"));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Members_are_read_whatever_their_characters(string name)
    {
        var table = await MakeAsync(name, """
            e ENUM('a','b''c','d\\e','f,g','x
            y',' sp  ','ü','漢','"','`') CHARACTER SET utf8mb4, s SET('(','enum(''x'')') CHARACTER SET latin1, b ENUM('a','b') CHARACTER SET binary
            """);

        Assert.Equal(["a", "b'c", "d\\e", "f,g", "x\ny", " sp", "ü", "漢", "\"", "`"], table.Columns[0].Members);
        Assert.Equal(["(", "enum('x')"], table.Columns[1].Members);
        Assert.Equal(["utf8mb4", "latin1", "binary"], table.Columns.Select(column => column.Charset));
    }

    [Fact]
    public async Task A_table_that_is_dropped_before_its_keys_are_asked_for_is_left_out()
    {
        var server = await servers.GetAsync(SourceServers.MySql);
        var database = await server.CreateDatabaseAsync();
        var config = SourceServers.Config(server, database);
        await using var owner = await MySqlConnection.ConnectAsync(config, Cancel);
        await owner.ExecuteAsync("CREATE TABLE gone (a INT UNIQUE, b INT UNIQUE)", Cancel);
        await owner.ExecuteAsync("CREATE TABLE kept (a INT UNIQUE, b INT UNIQUE)", Cancel);
        await using var proxy = new InterceptingProxy(server.Port, async bytes =>
        {
            if (Encoding.UTF8.GetString(bytes.Span).Contains($"SHOW KEYS FROM `{database}`.`gone`", StringComparison.Ordinal))
            {
                await owner.ExecuteAsync("DROP TABLE gone", Cancel);
            }
        });
        var through = config with { Port = proxy.Port, SslMode = SslMode.Disabled, AllowPublicKeyRetrieval = true };
        await using var reader = await MySqlConnection.ConnectAsync(through, Cancel);
        var catalog = await new CatalogReader(reader).ReadAsync(new CatalogScope { Databases = [database] }, Cancel);
        Assert.Equal(["kept"], catalog.Tables.Select(table => table.Id.Table));
        Assert.Equal([["kept"]], await owner.RowsAsync("SHOW TABLES", Cancel));
    }

    private async Task<TableModel> MakeAsync(string name, string columns)
    {
        var server = await servers.GetAsync(name);
        var database = await server.CreateDatabaseAsync();
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server, database), Cancel);
        await connection.ExecuteAsync($"CREATE TABLE t ({columns})", Cancel);
        var table = await new CatalogReader(connection).ReadAsync(new TableId(database, "t"), Cancel);
        return Assert.IsType<TableModel>(table);
    }
}
