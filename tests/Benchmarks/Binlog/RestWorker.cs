using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>A worker as a process of its own behind Kafka Connect's REST API: ours or the reference, which take the same calls.</summary>
internal sealed class RestWorker : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ServerProcess _process;
    private readonly HttpClient _http;
    private bool _isDisposed;

    private RestWorker(ServerProcess process, int port)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    /// <summary>Its process id.</summary>
    public int Pid => _process.Pid;

    /// <summary>Processor time that it has taken.</summary>
    public double CpuSeconds => Meter.CpuSeconds(Pid);

    /// <summary>Most memory that it has had, in MiB.</summary>
    public double PeakMegabytes => Math.Round(Meter.PeakMegabytes(Pid.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Starts it and waits until its API answers.</summary>
    public static async Task<RestWorker> StartAsync(IEnumerable<string> command, int port, string log, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var worker = new RestWorker(ServerProcess.Start(command, log, environment: environment), port);
        await worker._process.ReadyAsync(worker.AnswersAsync, Patience);
        return worker;
    }

    /// <summary>Makes a connector.</summary>
    public async Task PutAsync(string name, IReadOnlyDictionary<string, string?> config) =>
        (await _http.PutAsJsonAsync($"/connectors/{name}/config", config)).EnsureSuccessStatusCode();

    /// <summary>Stops a connector and waits until it has no tasks.</summary>
    public async Task StopAsync(string name)
    {
        (await _http.PutAsync($"/connectors/{name}/stop", null)).EnsureSuccessStatusCode();
        await UntilAsync(name, status => status["tasks"]!.AsArray().Count == 0);
    }

    /// <summary>Lets a stopped connector go on.</summary>
    public async Task ResumeAsync(string name) => (await _http.PutAsync($"/connectors/{name}/resume", null)).EnsureSuccessStatusCode();

    /// <summary>The status of a connector's only task; null while it has none.</summary>
    public async Task<JsonNode?> TaskAsync(string name)
    {
        var task = await StatusAsync(name) is { } status && status["tasks"] is JsonArray { Count: > 0 } tasks ? tasks[0] : null;
        return task?["state"]?.GetValue<string>() == "FAILED" ? throw new InvalidOperationException($"{name} failed: {task["trace"]}") : task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _http.Dispose();
        await _process.StopAsync(Signals.Terminate, TimeSpan.FromSeconds(20));
        _process.Dispose();
    }

    private async Task UntilAsync(string name, Func<JsonNode, bool> condition)
    {
        for (var limit = DateTime.UtcNow + Patience; await StatusAsync(name) is not { } status || !condition(status);)
        {
            if (DateTime.UtcNow > limit)
            {
                throw new TimeoutException($"{name} does not get where it should: {await StatusAsync(name)}");
            }

            await Task.Delay(50);
        }
    }

    private async Task<JsonNode?> StatusAsync(string name)
    {
        using var answer = await _http.GetAsync($"/connectors/{name}/status");
        return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
    }

    private async ValueTask<bool> AnswersAsync()
    {
        try
        {
            using var answer = await _http.GetAsync("/connectors");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
