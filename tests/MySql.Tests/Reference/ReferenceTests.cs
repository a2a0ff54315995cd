using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>Our records beside those that the reference connector wrote for the same statements and the same configuration.</summary>
public abstract class ReferenceTests(ReferenceServers servers, string flavor)
{
    /// <summary>Runs a case with all its configurations at once, and fails for differences that are not meant and for meant ones that do not occur.</summary>
    protected async Task CompareAsync(string name)
    {
        var reference = new ReferenceCase(name);
        var server = await servers.GetAsync(flavor);
        await server.ResetAsync();
        await server.RunAsync(reference.Setup);
        var since = await server.PositionAsync();
        var runs = reference.Variants(flavor).Select(variant => new ReferenceRun(variant, server.Server)).ToList();
        try
        {
            await Task.WhenAll(runs.Select(run => run.OpenAsync()));
            await Task.WhenAll(runs.Select(run => run.ReadAsync(run.Golden.Records.Count(record => record.IsOfSnapshot))));
            await ChangeAsync(reference, server, runs);
            var placeholders = new Placeholders(since, await server.EventsAsync(since));
            Judge(runs, [.. runs.SelectMany(run => RecordComparison.Of(run.Variant, run.Golden, [.. run.Records.Select(placeholders.Apply)], run.Failure))]);
        }
        finally
        {
            foreach (var run in runs)
            {
                await run.DisposeAsync();
            }
        }
    }

    private static async Task ChangeAsync(ReferenceCase reference, ReferenceServer server, List<ReferenceRun> runs)
    {
        var parts = reference.Changes.ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var isLast = i == parts.Count - 1;
            await server.RunAsync(parts[i]);
            await Task.WhenAll(runs.Select(run => run.ReadAsync(isLast ? run.Golden.Records.Count : run.Records.Count + 1)));
            await Task.WhenAll(runs.Where(_ => !isLast).Select(run => run.OpenAsync()));
        }
    }

    private static void Judge(List<ReferenceRun> runs, List<Difference> found)
    {
        var unknown = found.Where(difference => !IntendedDifferences.All.Any(intended => intended.Covers(difference)));
        var absent = IntendedDifferences.All
            .Where(intended => runs.Any(run => intended.Concerns(run.Variant.Name)) && !found.Any(intended.Covers))
            .Select(intended => $"{intended.Case} | {intended.Topic} | {intended.Path} does not occur: {intended.Reason}");
        string[] problems = [.. unknown.Select(difference => difference.ToString()), .. absent];
        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }
}

/// <summary>The cases on MySQL.</summary>
public sealed class MySqlReferenceTests(ReferenceServers servers) : ReferenceTests(servers, SourceServers.MySql)
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => [.. ReferenceCase.Names(SourceServers.MySql)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Records_are_those_of_the_reference(string name) => CompareAsync(name);
}

/// <summary>The cases on MariaDB.</summary>
public sealed class MariaDbReferenceTests(ReferenceServers servers) : ReferenceTests(servers, SourceServers.MariaDb)
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => [.. ReferenceCase.Names(SourceServers.MariaDb)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Records_are_those_of_the_reference(string name) => CompareAsync(name);
}
