using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Servers of one test class, which locks, stops and kills them; its tests run one after the other.</summary>
public sealed class LoneServers : IAsyncDisposable
{
    private readonly SharedServer<MySqlFamilyServer> _mariaDb = new(() => SourceServers.StartAsync(SourceServers.MariaDb));
    private readonly SharedServer<MySqlFamilyServer> _mySql = new(() => SourceServers.StartAsync(SourceServers.MySql));

    /// <summary>One of them by name.</summary>
    public ValueTask<MySqlFamilyServer> GetAsync(string name) => (name == SourceServers.MariaDb ? _mariaDb : _mySql).GetAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _mariaDb.DisposeAsync();
        await _mySql.DisposeAsync();
    }
}
