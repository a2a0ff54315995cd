using System.Net;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Faults;

/// <summary>A disk that is full: the source waits and says so, and goes on when there is space again.</summary>
/// <remarks>The data folder is a small file system that only the worker sees, and that goes with it.</remarks>
public class DiskFaultTests(PostgresFixture postgres)
{
    private const string Mount = "mkdir -p \"$0\" && mount -t tmpfs -o size=24m tmpfs \"$0\" && exec \"$@\"";
    private const int Rows = 150_000;

    [Fact]
    public async Task A_source_waits_for_space()
    {
        if (await WhyImpossibleAsync() is { } reason)
        {
            Assert.Skip(reason);
        }

        var target = await Target.CreateAsync(await postgres.ServerAsync());
        await target.CreateTablesAsync("rows");
        await using var place = new Workplace();
        place.Environment[Target.PasswordVariable] = target.Password;
        SampleRows.Unique.WriteFile(place.FileOf("rows.csv"), 1, Rows);
        place.WriteConnector("sink", target.Inserting("rows", "${topic}"));
        var process = place.StartIn(["unshare", "--mount", "sh", "-c", Mount, place.Data]);
        await process.ReadyAsync();
        var seen = $"/proc/{process.Pid}/root{place.Data}";
        await File.WriteAllBytesAsync(Path.Combine(seen, "ballast"), new byte[20 * 1024 * 1024]);

        place.WriteConnector("source", SampleRows.Source("rows", place.FileOf("rows.csv")));
        await process.StatusAsync("source", "waits for space", view => view.State == "RUNNING" && view.Detail.Contains("LOG009", StringComparison.Ordinal));
        await process.LogsAsync("the disk is full");
        var before = await target.CountAsync("rows");
        Assert.InRange(before, 0, Rows - 1);
        Assert.Contains("\"sink\"", await process.Rest.ExpectAsync(HttpStatusCode.OK, "GET", "connectors"), StringComparison.Ordinal);

        File.Delete(Path.Combine(seen, "ballast"));
        await target.HasAsync("rows", Rows, process);
        await target.InsertedOnceAsync("rows", SampleRows.Unique, Rows);
        await process.StatusAsync("source", "is well", view => view.IsWell);
        // Over REST, because nobody else sees the folder.
        TopicDump.Parse(await process.Rest.ExpectAsync(HttpStatusCode.OK, "GET", "x/topics/rows/records")).HoldsOnce(Rows);
        Assert.Equal(0, await process.StopAsync());
    }

    private static async Task<string?> WhyImpossibleAsync()
    {
        using var folder = new TempFolder("mount");
        var tried = await ProcessRunner.RunAsync("unshare", ["--mount", "sh", "-c", Mount, folder.Path, "true"]);
        return tried.ExitCode == 0 ? null : $"A file system of its own cannot be mounted here: {tried.Error.Trim()}";
    }
}
