using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.Oracle;

/// <summary>After a script of statements the rows that the stream gave are those of a snapshot, and those are what the server says they are.</summary>
public sealed class ValueOracleTests(SourceServers servers)
{
    public static TheoryData<string, string, string> Cases =>
    [
        .. from server in new[] { SourceServers.MariaDb, SourceServers.NewMariaDb, SourceServers.MySql }
           from script in new[] { nameof(ValueScripts.Keys), nameof(ValueScripts.Edges), nameof(ValueScripts.Transactions), nameof(ValueScripts.MariaDb) }
           from image in new[] { "FULL", "MINIMAL" }
           where server != SourceServers.MySql || script != nameof(ValueScripts.MariaDb)
           select (server, script, image),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_stream_gives_what_the_server_has(string server, string script, string image)
    {
        var oracle = new ValueOracle(await servers.GetAsync(server), image);
        await oracle.RunAsync(script switch
        {
            nameof(ValueScripts.Keys) => ValueScripts.Keys,
            nameof(ValueScripts.Edges) => ValueScripts.Edges,
            nameof(ValueScripts.Transactions) => ValueScripts.Transactions,
            _ => ValueScripts.MariaDb,
        });
        Assert.True(oracle.Differences.Count == 0, string.Join('\n', oracle.Differences));
        Assert.True(oracle.Rows > 5);
    }
}
