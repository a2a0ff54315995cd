using System.Diagnostics;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Repo.Tests.Servers;

/// <summary>Programs are run to their end, or ended with their children.</summary>
public class ProcessRunnerTests
{
    [Fact]
    public async Task Output_error_input_and_exit_code_are_taken()
    {
        var result = await ProcessRunner.RunAsync(
            "sh", ["-c", "cat; echo \"$X\" >&2; exit 3"], new Dictionary<string, string?> { ["X"] = "y z" }, "in put");

        Assert.Equal(new ProcessResult(3, "in put", "y z\n"), result);
        Assert.Contains("y z", Assert.Throws<InvalidOperationException>(result.OutputOrThrow).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Much_output_on_both_sides_does_not_block()
    {
        var result = await ProcessRunner.RunAsync("sh", ["-c", "head -c 500000 /dev/zero; head -c 500000 /dev/zero >&2"]);
        Assert.Equal((500_000, 500_000), (result.Output.Length, result.Error.Length));
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_killed_with_its_children()
    {
        using var folder = new TempFolder();
        var pidFile = folder.Combine("pid");
        var since = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<TimeoutException>(() => ProcessRunner.RunAsync(
            "sh", ["-c", $"echo begun; sleep 60 & echo $! > '{pidFile}'; wait"], timeout: TimeSpan.FromSeconds(1)));

        Assert.Contains("begun", error.Message, StringComparison.Ordinal);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(20));
        Assert.True(Signals.Ends(int.Parse(await File.ReadAllTextAsync(pidFile), null)));
    }

    [Fact]
    public void Ports_are_free_and_differ()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePort.Next()).ToList();
        Assert.Equal(50, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 20_000, 32_000));
    }
}
