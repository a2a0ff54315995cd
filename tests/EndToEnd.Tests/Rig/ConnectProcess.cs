using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>A running <c>connect run</c>.</summary>
internal sealed class ConnectProcess(ServerProcess process, Uri address) : IAsyncDisposable
{
    /// <summary>Its REST API.</summary>
    public RestClient Rest { get; } = new(address);

    /// <summary>Its process id.</summary>
    public int Pid => process.Pid;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => process.IsRunning;

    /// <summary>All that it has written to its output and its log.</summary>
    public string Log => File.Exists(process.LogFile) ? File.ReadAllText(process.LogFile) : string.Empty;

    /// <summary>The end of that.</summary>
    public string LogTail() => process.LogTail();

    /// <summary>Waits until REST answers and every connector has begun.</summary>
    public Task ReadyAsync() => Until.TrueAsync(
        "the worker is ready", () => IsRunning ? Log.Contains("REST API listens on", StringComparison.Ordinal) : throw Ended(), LogTail);

    /// <summary>Waits until the log holds a text.</summary>
    public Task LogsAsync(string text) => Until.TrueAsync($"the log says '{text}'", () => Log.Contains(text, StringComparison.Ordinal), LogTail);

    /// <summary>Waits until a status of a connector says something.</summary>
    public Task StatusAsync(string connector, string what, Func<ConnectorView, bool> condition)
    {
        ConnectorView? last = null;
        return Until.TrueAsync(
            $"{connector} {what}",
            async () => (last = IsRunning ? await Rest.TryStatusAsync(connector) : throw Ended()) is { } view && condition(view),
            () => $"Status: {last}. Log: {LogTail()}");
    }

    /// <summary>Waits until a task of a connector has failed and the log tells it too, and returns the trace that REST shows.</summary>
    public async Task<string> FailureAsync(string connector, string contains)
    {
        var trace = string.Empty;
        await StatusAsync(connector, $"fails with '{contains}'", view => view.State == "FAILED" && (trace = view.Trace).Contains(contains, StringComparison.Ordinal));
        trace = trace.Trim();
        await LogsAsync(trace);
        return trace;
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(int signal) => process.Signal(signal);

    /// <summary>Waits for its end and returns its exit code.</summary>
    public Task<int> ExitAsync() => process.ExitAsync().WaitAsync(TimeSpan.FromSeconds(110));

    /// <summary>Asks it to end and returns its exit code.</summary>
    public Task<int> StopAsync(int signal = Signals.Terminate)
    {
        Signal(signal);
        return ExitAsync();
    }

    /// <summary>Kills it.</summary>
    public Task KillAsync() => process.KillAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        if (IsRunning)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private InvalidOperationException Ended() => new($"The worker has ended: {LogTail()}");
}
