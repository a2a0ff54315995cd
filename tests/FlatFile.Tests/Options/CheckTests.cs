using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;

namespace ConnectRuntime.FlatFile.Tests.Options;

/// <summary>What is found before a connector starts, and how many tasks it gets.</summary>
public sealed class CheckTests : FlatFileTest
{
    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error()
    {
        var found = Assert.Single(await CheckAsync(Config(("input.path", Folder.Combine("none")))));
        Assert.Equal(("input.path", CheckSeverity.Error), (found.Subject, found.Severity));
    }

    [Fact]
    public async Task A_folder_without_files_is_a_warning() =>
        Assert.Equal(CheckSeverity.Warning, Assert.Single(await CheckAsync(Dropped())).Severity);

    [Fact]
    public async Task Headers_that_do_not_fit_are_errors_of_their_files()
    {
        Write("a.csv", "id,name\n");
        Write("b.csv", "id\n");
        var found = await CheckAsync(Dropped(("csv.first.row.as.header", "true"), ("columns", "id:int32,name:string")));
        Assert.Equal(CheckSeverity.Ok, found[0].Severity);
        Assert.Contains("2 files", found[0].Message, StringComparison.Ordinal);
        Assert.Equal(Folder.Combine("b.csv"), Assert.Single(found, result => result.Severity == CheckSeverity.Error).Subject);
        Assert.Equal(2, Directory.GetFiles(Folder.Path).Length);
    }

    [Fact]
    public async Task One_file_gets_one_task_and_a_folder_as_many_as_allowed()
    {
        Write("a.csv", "1\n");
        Assert.Single(await PlanAsync(Followed("a.csv")));
        Assert.Equal(4, (await PlanAsync(Dropped())).Count);
    }

    private static async Task<List<CheckResult>> CheckAsync(ConnectorConfig config)
    {
        var results = new List<CheckResult>();
        await new FlatFileSourceConnector().CheckAsync(Context(config), results, default);
        return results;
    }

    private static async Task<IReadOnlyList<TaskPlan>> PlanAsync(ConnectorConfig config) =>
        await new FlatFileSourceConnector().PlanAsync(Context(config), 4, default);

    private static ConnectorContext Context(ConnectorConfig config) => new("c", config, new Testing.Connectors.MemoryLog());
}
