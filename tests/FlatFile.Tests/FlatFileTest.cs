using System.Text;
using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;
using ConnectRuntime.Testing.Connectors;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.FlatFile.Tests;

/// <summary>A folder, a configuration with short waits, and tasks over them.</summary>
public abstract class FlatFileTest : IDisposable
{
    /// <summary>The files.</summary>
    protected TempFolder Folder { get; } = new("flatfile");

    /// <summary>Positions that are kept over restarts.</summary>
    protected MemoryPositions Positions { get; set; } = new();

    /// <summary>What the tasks have logged.</summary>
    protected MemoryLog Log { get; } = new();

    /// <summary>What the tasks have published.</summary>
    protected MemoryMetrics Metrics { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes a file.</summary>
    protected string Write(string name, string text, Encoding? encoding = null) => Write(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    /// <summary>Writes a file.</summary>
    protected string Write(string name, byte[] bytes)
    {
        var path = Folder.Combine(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Adds to a file.</summary>
    protected void Append(string name, string text) => File.AppendAllText(Folder.Combine(name), text, new UTF8Encoding(false));

    /// <summary>A configuration of the whole folder, where files are complete at once.</summary>
    protected ConnectorConfig Dropped(params (string Name, string Value)[] options) =>
        Config([("input.path", Folder.Path), ("file.complete.after.ms", "0"), .. options]);

    /// <summary>A configuration of one file that is followed for ever.</summary>
    protected ConnectorConfig Followed(string name, params (string Name, string Value)[] options) =>
        Config([("file", Folder.Combine(name)), .. options]);

    /// <summary>A configuration with short waits; later options win.</summary>
    protected static ConnectorConfig Config(params (string Name, string Value)[] options)
    {
        var values = new Dictionary<string, string?> { ["topic"] = "t", ["scan.interval.ms"] = "10", ["empty.poll.wait.ms"] = "5" };
        foreach (var (name, value) in options)
        {
            values[name] = value;
        }

        return new FlatFileSourceConnector().Config.Parse(values).Require("the test");
    }

    /// <summary>Opens a task over the positions.</summary>
    protected Task<SourceRun> OpenAsync(ConnectorConfig config, int maxRows = 1000, int task = 0, int tasks = 1) => SourceRun.OpenAsync(
        new FlatFileSourceTask(),
        new FakeSourceContext(config) { Stored = Positions, Logged = Log, Figures = Metrics, TaskId = task, TaskCount = tasks },
        maxRows);

    /// <summary>Everything that a task reads until nothing comes any more.</summary>
    protected async Task<List<ReadRow>> AllAsync(ConnectorConfig config, int maxRows = 1000)
    {
        await using var run = await OpenAsync(config, maxRows);
        return await run.DrainAsync();
    }

    /// <summary>The values of rows, none of which may have failed.</summary>
    protected static IEnumerable<string?> Values(IEnumerable<ReadRow> rows) =>
        rows.Select(row => row.Error is null ? row.Value : throw new InvalidOperationException(row.Error));

    /// <summary>Expects a failure with a code.</summary>
    protected static async Task<ConnectException> FailsAsync(ErrorKind kind, string code, Func<Task> action)
    {
        var failure = await Assert.ThrowsAsync<ConnectException>(action);
        Assert.Equal((kind, code), (failure.Kind, failure.Code));
        return failure;
    }
}
