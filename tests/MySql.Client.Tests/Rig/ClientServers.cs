using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Tests.Rig;
using ConnectRuntime.MySql.Client.Tls;
using ConnectRuntime.Testing.Servers;

[assembly: AssemblyFixture(typeof(ClientServers))]

namespace ConnectRuntime.MySql.Client.Tests.Rig;

/// <summary>The servers of this assembly: MariaDB of the system and MySQL, both with certificates of ours, and a newer MariaDB that makes its own.</summary>
public sealed class ClientServers : IAsyncDisposable
{
    private readonly SharedServer<MariaDbServer> _mariaDb;
    private readonly SharedServer<MySqlServer> _mySql;
    private readonly SharedServer<MariaDbServer> _newMariaDb = new(() => MariaDbServer.StartNewerAsync());

    public ClientServers()
    {
        _mariaDb = new(() => MariaDbServer.StartNewAsync(Certificates.ServerOptions()));
        _mySql = new(() => MySqlServer.StartNewAsync(Certificates.ServerOptions()));
    }

    /// <summary>The certificates of the first two.</summary>
    public TestCertificates Certificates { get; } = new();

    /// <summary>MariaDB of the system.</summary>
    public ValueTask<MariaDbServer> MariaDbAsync() => _mariaDb.GetAsync();

    /// <summary>MySQL 9.7.</summary>
    public ValueTask<MySqlServer> MySqlAsync() => _mySql.GetAsync();

    /// <summary>MariaDB 11.6 or later.</summary>
    public ValueTask<MariaDbServer> NewMariaDbAsync() => _newMariaDb.GetAsync();

    /// <summary>One of them by name.</summary>
    public async ValueTask<MySqlFamilyServer> GetAsync(string name) => name switch
    {
        Names.MariaDb => await MariaDbAsync(),
        Names.MySql => await MySqlAsync(),
        _ => await NewMariaDbAsync(),
    };

    /// <summary>How to reach one.</summary>
    public static MySqlConnectionConfig Config(
        MySqlFamilyServer server,
        string? user = null,
        string? password = null,
        string database = "",
        SslMode mode = SslMode.Preferred,
        string? ca = null,
        bool deprecateEof = true) => new()
        {
            Host = "127.0.0.1",
            Port = server.Port,
            User = user ?? MySqlFamilyServer.User,
            Password = password ?? (user is null ? server.Password : ""),
            Database = database,
            SslMode = mode,
            SslCa = ca,
            DeprecateEof = deprecateEof,
        };

    /// <summary>A connection to one by name, with a fresh database as the current one.</summary>
    public async Task<MySqlConnection> ConnectAsync(string name, bool deprecateEof = true)
    {
        var server = await GetAsync(name);
        return await MySqlConnection.ConnectAsync(
            Config(server, database: await server.CreateDatabaseAsync(), deprecateEof: deprecateEof), TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _mariaDb.DisposeAsync();
        await _mySql.DisposeAsync();
        await _newMariaDb.DisposeAsync();
        Certificates.Dispose();
    }
}
