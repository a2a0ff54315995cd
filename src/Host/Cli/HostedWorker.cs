using ConnectRuntime.Configuration;
using ConnectRuntime.Formats;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Plugins;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Cli;

/// <summary>The worker of the runtime.</summary>
internal sealed class HostedWorker(ConnectorConfig config, ILoggerFactory logging) : IHostedWorker
{
    private readonly Worker _worker = Worker.Create(config, logging);
    private volatile bool _isStarted;

    /// <inheritdoc/>
    public WorkerHealth Health => _isStarted ? _worker.Health : WorkerHealth.Starting;

    /// <inheritdoc/>
    public string ClusterId => _isStarted ? _worker.ClusterId : string.Empty;

    /// <inheritdoc/>
    public IConnectorManager Connectors => _worker.Connectors;

    /// <inheritdoc/>
    public IPluginCatalog Plugins => _worker.Plugins;

    /// <inheritdoc/>
    public ITopicLog Log => _worker.Log;

    /// <inheritdoc/>
    public IRecordFormat Format => _worker.Format;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> RefusedFiles => _worker.RefusedFiles;

    /// <inheritdoc/>
    public async Task StartAsync(string workerId, CancellationToken cancellationToken)
    {
        _worker.WorkerId = workerId;
        await _worker.StartAsync(cancellationToken);
        _isStarted = true;
    }

    /// <inheritdoc/>
    public Task OpenTopicsAsync(CancellationToken cancellationToken) => _worker.OpenTopicsAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _worker.DisposeAsync();
}
