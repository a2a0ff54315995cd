using System.Globalization;
using System.Text.Json;
using ConnectRuntime.Testing.Generated;
using Xunit;

namespace ConnectRuntime.Testing.Long;

/// <summary>Tests that are small by default and whole where <c>CONNECTRUNTIME_LONG</c> is 1, and the figures that they leave.</summary>
public static class LongRun
{
    private static readonly Lock Gate = new();

    /// <summary>Whether all of it is asked for.</summary>
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("CONNECTRUNTIME_LONG") == "1";

    /// <summary>The file that figures are added to, a JSON object a line.</summary>
    public static string File { get; } = RepositoryRoot.Full(".cache/test-results/figures.jsonl");

    /// <summary>One number or the other.</summary>
    public static int Of(int small, int whole) => IsWhole ? whole : small;

    /// <summary>Tells the figures of a run in the test's output and adds them to the file.</summary>
    public static void Tell(string test, params (string Name, double Value)[] figures)
    {
        var line = $"{{\"test\":{JsonSerializer.Serialize(test)},\"whole\":{(IsWhole ? "true" : "false")}"
            + string.Concat(figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $",\"{figure.Name}\":{Math.Round(figure.Value, 3)}"))) + "}";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        lock (Gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.AppendAllText(File, line + "\n");
        }
    }
}
