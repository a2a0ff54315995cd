using ConnectRuntime.Configuration;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Cli;

/// <summary>A worker with an empty data folder of its own: it knows the plugins, has no connectors, and disturbs no other worker.</summary>
internal sealed class ValidationBench : IAsyncDisposable
{
    private readonly IHostedWorker _worker;
    private readonly string _folder;

    private ValidationBench(IHostedWorker worker, string folder) => (_worker, _folder) = (worker, folder);

    /// <summary>What validates.</summary>
    public IConnectorManager Connectors => _worker.Connectors;

    /// <summary>Starts one.</summary>
    /// <param name="context">Makes the worker.</param>
    /// <param name="config">The user's worker configuration, for its plugins.</param>
    /// <param name="logging">Where problems of plugins are told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ValidationBench> StartAsync(
        CliContext context, ConnectorConfig config, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("connect-validate-").FullName;
        var values = config.Raw.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        values[WorkerConfig.DataDir.Name] = Path.Combine(folder, "data");
        values[WorkerConfig.ConnectorDir.Name] = Path.Combine(folder, "connectors");
        var worker = context.CreateWorker(WorkerConfig.Spec.Parse(values).Require("the worker"), logging);
        var bench = new ValidationBench(worker, folder);
        try
        {
            await worker.StartAsync("validate", cancellationToken);
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
