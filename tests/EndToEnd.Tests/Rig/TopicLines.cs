using System.Diagnostics;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>The records of a topic that is too large to be held, one line after the other.</summary>
internal static class TopicLines
{
    /// <summary>Shows each line of <c>connect topics show NAME --json</c> to <paramref name="take"/> as it is printed.</summary>
    public static async Task ReadAsync(Workplace place, string topic, Action<string> take)
    {
        var start = new ProcessStartInfo(Product.Program, ["topics", "show", topic, "--json", "--config", place.Config]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            take(line);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
