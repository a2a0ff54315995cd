using System.Collections.Concurrent;
using System.Text.Json;
using ConnectRuntime.Configuration;
using ConnectRuntime.Host.Cli;
using ConnectRuntime.Host.Tests.Fakes;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Testing.Servers;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Host.Tests.Cli;

/// <summary>Runs command lines inside this process, over a data folder of its own.</summary>
internal sealed class CliRig : IDisposable
{
    private readonly TempFolder _folder = new("cli");

    /// <summary>Makes workers; fake ones by default.</summary>
    public Func<ConnectorConfig, ILoggerFactory, IHostedWorker>? CreateWorker { get; init; }

    /// <summary>What a worker has when it has started.</summary>
    public Action<FakeConnectors> Started { get; set; } = _ => { };

    /// <summary>The data folders that workers were made for.</summary>
    public ConcurrentQueue<string> DataFolders { get; } = [];

    /// <summary>Environment variables.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The data folder.</summary>
    public string Data => _folder.Combine("data");

    /// <summary>A path below the rig's folder.</summary>
    public string Path(string name) => _folder.Combine(name);

    /// <summary>Writes a file below the rig's folder.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    /// <summary>Runs a command line that needs no worker's configuration beside the rig's.</summary>
    public Task<CliResult> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    /// <summary>Runs a command line until it ends or is asked to.</summary>
    public async Task<CliResult> RunAsync(CancellationToken stop, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CliContext(TextWriter.Synchronized(output), TextWriter.Synchronized(error))
        {
            CreateWorker = (config, loggers) =>
            {
                DataFolders.Enqueue(config.Get(WorkerConfig.DataDir));
                return CreateWorker?.Invoke(config, loggers) ?? new FakeHostedWorker(config, connectors => Started(connectors));
            },
            Environment = Environment,
        };
        var code = await ConnectCommand.RunAsync(arguments, context, stop);
        return new CliResult(code, output.ToString(), error.ToString());
    }

    /// <summary>The options that give a worker the rig's data folder and a free port.</summary>
    public string[] Worker(params string[] arguments) =>
        [.. arguments, "--set", $"data.dir={Data}", "--set", "listeners=http://127.0.0.1:0"];

    /// <summary>Where a worker that was just run listens.</summary>
    public async Task<string> UrlAsync(Task running)
    {
        var file = System.IO.Path.Combine(Data, "worker.json");
        while (!File.Exists(file))
        {
            Assert.False(running.IsCompleted, "The worker has ended.");
            await Task.Delay(10);
        }

        return JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement.GetProperty("url").GetString()!;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}

/// <summary>How a command line ended.</summary>
internal sealed record CliResult(int Code, string Out, string Error);
