using System.Text;
using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Statements by chance, one after the other, with the catalog compared after each. A failure names the seed and the statements.</summary>
public class RandomDdlTests(SourceServers servers, ITestOutputHelper output)
{
    private const int Statements = 120;

    private static bool IsLong => Environment.GetEnvironmentVariable("CONNECTRUNTIME_LONG") == "1";

    public static TheoryData<string, int> Seeds()
    {
        var seeds = new TheoryData<string, int>();
        for (var seed = 1; seed <= (IsLong ? 160 : 2); seed++)
        {
            seeds.Add(SourceServers.MariaDb, seed);
            seeds.Add(SourceServers.MySql, seed);
        }

        return seeds;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_catalog_follows_whatever_comes(string server, int seed)
    {
        await using var oracle = await DdlOracle.StartAsync(servers, server);
        var random = new RandomDdl(new Random(seed), server == SourceServers.MariaDb);
        var problems = new StringBuilder();
        var (applied, refused, reread) = (0, 0, 0);
        await oracle.TryRunAsync(seed % 2 == 0 ? "SET SESSION sql_mode = ''" : "SET SESSION sql_mode = DEFAULT");
        while (applied < Statements && refused < 20 * Statements)
        {
            var sql = random.Next(oracle.Catalog, oracle.Database);
            if (await oracle.TryRunAsync(sql) is not { } outcome)
            {
                refused++;
                continue;
            }

            applied++;
            reread += outcome.Reread.Length;
            if (outcome.Problem is { } problem)
            {
                problems.AppendLine($"UNREADABLE {problem}\n  {sql}");
            }

            await oracle.RereadAsync(outcome);
            if (await oracle.DifferenceAsync() is { Length: > 0 } difference)
            {
                problems.AppendLine($"DIFFERENT {difference}  {sql}");
            }
        }

        output.WriteLine($"seed {seed}: {applied} statements applied, {refused} refused by the server, {reread} tables read again");
        Assert.True(problems.Length == 0, $"seed {seed}\n{problems}");
    }
}
