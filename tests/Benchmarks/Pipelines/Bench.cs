using System.Diagnostics;
using System.Text.Json;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Testing.Generated;
using ConnectRuntime.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectRuntime.Benchmarks.Pipelines;

/// <summary>A worker as <c>connect run</c> composes it, in a folder of its own: plugins from their folders, connectors from JSON files.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly TempFolder _folder = new("bench");

    private Bench(string? data = null)
    {
        Directory.CreateDirectory(Connectors);
        var options = new Dictionary<string, string?>
        {
            ["data.dir"] = data ?? _folder.Combine("log"),
            ["plugin.path"] = Plugins,
            ["connector.dir"] = Connectors,
        };
        Worker = Worker.Create(WorkerConfig.Spec.Parse(options).Require("the rig"), NullLoggerFactory.Instance);
    }

    /// <summary>Where connectors are built to.</summary>
    public static string Plugins => RepositoryRoot.Full("artifacts/plugins/Release");

    /// <summary>The worker.</summary>
    public Worker Worker { get; }

    /// <summary>The folder for whatever a rig needs.</summary>
    public TempFolder Folder => _folder;

    private string Connectors => _folder.Combine("connectors");

    /// <summary>A worker whose topics are open, and nothing else.</summary>
    /// <param name="data">Where the topics are; null for a new folder.</param>
    public static async Task<Bench> OpenTopicsAsync(string? data = null)
    {
        var bench = new Bench(data);
        await bench.Worker.OpenTopicsAsync(default);
        return bench;
    }

    /// <summary>A worker without connectors, running.</summary>
    public static async Task<Bench> StartAsync()
    {
        var bench = new Bench();
        await bench.Worker.StartAsync(default);
        return bench;
    }

    /// <summary>Makes a connector from JSON, as REST does.</summary>
    public async Task CreateAsync(string name, string json, TargetState initial = TargetState.Started)
    {
        var file = ConnectorFile.Parse(System.Text.Encoding.UTF8.GetBytes(json), name);
        await Worker.Connectors.CreateAsync(name, file.Config, initial, default);
    }

    /// <summary>Waits until a connector's only task has moved so many rows and everything is durable.</summary>
    public async Task SettledAsync(string name, long rows, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        for (; ; )
        {
            var status = Worker.Connectors.GetStatus(name);
            if (status.Tasks.Append(status.Connector).FirstOrDefault(part => part.State == ConnectorState.Failed) is { } failed)
            {
                throw new InvalidOperationException($"{name} failed: {failed.Trace}");
            }

            if (status.Tasks is [{ IsIdle: true } task] && task.Rows >= rows)
            {
                return;
            }

            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"{name} has moved {status.Tasks.Sum(task => task.Rows)} of {rows} rows after {limit}: {string.Concat(status.Tasks.Select(task => task.Detail))}");
            }

            await Task.Delay(5);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A text as a JSON string.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text);
}
