using ConnectRuntime.Configuration;
using ConnectRuntime.Formats;
using ConnectRuntime.Host.Cli;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Plugins;
using ConnectRuntime.Transport;
using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Host.Tests.Fakes;

/// <summary>A worker of fake connectors over a real data folder.</summary>
internal sealed class FakeHostedWorker(ConnectorConfig config, Action<FakeConnectors> started) : IHostedWorker
{
    private readonly FakeWorker _fake = new();
    private EmbeddedTopicLog? _log;

    /// <inheritdoc/>
    public WorkerHealth Health { get; private set; } = WorkerHealth.Starting;

    /// <inheritdoc/>
    public string ClusterId => _log?.ClusterId ?? "";

    /// <inheritdoc/>
    public IConnectorManager Connectors => _fake.Connectors;

    /// <inheritdoc/>
    public IPluginCatalog Plugins => _fake.Plugins;

    /// <inheritdoc/>
    public ITopicLog Log => _log!;

    /// <inheritdoc/>
    public IRecordFormat Format => _fake.Format;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> RefusedFiles => _fake.Fake.RefusedFiles;

    /// <inheritdoc/>
    public async Task StartAsync(string workerId, CancellationToken cancellationToken)
    {
        await OpenTopicsAsync(cancellationToken);
        started(_fake.Fake);
        Health = WorkerHealth.Healthy;
    }

    /// <inheritdoc/>
    public Task OpenTopicsAsync(CancellationToken cancellationToken)
    {
        _log = EmbeddedTopicLog.Open(new EmbeddedLogOptions(config.Get(WorkerConfig.DataDir)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _log?.DisposeAsync() ?? default;
}
