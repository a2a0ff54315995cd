using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Client.Tests.Rig;

namespace ConnectRuntime.MySql.Client.Tests.Connections;

/// <summary>Statements as text on real servers, with rows ended by OK and by EOF.</summary>
public class QueryTests(ClientServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> ServersAndEnds => new()
    {
        { Names.MariaDb, true }, { Names.MariaDb, false }, { Names.MySql, true }, { Names.MySql, false }, { Names.NewMariaDb, true },
    };

    [Theory]
    [MemberData(nameof(ServersAndEnds))]
    public async Task Rows_are_what_the_servers_own_client_prints(string name, bool deprecateEof)
    {
        await using var connection = await servers.ConnectAsync(name, deprecateEof);
        Assert.Equal(deprecateEof, connection.Capabilities.HasFlag(Capabilities.DeprecateEof));
        await connection.ExecuteAsync(
            "CREATE TABLE t (id INT PRIMARY KEY, s VARCHAR(300) CHARACTER SET latin1, d DECIMAL(10,3), b BLOB, dt DATETIME(6))", Cancel);
        var done = await connection.ExecuteAsync(
            "INSERT INTO t VALUES (1, 'äöü', -1.5, x'00FF', '2024-01-02 03:04:05.000006'), (2, NULL, NULL, '', NULL), (3, REPEAT('é', 300), 0, REPEAT('x', 300), NULL)", Cancel);
        Assert.Equal(3UL, done.AffectedRows);

        var rows = await connection.RowsAsync("SELECT id, s, d, HEX(b), dt, LENGTH(s) FROM t ORDER BY id", Cancel);

        Assert.Equal(new string?[] { "1", "äöü", "-1.500", "00FF", "2024-01-02 03:04:05.000006", "3" }, rows[0]);
        Assert.Equal(new string?[] { "2", null, null, "", null, null }, rows[1]);
        Assert.Equal(new string?[] { "3", new string('é', 300), "0.000", string.Concat(Enumerable.Repeat("78", 300)), null, "300" }, rows[2]);
        Assert.Equal("3\t1", await (await servers.GetAsync(name)).QueryAsync(
            "SELECT COUNT(*), SUM(s = 'äöü') FROM t", (await connection.ScalarAsync("SELECT DATABASE()", Cancel))!));
    }

    [Theory]
    [MemberData(nameof(ServersAndEnds))]
    public async Task Columns_say_what_they_are(string name, bool deprecateEof)
    {
        await using var connection = await servers.ConnectAsync(name, deprecateEof);
        await connection.ExecuteAsync(
            "CREATE TABLE t (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, e ENUM('a','b') NOT NULL, b VARBINARY(5), d DECIMAL(7,2), y YEAR, j JSON)", Cancel);
        await using var result = await connection.QueryAsync("SELECT x.id, x.e AS kind, x.b, x.d, x.y, x.j, 1 + 1 FROM t AS x", Cancel);

        var columns = result.Columns;
        var id = columns[0];
        Assert.Equal(("id", "id", "x", "t", ColumnType.LongLong), (id.Name, id.OriginalName, id.Table, id.OriginalTable, id.Type));
        Assert.True(id.Flags.HasFlag(ColumnFlags.Unsigned | ColumnFlags.PrimaryKey | ColumnFlags.AutoIncrement | ColumnFlags.NotNull));
        Assert.Equal(("kind", "e", ColumnType.String), (columns[1].Name, columns[1].OriginalName, columns[1].Type));
        Assert.True(columns[1].Flags.HasFlag(ColumnFlags.Enum));
        Assert.Equal("utf8mb4", CollationTable.CharsetOf(columns[1].Collation));
        Assert.Equal((ColumnType.VarString, 63, 5u), (columns[2].Type, columns[2].Collation, columns[2].Length));
        Assert.Equal((ColumnType.Decimal, 2), (columns[3].Type, columns[3].Decimals));
        Assert.Equal(ColumnType.Year, columns[4].Type);
        Assert.Equal(name == Names.MySql ? ColumnType.Json : ColumnType.Blob, columns[5].Type);
        Assert.Equal(name == Names.MySql ? "" : "json", columns[5].ExtendedFormat);
        Assert.Equal(("", ""), (columns[6].Table, columns[6].OriginalName));
        Assert.False(await result.FillAsync(Cancel) && result.TryReadRow(out _));
    }

    [Theory]
    [MemberData(nameof(ServersAndEnds))]
    public async Task Several_results_follow_each_other_until_one_fails(string name, bool deprecateEof)
    {
        await using var connection = await servers.ConnectAsync(name, deprecateEof);
        await using (var result = await connection.QueryAsync(
            "CREATE TABLE t (id INT); INSERT INTO t VALUES (1),(2); SELECT id FROM t ORDER BY id; SELECT nonsense; SELECT 5", Cancel))
        {
            Assert.Equal(0UL, result.Ok!.AffectedRows);
            Assert.True(await result.NextResultAsync(Cancel));
            Assert.Equal(2UL, result.Ok!.AffectedRows);
            Assert.True(await result.NextResultAsync(Cancel));
            Assert.Null(result.Ok);
            Assert.Single(result.Columns);
            var error = await Assert.ThrowsAsync<ConnectException>(async () => await result.NextResultAsync(Cancel));
            Assert.Equal(1054, MySqlServerException.Of(error)!.Number);
            Assert.Equal("42S22", MySqlServerException.Of(error)!.SqlState);
        }

        Assert.True(connection.IsUsable);
        Assert.Equal("2", await connection.ScalarAsync("SELECT COUNT(*) FROM t", Cancel));
    }

    [Theory]
    [MemberData(nameof(ServersAndEnds))]
    public async Task An_error_in_the_middle_of_rows_ends_them_and_not_the_session(string name, bool deprecateEof)
    {
        await using var connection = await servers.ConnectAsync(name, deprecateEof);
        await connection.ExecuteAsync("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1),(2),(3)", Cancel);
        var read = 0;
        await using (var result = await connection.QueryAsync(
            "SELECT id, IF(id = 3, (SELECT a.id FROM t a, t b LIMIT 2 OFFSET 0), 0) FROM t ORDER BY id", Cancel))
        {
            var error = await Assert.ThrowsAsync<ConnectException>(async () =>
            {
                while (await result.FillAsync(Cancel))
                {
                    while (result.TryReadRow(out _))
                    {
                        read++;
                    }
                }
            });
            Assert.Equal(1242, MySqlServerException.Of(error)!.Number);
            Assert.Equal("MYC046", error.Code);
        }

        Assert.Equal(2, read);
        Assert.Equal("3", await connection.ScalarAsync("SELECT COUNT(*) FROM t", Cancel));
    }

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task Session_state_is_tracked(string name)
    {
        await using var connection = await servers.ConnectAsync(name);
        var ok = await connection.ExecuteAsync("SET SESSION session_track_schema=1, SESSION session_track_system_variables='sql_mode'; USE mysql", Cancel);
        Assert.Contains(ok.Changes, c => c is { Kind: SessionChangeKind.Database, Value: "mysql" });

        Assert.False(connection.Status.HasFlag(ServerStatus.NoBackslashEscapes));
        ok = await connection.ExecuteAsync("SET SESSION sql_mode='NO_BACKSLASH_ESCAPES'", Cancel);
        Assert.Contains(ok.Changes, c => c is { Kind: SessionChangeKind.Variable, Name: "sql_mode", Value: "NO_BACKSLASH_ESCAPES" });
        Assert.True(connection.Status.HasFlag(ServerStatus.NoBackslashEscapes));

        await connection.ResetAsync(Cancel);
        Assert.False(connection.Status.HasFlag(ServerStatus.NoBackslashEscapes));
        await connection.PingAsync(Cancel);
        await connection.UseAsync("mysql", Cancel);
        Assert.Equal("mysql", await connection.ScalarAsync("SELECT DATABASE()", Cancel));
        var error = await Assert.ThrowsAsync<ConnectException>(() => connection.UseAsync("no_such_database", Cancel));
        Assert.Equal(("MYC031", ErrorKind.Config), (error.Code, error.Kind));
        Assert.True(connection.IsUsable);
    }

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task The_server_knows_us_and_we_know_the_server(string name)
    {
        await using var connection = await servers.ConnectAsync(name);
        var version = await connection.ScalarAsync("SELECT VERSION()", Cancel);
        Assert.Equal(version, connection.Server.Text);
        Assert.Equal(name != Names.MySql, connection.Server.IsMariaDb);
        Assert.Equal($"{connection.ConnectionId}", await connection.ScalarAsync("SELECT CONNECTION_ID()", Cancel));
        if (name == Names.MySql)
        {
            var attributes = await connection.RowsAsync(
                "SELECT ATTR_NAME, ATTR_VALUE FROM performance_schema.session_account_connect_attrs WHERE PROCESSLIST_ID = CONNECTION_ID()", Cancel);
            Assert.Contains(attributes, a => a is ["_client_name", "ConnectRuntime.MySql.Client"]);
            Assert.Contains(attributes, a => a[0] == "_pid" && a[1] == $"{Environment.ProcessId}");
        }
    }

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task Local_files_are_never_sent(string name)
    {
        await using var connection = await servers.ConnectAsync(name);
        await connection.ExecuteAsync("CREATE TABLE t (a TEXT)", Cancel);
        var error = await Assert.ThrowsAsync<ConnectException>(
            () => connection.ExecuteAsync("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE t", Cancel));
        Assert.NotNull(MySqlServerException.Of(error));
        Assert.Equal("0", await connection.ScalarAsync("SELECT COUNT(*) FROM t", Cancel));
    }

    [Theory]
    [InlineData(Names.MariaDb, true)]
    [InlineData(Names.MySql, true)]
    [InlineData(Names.MySql, false)]
    [InlineData(Names.MariaDb, false)]
    public async Task Values_around_the_size_of_a_packet_go_both_ways(string name, bool deprecateEof)
    {
        await using var connection = await servers.ConnectAsync(name, deprecateEof);
        foreach (var size in new[] { 0xFF_FFFE, 0xFF_FFFF, 0x100_0000, 40 << 20 })
        {
            // The statement's packet has one byte more than its text: the command.
            var statement = new byte[size - 1];
            Array.Fill(statement, (byte)'x');
            var head = "SELECT LENGTH('"u8;
            head.CopyTo(statement);
            "')"u8.CopyTo(statement.AsSpan(statement.Length - 2));
            var length = statement.Length - head.Length - 2;
            await using (var result = await connection.QueryAsync(statement, Cancel))
            {
                Assert.True(await result.FillAsync(Cancel));
                Assert.True(result.TryReadRow(out var row) && row.MoveNext());
                Assert.Equal($"{length}", Encoding.ASCII.GetString(row.Value));
                await result.ReadToEndAsync(Cancel);
            }

            // A row of one value has its length in front, in four or nine bytes.
            await using (var result = await connection.QueryAsync($"SELECT REPEAT('y', {size - 4}); SELECT REPEAT('z', {size}), 7", Cancel))
            {
                Assert.True(await result.FillAsync(Cancel));
                ReadRow(result, (byte)'y', size - 4);
                Assert.True(await result.NextResultAsync(Cancel));
                Assert.True(await result.FillAsync(Cancel));
                ReadRow(result, (byte)'z', size);
                await result.ReadToEndAsync(Cancel);
            }
        }

        static void ReadRow(TextResult result, byte filler, int length)
        {
            Assert.True(result.TryReadRow(out var row) && row.MoveNext());
            Assert.Equal(length, row.Value.Length);
            Assert.False(row.Value.ContainsAnyExcept(filler));
            Assert.Equal(filler == 'z', row.MoveNext() && row.Value.SequenceEqual("7"u8));
            Assert.False(row.MoveNext());
        }
    }
}
