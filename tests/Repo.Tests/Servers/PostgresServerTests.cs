using System.Net.Sockets;
using ConnectRuntime.Testing.Servers;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace ConnectRuntime.Repo.Tests.Servers;

/// <summary>The private PostgreSQL does what tests of faults ask of it.</summary>
public class PostgresServerTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Each_test_gets_a_database_of_its_own()
    {
        var server = await postgres.ServerAsync();
        var first = await postgres.CreateDatabaseAsync();
        var second = await postgres.CreateDatabaseAsync();
        await server.QueryAsync(first, "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'ü'), (2, NULL)");

        Assert.Equal("1|ü\n2|∅", await server.QueryAsync(first, "SELECT * FROM t ORDER BY a"));
        Assert.Equal("0", await server.QueryAsync(second, "SELECT count(*) FROM pg_tables WHERE tablename = 't'"));
        Assert.Equal("on|scram-sha-256|UTF8", await server.QueryAsync(second,
            "SELECT current_setting('fsync'), current_setting('password_encryption'), current_setting('server_encoding')"));
    }

    [Fact]
    public async Task A_wrong_statement_fails_with_the_servers_words()
    {
        var server = await postgres.ServerAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => server.QueryAsync(server.ConnectionString(), "SELECT nonsense"));
        Assert.Contains("nonsense", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_and_port_survive_a_stop_and_a_kill()
    {
        await using var server = await PostgresServer.StartNewAsync("max_connections=7");
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync(database, "CREATE TABLE t (a int); INSERT INTO t VALUES (1)");

        await server.StopAsync();
        Assert.False(await ListensAsync(server.Port));
        await server.StartAsync();
        await server.QueryAsync(database, "INSERT INTO t VALUES (2)");
        await server.KillAsync();
        Assert.False(await ListensAsync(server.Port));
        await server.StartAsync();

        Assert.Equal("1\n2", await server.QueryAsync(database, "SELECT a FROM t ORDER BY a"));
        Assert.Equal("7", await server.QueryAsync(database, "SHOW max_connections"));
    }

    [Fact]
    public async Task A_paused_server_is_silent_and_goes_on()
    {
        await using var server = await PostgresServer.StartNewAsync();
        server.Pause();
        var query = server.QueryAsync(server.ConnectionString(), "SELECT 1");
        await Assert.ThrowsAsync<TimeoutException>(() => query.WaitAsync(TimeSpan.FromSeconds(1)));

        server.Resume();
        Assert.Equal("1", await query);
    }

    [Fact]
    public async Task Nothing_is_left_when_it_is_disposed()
    {
        var server = await PostgresServer.StartNewAsync();
        var (pid, folder) = (server.Pid, Path.GetDirectoryName(server.LogFile)!);
        var all = Signals.Below(pid).Append(pid).ToList();
        Assert.True(all.Count > 1 && Directory.Exists(folder));

        await server.DisposeAsync();

        Assert.DoesNotContain(all, Signals.IsRunning);
        Assert.False(Directory.Exists(folder));
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
