using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Tests that share <see cref="BinlogServers"/>, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BinlogCollection : ICollectionFixture<BinlogServers>
{
    /// <summary>Its name.</summary>
    public const string Name = "binlog servers";
}

/// <summary>Servers whose binlogs and settings nobody else touches.</summary>
public sealed class BinlogServers : IAsyncDisposable
{
    /// <summary>MariaDB 11.6 or later, whose events inside of transactions have no positions.</summary>
    public const string NewMariaDb = "MariaDB 11";

    private readonly SharedServer<MariaDbServer> _mariaDb = new(() => MariaDbServer.StartNewAsync(["--log-bin-compress=1", "--log-bin-compress-min-len=40"]));
    private readonly SharedServer<MariaDbServer> _newMariaDb = new(() => MariaDbServer.StartNewerAsync([]));
    private readonly SharedServer<MySqlServer> _mySql = new(() => MySqlServer.StartNewAsync([]));

    /// <summary>One of them by name.</summary>
    public async ValueTask<MySqlFamilyServer> GetAsync(string name) => name switch
    {
        SourceServers.MariaDb => await _mariaDb.GetAsync(),
        NewMariaDb => await _newMariaDb.GetAsync(),
        _ => await _mySql.GetAsync(),
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _mariaDb.DisposeAsync();
        await _newMariaDb.DisposeAsync();
        await _mySql.DisposeAsync();
    }
}
