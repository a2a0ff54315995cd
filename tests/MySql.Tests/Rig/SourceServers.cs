using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

[assembly: AssemblyFixture(typeof(SourceServers))]

namespace ConnectRuntime.MySql.Tests.Rig;

/// <summary>The servers of this assembly, each started when the first test asks for it. Tests that stop, kill or configure a server start their own.</summary>
public sealed class SourceServers : IAsyncDisposable
{
    /// <summary>MariaDB of the system.</summary>
    public const string MariaDb = "MariaDB";

    /// <summary>A MariaDB that has VECTOR, 11.7 or later.</summary>
    public const string NewMariaDb = "MariaDB 11.7";

    /// <summary>MySQL 9.7.</summary>
    public const string MySql = "MySQL";

    private readonly SharedServer<MariaDbServer> _mariaDb = new(StartMariaDbAsync);
    private readonly SharedServer<MariaDbServer> _newMariaDb = new(StartNewMariaDbAsync);
    private readonly SharedServer<MySqlServer> _mySql = new(StartMySqlAsync);

    /// <summary>One of them by name.</summary>
    public async ValueTask<MySqlFamilyServer> GetAsync(string name) => name switch
    {
        MariaDb => await _mariaDb.GetAsync(),
        NewMariaDb => await _newMariaDb.GetAsync(),
        _ => await _mySql.GetAsync(),
    };

    /// <summary>One like them for a test of its own.</summary>
    public static async Task<MySqlFamilyServer> StartAsync(string name) => name switch
    {
        MariaDb => await StartMariaDbAsync(),
        NewMariaDb => await StartNewMariaDbAsync(),
        _ => await StartMySqlAsync(),
    };

    /// <summary>How to reach one as its user with all rights.</summary>
    public static MySqlConnectionConfig Config(MySqlFamilyServer server, string database = "") => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        User = MySqlFamilyServer.User,
        Password = server.Password,
        Database = database,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _mariaDb.DisposeAsync();
        await _newMariaDb.DisposeAsync();
        await _mySql.DisposeAsync();
    }

    private static Task<MariaDbServer> StartMariaDbAsync() => MariaDbServer.StartNewAsync("--binlog-format=ROW");

    private static Task<MariaDbServer> StartNewMariaDbAsync() => MariaDbServer.StartNewerAsync(["--binlog-format=ROW"]);

    private static Task<MySqlServer> StartMySqlAsync() => MySqlServer.StartNewAsync("--gtid-mode=ON", "--enforce-gtid-consistency=ON");
}
