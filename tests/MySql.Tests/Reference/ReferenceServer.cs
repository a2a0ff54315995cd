using System.Globalization;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

[assembly: AssemblyFixture(typeof(ConnectRuntime.MySql.Tests.Reference.ReferenceServers))]

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>The servers that the reference is compared on, set up as those that it was recorded on. A case has its server for itself.</summary>
public sealed class ReferenceServers : IAsyncDisposable
{
    private readonly SharedServer<MariaDbServer> _mariaDb = new(() => MariaDbServer.StartNewAsync("--binlog-row-metadata=FULL"));
    private readonly SharedServer<MySqlServer> _mySql = new(() => MySqlServer.StartNewAsync("--binlog-row-metadata=FULL", "--binlog-rows-query-log-events=ON"));

    /// <summary>One of them by name.</summary>
    internal async ValueTask<ReferenceServer> GetAsync(string flavor) => flavor == SourceServers.MariaDb
        ? new ReferenceServer(await _mariaDb.GetAsync(), "mariadb", isMariaDb: true)
        : new ReferenceServer(await _mySql.GetAsync(), "mysql", isMariaDb: false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _mariaDb.DisposeAsync();
        await _mySql.DisposeAsync();
    }
}

/// <summary>Where a server's binary log stood once a case was set up.</summary>
/// <param name="File">The file.</param>
/// <param name="Position">The place in it.</param>
/// <param name="Gtids">The transactions so far.</param>
internal sealed record BasePosition(string File, long Position, string Gtids);

/// <summary>A server as the reference was recorded on it: statements by its own client, and an empty log before each case.</summary>
internal sealed class ReferenceServer(MySqlFamilyServer server, string client, bool isMariaDb)
{
    private static readonly string[] BuiltIn = ["mysql", "sys", "information_schema", "performance_schema"];

    /// <summary>The server.</summary>
    public MySqlFamilyServer Server => server;

    /// <summary>Drops what other cases left, and begins the binary log anew.</summary>
    public async Task ResetAsync()
    {
        foreach (var database in (await RowsAsync("show databases")).Select(row => row[0]).Except(BuiltIn))
        {
            await RunAsync($"drop database `{database}`");
        }

        await RunAsync(isMariaDb ? "reset master" : "reset binary logs and gtids");
    }

    /// <summary>Runs statements; lines that are comments are left out, other comments reach the server.</summary>
    public Task<string> RunAsync(string sql) => server.RunAsync(
        client,
        string.Join('\n', sql.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal))),
        "--comments", "--default-character-set=utf8mb4", "--user=root", $"--socket={server.Socket}", "-N", "--batch");

    /// <summary>Where the log ends now.</summary>
    public async Task<BasePosition> PositionAsync()
    {
        var row = (await RowsAsync(isMariaDb ? "show master status" : "show binary log status"))[0];
        var gtids = isMariaDb ? await RunAsync("select @@global.gtid_binlog_pos") : row[4];
        return new BasePosition(row[0], long.Parse(row[1], CultureInfo.InvariantCulture), gtids.Trim());
    }

    /// <summary>The number of each event since a position, by its place: sizes of events differ from run to run, their order does not.</summary>
    public async Task<Dictionary<long, int>> EventsAsync(BasePosition since)
    {
        var found = new Dictionary<long, int>();
        var (number, end) = (0, since.Position);
        foreach (var row in await RowsAsync($"show binlog events in '{since.File}' from {since.Position}"))
        {
            if (row[2] != "Binlog_checkpoint")
            {
                // Events of a compressed transaction all have its place; the last one counts.
                found[long.Parse(row[1], CultureInfo.InvariantCulture)] = number++;
                end = long.Parse(row[4], CultureInfo.InvariantCulture);
            }
        }

        found.TryAdd(end, number);
        return found;
    }

    private async Task<List<string[]>> RowsAsync(string sql) =>
        [.. (await RunAsync(sql)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
}
