using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Tests.Rig;
using ConnectRuntime.MySql.Client.Tls;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Client.Tests.Authentication;

/// <summary>Every way of login that a real server here has, with a password and without, over TLS and without.</summary>
public class AuthenticationTests(ClientServers servers)
{
    private const string Secret = "pä§s'wörd-Ω";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, bool> Accounts
    {
        get
        {
            var data = new TheoryData<string, string, string, bool>();
            foreach (var tls in new[] { true, false })
            {
                data.Add(Names.MariaDb, "mysql_native_password", "IDENTIFIED VIA mysql_native_password USING PASSWORD('{0}')", tls);
                data.Add(Names.NewMariaDb, "parsec", "IDENTIFIED VIA parsec USING PASSWORD('{0}')", tls);
                data.Add(Names.NewMariaDb, "ed25519", "IDENTIFIED VIA ed25519 USING PASSWORD('{0}')", tls);
                data.Add(Names.NewMariaDb, "caching_sha2_password", "IDENTIFIED VIA caching_sha2_password USING PASSWORD('{0}')", tls);
                data.Add(Names.NewMariaDb, "mysql_native_password", "IDENTIFIED VIA mysql_native_password USING PASSWORD('{0}')", tls);
                data.Add(Names.MySql, "caching_sha2_password", "IDENTIFIED WITH caching_sha2_password BY '{0}'", tls);
                data.Add(Names.MySql, "sha256_password", "IDENTIFIED WITH sha256_password BY '{0}'", tls);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task The_right_password_opens_and_a_wrong_one_does_not(string name, string plugin, string identified, bool tls)
    {
        var server = await servers.GetAsync(name);
        var user = $"u_{plugin}_{tls}".ToLowerInvariant();
        await server.QueryAsync($"CREATE USER {user}@'%' {string.Format(null, identified, Secret.Replace("'", "''", StringComparison.Ordinal))}");
        var config = Config(server, user, Secret, tls);

        // The second login of caching_sha2_password takes the fast way, the one after FLUSH PRIVILEGES the full way again.
        for (var i = 0; i < 3; i++)
        {
            await using var connection = await MySqlConnection.ConnectAsync(config, Cancel);
            Assert.StartsWith(user + "@", await connection.ScalarAsync("SELECT CURRENT_USER()", Cancel), StringComparison.Ordinal);
            Assert.Equal(tls, connection.IsEncrypted);
            if (i == 1)
            {
                await server.QueryAsync("FLUSH PRIVILEGES");
            }
        }

        foreach (var wrong in new[] { "", "wrong", Secret + "x" })
        {
            var error = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(Config(server, user, wrong, tls), Cancel));
            Assert.Equal(("MYC030", ErrorKind.Config), (error.Code, error.Kind));
            Assert.Contains("1045", error.Message, StringComparison.Ordinal);
            Assert.True(wrong.Length == 0 || !error.Message.Contains(wrong, StringComparison.Ordinal), error.Message);
        }

        Assert.Equal(Secret, config.Password);
    }

    [Theory]
    [InlineData(Names.MariaDb, "mysql_native_password", "IDENTIFIED VIA mysql_native_password USING ''")]
    [InlineData(Names.NewMariaDb, "parsec", "IDENTIFIED VIA parsec USING PASSWORD('')")]
    [InlineData(Names.MySql, "caching_sha2_password", "IDENTIFIED WITH caching_sha2_password BY ''")]
    [InlineData(Names.MySql, "sha256_password", "IDENTIFIED WITH sha256_password BY ''")]
    public async Task An_empty_password_opens_an_account_without_one(string name, string plugin, string identified)
    {
        var server = await servers.GetAsync(name);
        var user = $"empty_{plugin}";
        await server.QueryAsync($"CREATE USER {user}@'%' {identified}");
        await using var connection = await MySqlConnection.ConnectAsync(Config(server, user, "", tls: false), Cancel);
        Assert.Equal("1", await connection.ScalarAsync("SELECT 1", Cancel));
    }

    [Fact]
    public async Task Without_TLS_the_password_is_encrypted_by_a_key_that_was_agreed_to()
    {
        var server = await servers.MySqlAsync();
        await server.QueryAsync($"CREATE USER u_key@'%' IDENTIFIED WITH caching_sha2_password BY 'abc'");
        var error = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(
            ClientServers.Config(server, "u_key", "abc", mode: SslMode.Disabled), Cancel));
        Assert.Equal("MYC018", error.Code);

        await using (var connection = await MySqlConnection.ConnectAsync(
            new()
            {
                Host = "127.0.0.1", Port = server.Port, User = "u_key", Password = "abc", SslMode = SslMode.Disabled,
                ServerPublicKey = Path.Combine(server.Data, "public_key.pem"),
            },
            Cancel))
        {
            Assert.False(connection.IsEncrypted);
        }

        await server.QueryAsync("FLUSH PRIVILEGES");
        error = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(
            new()
            {
                Host = "127.0.0.1", Port = server.Port, User = "u_key", Password = "abc", SslMode = SslMode.Disabled,
                ServerPublicKey = servers.Certificates.Path("broken.pem"),
            },
            Cancel));
        Assert.Equal("MYC019", error.Code);
    }

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task A_Unix_socket_needs_no_TLS(string name)
    {
        var server = await servers.GetAsync(name);
        await using var connection = await MySqlConnection.ConnectAsync(
            new() { Host = server.Socket, User = MySqlFamilyServer.User, Password = server.Password, SslMode = SslMode.VerifyIdentity }, Cancel);
        Assert.False(connection.IsEncrypted);
        Assert.Equal("1", await connection.ScalarAsync("SELECT 1", Cancel));
    }

    [Fact]
    public async Task Accounts_that_cannot_be_used_say_why()
    {
        var server = await servers.MySqlAsync();
        await server.QueryAsync("""
            CREATE USER u_tls@'%' IDENTIFIED BY 'abc' REQUIRE SSL;
            CREATE USER u_expired@'%' IDENTIFIED BY 'abc' PASSWORD EXPIRE;
            CREATE USER u_locked@'%' IDENTIFIED BY 'abc' ACCOUNT LOCK;
            CREATE USER u_few@'%' IDENTIFIED BY 'abc' WITH MAX_USER_CONNECTIONS 1;
            """);

        Assert.Equal("MYC030", (await FailAsync("u_tls", SslMode.Disabled)).Code);
        Assert.Equal("MYC036", (await FailAsync("u_expired", SslMode.Required)).Code);
        Assert.Equal("MYC036", (await FailAsync("u_locked", SslMode.Required)).Code);
        await using (await MySqlConnection.ConnectAsync(ClientServers.Config(server, "u_few", "abc"), Cancel))
        {
            var error = await FailAsync("u_few", SslMode.Required);
            Assert.Equal(("MYC032", ErrorKind.Transient), (error.Code, error.Kind));
        }

        var unknown = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(
            ClientServers.Config(server, database: "no_such_database"), Cancel));
        Assert.Equal("MYC031", unknown.Code);

        Task<ConnectException> FailAsync(string user, SslMode mode) => Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(
            new() { Host = "127.0.0.1", Port = server.Port, User = user, Password = "abc", SslMode = mode, AllowPublicKeyRetrieval = true }, Cancel));
    }

    private static MySqlConnectionConfig Config(MySqlFamilyServer server, string user, string password, bool tls) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        User = user,
        Password = password,
        SslMode = tls ? SslMode.Required : SslMode.Disabled,
        AllowPublicKeyRetrieval = !tls,
    };
}
