using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Statements applied to the catalog, against what the server says of the tables afterwards.</summary>
public class DdlTests(SourceServers servers)
{
    public static TheoryData<string, string, bool> Cases()
    {
        var cases = new TheoryData<string, string, bool>();
        foreach (var (server, name, _) in DdlCases.All)
        {
            if (!DdlCases.OnlyInBinlog.Contains(name))
            {
                cases.Add(server, name, false);
            }

            cases.Add(server, name, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_catalog_says_what_the_server_says(string server, string name, bool usesBinlog)
    {
        await using var oracle = await DdlOracle.StartAsync(servers, server, usesBinlog);
        await oracle.RunAsync(DdlCases.All.Single(entry => entry.Server == server && entry.Name == name).Script);
    }
}
