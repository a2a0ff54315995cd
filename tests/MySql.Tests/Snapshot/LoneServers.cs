using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Servers of one test class, which locks, stops and kills them; its tests run one after the other.</summary>
public sealed class LoneServers : IAsyncDisposable
{
    private readonly SharedServer<MariaDbServer> _mariaDb = new(() => MariaDbServer.StartNewAsync());
    private readonly SharedServer<MySqlServer> _mySql = new(() => MySqlServer.StartNewAsync());

    /// <summary>One of them by name.</summary>
    public async ValueTask<MySqlFamilyServer> GetAsync(string name) => name == "MariaDB" ? await _mariaDb.GetAsync() : await _mySql.GetAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _mariaDb.DisposeAsync();
        await _mySql.DisposeAsync();
    }
}
