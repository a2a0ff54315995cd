using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Tls;

namespace ConnectRuntime.MySql.Client.Tests.Fakes;

/// <summary>Servers that are slow, broken or hostile.</summary>
public class FaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Packets_may_come_in_any_pieces(int fragment)
    {
        using var server = new FakeServer(async session =>
        {
            session.Fragment = fragment;
            await session.LogInAsync();
            await session.ReceiveAsync();
            await session.ColumnsAsync();
            await session.SendAsync(4, [1, (byte)'a']);
            await session.SendAsync(5, 0xFB);
            await session.SendAsync(6, [3, .. "xyz"u8]);
            await session.SendAsync(7, 0xFE, 0, 0, 2, 0);
        });
        await using var connection = await ConnectAsync(server);
        var rows = await connection.RowsAsync("SELECT c", Cancel);
        Assert.Equal(["a", null, "xyz"], rows.Select(r => r[0]));
    }

    [Fact]
    public async Task A_wrong_sequence_ends_the_connection()
    {
        using var server = new FakeServer(async session =>
        {
            await session.LogInAsync();
            await session.ReceiveAsync();
            await session.ColumnsAsync();
            await session.SendAsync(5, [1, (byte)'a']);
            await session.ReceiveAsync();
        });
        await using var connection = await ConnectAsync(server);
        Assert.Equal("MYC008", (await FailAsync(connection)).Code);
        Assert.True(connection.IsClosed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => connection.PingAsync(Cancel));
    }

    [Fact]
    public async Task A_farewell_out_of_order_is_read()
    {
        using var server = new FakeServer(async session =>
        {
            await session.LogInAsync();
            await session.ReceiveAsync();
            await session.SendAsync(0, FakeSession.Error(4031, "HY000", "The client was disconnected by the server because of inactivity."));
        });
        await using var connection = await ConnectAsync(server);
        var error = await FailAsync(connection);
        Assert.Equal(("MYC037", ErrorKind.Transient), (error.Code, error.Kind));
        Assert.True(MySqlServerException.Of(error)!.IsTransient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task An_early_end_is_an_outage(int bytes)
    {
        using var server = new FakeServer(async session =>
        {
            await session.LogInAsync();
            await session.ReceiveAsync();
            await session.ColumnsAsync();
            await session.RawAsync(new byte[] { 3, 0, 0, 4, 2, 7 }[..bytes]);
        });
        await using var connection = await ConnectAsync(server);
        var error = await FailAsync(connection);
        Assert.Equal(("MYC003", ErrorKind.Transient), (error.Code, error.Kind));
        Assert.Equal(bytes > 0, error.Message.Contains("middle of a packet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_in_the_middle_of_rows_leaves_the_session()
    {
        using var server = new FakeServer(async session =>
        {
            await session.LogInAsync();
            await session.ReceiveAsync();
            await session.ColumnsAsync();
            await session.SendAsync(4, [1, (byte)'a']);
            await session.SendAsync(5, FakeSession.Error(1317, "70100", "Query execution was interrupted"));
            await session.ReceiveAsync();
            await session.SendAsync(1, FakeSession.Ok);
            await session.ReceiveAsync();
        });
        await using var connection = await ConnectAsync(server);
        Assert.Equal("MYC045", (await FailAsync(connection)).Code);
        await connection.PingAsync(Cancel);
    }

    [Theory]
    [InlineData("a greeting that ends early", "MYC007")]
    [InlineData("another protocol", "MYC010")]
    [InlineData("not MySQL at all", "MYC009")]
    [InlineData("silence", "MYC002")]
    [InlineData("closed at once", "MYC003")]
    [InlineData("an old server", "MYC011")]
    [InlineData("a blocked host", "MYC033")]
    [InlineData("too many connections", "MYC032")]
    [InlineData("a giant packet", "MYC009")]
    [InlineData("an unknown plugin", "MYC016")]
    [InlineData("an old password", "MYC016")]
    [InlineData("clear text", "MYC017")]
    [InlineData("no end of login", "MYC007")]
    public async Task A_login_that_cannot_be_says_why(string what, string code)
    {
        using var server = new FakeServer(session => LoginFaultAsync(session, what));
        var error = await Assert.ThrowsAsync<ConnectException>(() => ConnectAsync(server, TimeSpan.FromMilliseconds(500)));
        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_before_TLS_are_refused()
    {
        using var server = new FakeServer(async session =>
        {
            var greeting = FakeSession.Greeting(capabilities: 0x00BF_AA0F);
            await session.RawAsync([(byte)greeting.Length, 0, 0, 0, .. greeting, 7, 0, 0, 2, .. FakeSession.Ok]);
            await session.ReceiveAsync();
        });
        var error = await Assert.ThrowsAsync<ConnectException>(() => ConnectAsync(server, mode: SslMode.Required));
        Assert.Equal("MYC007", error.Code);
    }

    [Fact]
    public async Task A_server_that_does_not_finish_TLS_is_an_outage()
    {
        using var server = new FakeServer(async session =>
        {
            await session.SendAsync(0, FakeSession.Greeting(capabilities: 0x00BF_AA0F));
            await session.ReceiveAsync();
            await session.RawAsync("this is not TLS at all, nor anything like it"u8.ToArray());
        });
        var error = await Assert.ThrowsAsync<ConnectException>(() => ConnectAsync(server, mode: SslMode.Required));
        Assert.Equal(("MYC013", ErrorKind.Transient), (error.Code, error.Kind));
    }

    [Theory]
    [InlineData("FB2F6574632F706173737764", "MYC021")]
    [InlineData("FC", "MYC007")]
    [InlineData("FE0000000000000080", "MYC007")]
    [InlineData("0000", "MYC007")]
    [InlineData("", "MYC007")]
    public async Task An_answer_that_makes_no_sense_ends_the_connection(string hex, string code)
    {
        using var server = new FakeServer(async session =>
        {
            await session.LogInAsync();
            await session.ReceiveAsync();
            await session.SendAsync(1, Convert.FromHexString(hex));
            Assert.Empty(await session.ReceiveAsync());
        });
        await using var connection = await ConnectAsync(server);
        Assert.Equal(code, (await FailAsync(connection)).Code);
        Assert.True(connection.IsClosed);
    }

    [Theory]
    [InlineData("05616263")]
    [InlineData("FC0001")]
    [InlineData("FE0000000000000080")]
    public async Task A_cell_beyond_its_row_is_refused(string hex)
    {
        using var server = new FakeServer(async session =>
        {
            await session.LogInAsync();
            await session.ReceiveAsync();
            await session.ColumnsAsync();
            var row = Convert.FromHexString(hex);
            await session.SendAsync(4, [.. row, .. row[0] == 0xFE ? new byte[8] : []]);
            await session.SendAsync(5, 0xFE, 0, 0, 2, 0);
            await session.ReceiveAsync();
        });
        await using var connection = await ConnectAsync(server);
        Assert.Equal("MYC007", (await FailAsync(connection)).Code);
    }

    [Fact]
    public async Task A_read_that_takes_too_long_is_an_outage_while_slow_bytes_are_not()
    {
        using var server = new FakeServer(async session =>
        {
            await session.LogInAsync();
            await session.ReceiveAsync();
            await session.ColumnsAsync();
            foreach (var part in new byte[] { 2, 0, 0, 4, 1, (byte)'a' })
            {
                await session.RawAsync([part]);
                await Task.Delay(120);
            }

            await Task.Delay(5_000);
        });
        await using var connection = await ConnectAsync(server);
        connection.ReadTimeout = TimeSpan.FromMilliseconds(400);
        await using var result = await connection.QueryAsync("SELECT c", Cancel);
        Assert.True(await result.FillAsync(Cancel));
        Assert.True(result.TryReadRow(out _));
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await result.FillAsync(Cancel));
        Assert.Equal(("MYC005", ErrorKind.Transient), (error.Code, error.Kind));
        Assert.True(connection.IsClosed);
    }

    [Fact]
    public async Task Nobody_listens()
    {
        var error = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(
            new() { Host = "127.0.0.1", Port = Testing.Servers.FreePort.Next() }, Cancel));
        Assert.Equal(("MYC001", ErrorKind.Transient), (error.Code, error.Kind));
        error = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(new() { Host = "no-such-host.invalid" }, Cancel));
        Assert.Equal("MYC001", error.Code);
        error = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(new() { Host = "/tmp/no-such.sock" }, Cancel));
        Assert.Equal("MYC001", error.Code);
    }

    private static async Task LoginFaultAsync(FakeSession session, string what)
    {
        switch (what)
        {
            case "a greeting that ends early":
                await session.SendAsync(0, FakeSession.Greeting()[..20]);
                break;
            case "another protocol":
                await session.SendAsync(0, 9, 0);
                break;
            case "not MySQL at all":
                await session.RawAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
                break;
            case "silence":
                await session.ReceiveAsync();
                break;
            case "an old server":
                await session.SendAsync(0, FakeSession.Greeting(version: "5.5.62"));
                break;
            case "a blocked host":
                await session.SendAsync(0, [0xFF, 0x69, 0x04, .. "Host 'h' is blocked because of many connection errors"u8]);
                break;
            case "too many connections":
                await session.SendAsync(0, [0xFF, 0x10, 0x04, .. "Too many connections"u8]);
                break;
            case "a giant packet":
                await session.RawAsync([0xFF, 0xFF, 0xFF, 0, 10]);
                await session.ReceiveAsync();
                break;
            case "closed at once":
                break;
            default:
                await session.SendAsync(0, FakeSession.Greeting());
                await session.ReceiveAsync();
                await session.SendAsync(2, what switch
                {
                    "an unknown plugin" => [0xFE, .. "authentication_ldap_sasl_client"u8, 0],
                    "an old password" => [0xFE],
                    "clear text" => [0xFE, .. "mysql_clear_password"u8, 0],
                    _ => [1, 2, 3],
                });
                Assert.Empty(await session.ReceiveAsync());
                break;
        }
    }

    private static async Task<ConnectException> FailAsync(MySqlConnection connection) =>
        await Assert.ThrowsAsync<ConnectException>(() => connection.RowsAsync("SELECT c", Cancel).WaitAsync(TimeSpan.FromSeconds(5), Cancel));

    private static Task<MySqlConnection> ConnectAsync(FakeServer server, TimeSpan? timeout = null, SslMode mode = SslMode.Preferred) =>
        MySqlConnection.ConnectAsync(
            new()
            {
                Host = "127.0.0.1", Port = server.Port, User = "u", Password = "s3cret", SslMode = mode,
                ConnectTimeout = timeout ?? TimeSpan.FromSeconds(5), KillTimeout = TimeSpan.FromMilliseconds(200),
            },
            Cancel);
}
