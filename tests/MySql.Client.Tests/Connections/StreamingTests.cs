using System.Diagnostics;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Client.Tests.Connections;

/// <summary>Long results that are cancelled, left, or cut off by servers that go away.</summary>
public class StreamingTests(ClientServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task A_cancelled_statement_ends_here_and_at_the_server(string name)
    {
        await using var watcher = await servers.ConnectAsync(name);
        await using var connection = await servers.ConnectAsync(name);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.ScalarAsync("SELECT SLEEP(30)", stop.Token));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed}");
        Assert.True(connection.IsClosed);
        await GoneAsync(watcher, connection.ConnectionId);

        // One that was cancelled before it was sent costs nothing.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watcher.PingAsync(new CancellationToken(canceled: true)));
        await watcher.PingAsync(Cancel);
    }

    [Fact]
    public async Task A_result_that_is_left_in_the_middle_does_not_go_on_at_the_server()
    {
        await using var watcher = await servers.ConnectAsync(Names.MariaDb);
        await using var connection = await servers.ConnectAsync(Names.MariaDb);
        await using (var result = await connection.QueryAsync("SELECT REPEAT('x', 1000) FROM seq_1_to_100000000", Cancel))
        {
            Assert.True(await result.FillAsync(Cancel));
            await Assert.ThrowsAsync<InvalidOperationException>(() => connection.PingAsync(Cancel));
        }

        Assert.True(connection.IsClosed);
        await GoneAsync(watcher, connection.ConnectionId);

        // A little that is left is read to its end, and the connection lives.
        await using (var result = await watcher.QueryAsync("SELECT seq FROM seq_1_to_1000; SELECT 1", Cancel))
        {
            Assert.True(await result.FillAsync(Cancel));
        }

        Assert.Equal("2", await watcher.ScalarAsync("SELECT 2", Cancel));
    }

    [Fact]
    public async Task A_server_that_is_killed_or_paused_or_restarted_is_an_outage()
    {
        await using var server = await MariaDbServer.StartNewAsync();
        var config = ClientServers.Config(server, database: "mysql");
        await using (var connection = await MySqlConnection.ConnectAsync(config, Cancel))
        await using (var result = await connection.QueryAsync("SELECT REPEAT('x', 1000) FROM seq_1_to_100000000", Cancel))
        {
            Assert.True(await result.FillAsync(Cancel));
            await server.KillAsync();
            var error = await Assert.ThrowsAsync<ConnectException>(async () => await result.ReadToEndAsync(Cancel));
            Assert.True(error.Code is "MYC003" or "MYC004", error.Message);
            Assert.Equal(ErrorKind.Transient, error.Kind);
        }

        var refused = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(config, Cancel));
        Assert.Equal("MYC001", refused.Code);
        await server.StartAsync();
        await using (var connection = await MySqlConnection.ConnectAsync(config, Cancel))
        {
            Assert.Equal("1", await connection.ScalarAsync("SELECT 1", Cancel));
            await server.StopAsync();
            var error = await Assert.ThrowsAsync<ConnectException>(() => connection.ScalarAsync("SELECT 1", Cancel));
            Assert.Equal(ErrorKind.Transient, error.Kind);
            await server.StartAsync();
        }

        await using (var connection = await MySqlConnection.ConnectAsync(config, Cancel))
        {
            connection.ReadTimeout = TimeSpan.FromMilliseconds(300);
            server.Pause();
            try
            {
                var error = await Assert.ThrowsAsync<ConnectException>(() => connection.ScalarAsync("SELECT 1", Cancel));
                Assert.Equal(("MYC005", ErrorKind.Transient), (error.Code, error.Kind));
                var late = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(
                    new() { Host = "127.0.0.1", Port = server.Port, User = "x", ConnectTimeout = TimeSpan.FromMilliseconds(300) }, Cancel));
                Assert.Equal("MYC002", late.Code);
            }
            finally
            {
                server.Resume();
            }
        }
    }

    [Fact]
    public async Task A_connection_that_the_server_ends_says_so()
    {
        await using var watcher = await servers.ConnectAsync(Names.MariaDb);
        await using var connection = await servers.ConnectAsync(Names.MariaDb);
        await watcher.ExecuteAsync($"KILL {connection.ConnectionId}", Cancel);
        var error = await Assert.ThrowsAsync<ConnectException>(() => connection.PingAsync(Cancel));
        Assert.True(error.Code is "MYC003" or "MYC004" or "MYC037", error.Message);
        Assert.Equal(ErrorKind.Transient, error.Kind);
    }

    [Fact]
    public async Task Locks_of_others_are_transient()
    {
        await using var holder = await servers.ConnectAsync(Names.MariaDb);
        var database = await holder.ScalarAsync("SELECT DATABASE()", Cancel);
        await holder.ExecuteAsync("CREATE TABLE t (id INT PRIMARY KEY, v INT); INSERT INTO t VALUES (1, 1); BEGIN; UPDATE t SET v = 2", Cancel);
        await using var waiter = await servers.ConnectAsync(Names.MariaDb);
        await waiter.ExecuteAsync($"USE {database}; SET innodb_lock_wait_timeout=1", Cancel);
        var error = await Assert.ThrowsAsync<ConnectException>(() => waiter.ExecuteAsync("UPDATE t SET v = 3", Cancel));
        Assert.Equal(("MYC039", ErrorKind.Transient), (error.Code, error.Kind));
        Assert.Equal(1205, MySqlServerException.Of(error)!.Number);
        error = await Assert.ThrowsAsync<ConnectException>(() => holder.ExecuteAsync("INSERT INTO t VALUES (1, 5)", Cancel));
        Assert.Equal(("MYC043", ErrorKind.Data), (error.Code, error.Kind));
        error = await Assert.ThrowsAsync<ConnectException>(() => holder.ExecuteAsync("SELECT * FROM no_such_table", Cancel));
        Assert.Equal(("MYC044", ErrorKind.Config), (error.Code, error.Kind));
    }

    private static async Task GoneAsync(MySqlConnection watcher, uint id)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(20, Cancel))
        {
            var state = await watcher.ScalarAsync($"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = {id}", Cancel);
            if (state == "0")
            {
                return;
            }

            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), "the statement still runs");
        }
    }
}
