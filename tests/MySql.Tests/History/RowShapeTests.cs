using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>After every statement of every case, the table as it was parsed and the rows as the server logs them from then on.</summary>
public class RowShapeTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(SourceServers.MariaDb, "FULL")]
    [InlineData(SourceServers.MariaDb, "NO_LOG")]
    [InlineData(SourceServers.NewMariaDb, "FULL")]
    [InlineData(SourceServers.NewMariaDb, "NO_LOG")]
    [InlineData(SourceServers.MySql, "FULL")]
    [InlineData(SourceServers.MySql, "MINIMAL")]
    public async Task Rows_have_the_shape_of_the_parsed_table(string name, string metadata)
    {
        string[] settings = [$"--binlog-row-metadata={metadata}", "--binlog-format=ROW"];
        await using MySqlFamilyServer server = name switch
        {
            SourceServers.MariaDb => await MariaDbServer.StartNewAsync(settings),
            SourceServers.NewMariaDb => await MariaDbServer.StartNewerAsync(settings),
            _ => await MySqlServer.StartNewAsync(settings),
        };
        var (compared, empty) = (0, new List<string>());
        foreach (var (_, topic, script) in DdlCases.All.Where(entry => entry.Server == name))
        {
            await using var oracle = await DdlOracle.StartAsync(server, usesBinlog: true);
            oracle.Shapes = await RowShapes.StartAsync(SourceServers.Config(server), metadata == "FULL");
            await oracle.RunAsync(script);
            compared += oracle.Shapes.Compared;
            empty.AddRange(oracle.Shapes.Empty.Select(line => $"{topic} {line}"));
        }

        output.WriteLine($"{compared} definitions compared with rows; {empty.Count} took no row:\n{string.Join('\n', empty)}");
        Assert.True(compared > 200, $"Only {compared} definitions took a row.");
        Assert.True(empty.Count * 20 < compared, $"{empty.Count} of {compared} definitions took no row:\n{string.Join('\n', empty)}");
    }
}
