using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Tests.Fakes;
using ConnectRuntime.MySql.Client.Tests.Rig;
using ConnectRuntime.MySql.Client.Tls;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Client.Tests.Authentication;

/// <summary>The five modes against right and wrong certificates.</summary>
public class TlsTests(ClientServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Names.MariaDb, SslMode.Disabled, null, false)]
    [InlineData(Names.MariaDb, SslMode.Preferred, null, true)]
    [InlineData(Names.MariaDb, SslMode.Required, null, true)]
    [InlineData(Names.MariaDb, SslMode.VerifyCa, "ca.pem", true)]
    [InlineData(Names.MariaDb, SslMode.VerifyCa, "ca.der", true)]
    [InlineData(Names.MariaDb, SslMode.VerifyIdentity, "ca.p12", true)]
    [InlineData(Names.MySql, SslMode.Preferred, null, true)]
    [InlineData(Names.MySql, SslMode.VerifyCa, "ca.pem", true)]
    [InlineData(Names.MySql, SslMode.VerifyIdentity, "ca.pem", true)]
    public async Task A_right_certificate_is_accepted(string name, SslMode mode, string? ca, bool encrypted)
    {
        var server = await servers.GetAsync(name);
        await using var connection = await MySqlConnection.ConnectAsync(Config(server, mode, ca), Cancel);
        Assert.Equal(encrypted, connection.IsEncrypted);
        Assert.Equal(encrypted, (await connection.RowsAsync("SHOW STATUS LIKE 'Ssl_cipher'", Cancel))[0][1] is { Length: > 0 });
    }

    [Theory]
    [InlineData(SslMode.VerifyCa, "other-ca.pem")]
    [InlineData(SslMode.VerifyIdentity, "other-ca.pem")]
    [InlineData(SslMode.VerifyCa, null)]
    public async Task A_certificate_of_somebody_else_is_refused(SslMode mode, string? ca)
    {
        var error = await Assert.ThrowsAsync<ConnectException>(
            async () => await MySqlConnection.ConnectAsync(Config(await servers.MariaDbAsync(), mode, ca), Cancel));
        Assert.Equal(("MYC014", ErrorKind.Config), (error.Code, error.Kind));
        Assert.Contains("vouch", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broken.pem")]
    [InlineData("empty.pem")]
    [InlineData("keystore.jks")]
    [InlineData("nothing-here.pem")]
    [InlineData("server.key")]
    public async Task A_file_that_is_none_is_named(string ca)
    {
        var error = await Assert.ThrowsAsync<ConnectException>(
            async () => await MySqlConnection.ConnectAsync(Config(await servers.MariaDbAsync(), SslMode.VerifyCa, ca), Cancel));
        Assert.Equal("MYC015", error.Code);
        Assert.Contains(ca, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_host_passes_only_where_the_host_is_not_asked_for()
    {
        await using var server = await MariaDbServer.StartNewAsync(servers.Certificates.ServerOptions("stranger"));
        await using (var connection = await MySqlConnection.ConnectAsync(Config(server, SslMode.VerifyCa, "ca.pem"), Cancel))
        {
            Assert.True(connection.IsEncrypted);
        }

        var error = await Assert.ThrowsAsync<ConnectException>(
            () => MySqlConnection.ConnectAsync(Config(server, SslMode.VerifyIdentity, "ca.pem"), Cancel));
        Assert.Equal("MYC014", error.Code);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_TLS_is_used_only_where_that_is_allowed()
    {
        await using var server = await MariaDbServer.StartNewAsync();
        await using (var connection = await MySqlConnection.ConnectAsync(Config(server, SslMode.Preferred, null), Cancel))
        {
            Assert.False(connection.IsEncrypted);
        }

        foreach (var mode in new[] { SslMode.Required, SslMode.VerifyCa, SslMode.VerifyIdentity })
        {
            var error = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(Config(server, mode, "ca.pem"), Cancel));
            Assert.Equal("MYC012", error.Code);
        }
    }

    [Theory]
    [InlineData("client.pem", "client.key", null)]
    [InlineData("client-both.pem", null, null)]
    [InlineData("client.pem", "client-encrypted.key", TestCertificates.Password)]
    [InlineData("client.p12", null, TestCertificates.Password)]
    public async Task Our_own_certificate_opens_an_account_that_requires_one(string certificate, string? key, string? password)
    {
        foreach (var name in new[] { Names.MariaDb, Names.MySql })
        {
            var server = await servers.GetAsync(name);
            await server.QueryAsync("CREATE USER IF NOT EXISTS u_x509@'%' IDENTIFIED BY 'abc' REQUIRE X509");
            await using (var connection = await MySqlConnection.ConnectAsync(Own(server, certificate), Cancel))
            {
                Assert.Equal("1", await connection.ScalarAsync("SELECT 1", Cancel));
            }

            var error = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(Own(server, null), Cancel));
            Assert.Equal("MYC030", error.Code);
        }

        MySqlConnectionConfig Own(MySqlFamilyServer server, string? file) => new()
        {
            Host = "localhost",
            Port = server.Port,
            User = "u_x509",
            Password = "abc",
            SslMode = SslMode.Required,
            SslCertificate = file is null ? null : servers.Certificates.Path(file),
            SslKey = file is null || key is null ? null : servers.Certificates.Path(key),
            SslKeyPassword = password,
        };
    }

    [Theory]
    [InlineData("mysql_native_password")]
    [InlineData("ed25519")]
    [InlineData("parsec")]
    public async Task MariaDbs_own_certificate_is_accepted_when_the_server_proves_that_it_knows_us(string plugin)
    {
        var server = await servers.NewMariaDbAsync();
        var user = $"u_zero_{plugin}";
        await server.QueryAsync($"CREATE USER {user}@'%' IDENTIFIED VIA {plugin} USING PASSWORD('abc')");
        foreach (var mode in new[] { SslMode.VerifyCa, SslMode.VerifyIdentity })
        {
            await using var connection = await MySqlConnection.ConnectAsync(ClientServers.Config(server, user, "abc", mode: mode), Cancel);
            Assert.True(connection.IsEncrypted);
            Assert.Equal("1", await connection.ScalarAsync("SELECT 1", Cancel));
        }

        // With a CA of its own, only that counts.
        var refused = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(
            ClientServers.Config(server, user, "abc", mode: SslMode.VerifyCa, ca: servers.Certificates.Path("ca.pem")), Cancel));
        Assert.Equal("MYC014", refused.Code);
        await server.QueryAsync($"CREATE USER {user}_none@'%'");
        refused = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(
            ClientServers.Config(server, user + "_none", "", mode: SslMode.VerifyCa), Cancel));
        Assert.Equal("MYC014", refused.Code);
    }

    [Theory]
    [InlineData("mysql_native_password", "MYC020")]
    [InlineData("ed25519", "MYC020")]
    [InlineData("parsec", "MYC020")]
    [InlineData("caching_sha2_password", "MYC017")]
    public async Task One_who_sits_in_between_is_found_out(string plugin, string code)
    {
        var server = await servers.NewMariaDbAsync();
        var user = $"u_mid_{plugin}";
        await server.QueryAsync($"CREATE USER {user}@'%' IDENTIFIED VIA {plugin} USING PASSWORD('abc')");
        using var middleman = Middleman.Between(server.Port, servers.Certificates);
        var error = await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(Through(SslMode.VerifyCa), Cancel));
        Assert.Equal((code, ErrorKind.Config), (error.Code, error.Kind));
        Assert.DoesNotContain("abc", error.Message, StringComparison.Ordinal);

        // Where nobody asks for the certificate, nobody finds out.
        await using var connection = await MySqlConnection.ConnectAsync(Through(SslMode.Required), Cancel);
        Assert.Equal("1", await connection.ScalarAsync("SELECT 1", Cancel));

        MySqlConnectionConfig Through(SslMode mode) =>
            new() { Host = "127.0.0.1", Port = middleman.Port, User = user, Password = "abc", SslMode = mode };
    }

    [Theory]
    [InlineData(SslMode.VerifyCa, null)]
    [InlineData(SslMode.VerifyIdentity, null)]
    [InlineData(SslMode.Required, "MYC017")]
    [InlineData(SslMode.Preferred, "MYC017")]
    public async Task A_password_is_sent_as_it_is_only_to_a_server_that_was_verified(SslMode mode, string? code)
    {
        var received = new TaskCompletionSource<byte[]>();
        using var certificate = X509Certificate2.CreateFromPemFile(servers.Certificates.Path("server.pem"), servers.Certificates.Path("server.key"));
        using var server = new FakeServer(async session =>
        {
            await session.SendAsync(0, FakeSession.Greeting("mysql_clear_password", capabilities: 0x00BF_AA0F));
            await session.ReceiveAsync();
            await using var tls = new SslStream(session.Stream);
            await tls.AuthenticateAsServerAsync(certificate);
            session.Stream = tls;
            await session.ReceiveAsync();
            await session.SendAsync(3, [0xFE, .. "mysql_clear_password"u8, 0]);
            received.TrySetResult(await session.ReceiveAsync());
            await session.SendAsync(5, FakeSession.Ok);
            await session.ReceiveAsync();
            await session.SendAsync(1, FakeSession.Ok);
        });
        var config = new MySqlConnectionConfig
        {
            Host = "127.0.0.1", Port = server.Port, User = "u", Password = "tökén", SslMode = mode, SslCa = servers.Certificates.Path("ca.pem"),
        };
        if (code is null)
        {
            await using var connection = await MySqlConnection.ConnectAsync(config, Cancel);
            Assert.Equal([.. "tökén"u8, 0], await received.Task);
        }
        else
        {
            Assert.Equal(code, (await Assert.ThrowsAsync<ConnectException>(() => MySqlConnection.ConnectAsync(config, Cancel))).Code);
            Assert.False(received.Task.IsCompletedSuccessfully);
        }
    }

    [Theory]
    [InlineData("disable", SslMode.Disabled)]
    [InlineData("DISABLED", SslMode.Disabled)]
    [InlineData("preferred", SslMode.Preferred)]
    [InlineData("required", SslMode.Required)]
    [InlineData("trust", SslMode.Required)]
    [InlineData("verify_ca", SslMode.VerifyCa)]
    [InlineData("verify-ca", SslMode.VerifyCa)]
    [InlineData("VERIFY_IDENTITY", SslMode.VerifyIdentity)]
    [InlineData("verify-full", SslMode.VerifyIdentity)]
    public void Modes_have_the_names_of_both_products(string name, SslMode mode)
    {
        Assert.Equal(mode, SslModeNames.Parse(name));
        Assert.Equal(mode, SslModeNames.Parse(mode.Name()));
    }

    [Fact]
    public void An_unknown_mode_is_refused() =>
        Assert.Equal("MYC026", Assert.Throws<ConnectException>(() => SslModeNames.Parse("on")).Code);

    private MySqlConnectionConfig Config(MySqlFamilyServer server, SslMode mode, string? ca) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        User = MySqlFamilyServer.User,
        Password = server.Password,
        SslMode = mode,
        SslCa = ca is null ? null : servers.Certificates.Path(ca),
        SslCaPassword = TestCertificates.Password,
    };
}
