using ConnectRuntime.Avro;
using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Configuration;
using ConnectRuntime.Formats;
using ConnectRuntime.Runtime.Pipelines;
using ConnectRuntime.Runtime.Plugins;
using ConnectRuntime.Runtime.Storage;
using ConnectRuntime.Transport;
using ConnectRuntime.Transport.Embedded;
using ConnectRuntime.Transport.Embedded.Files;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Management;

/// <summary>The process: topics, plugins, stored connectors and their pipelines.</summary>
/// <remarks>Start it once, dispose it once. Everything it keeps is in topics, so a process that dies is made anew from the same data folder.</remarks>
public sealed class Worker : IAsyncDisposable
{
    private static readonly TimeSpan FileInterval = TimeSpan.FromSeconds(2);

    private readonly ConnectorConfig _config;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<IAsyncDisposable> _stores = [];
    private ITopicLog? _topics;
    private ConnectorManager? _connectors;
    private ConnectorFiles? _files;
    private IRecordFormat? _format;
    private Task _watching = Task.CompletedTask;
    private volatile WorkerHealth _health = WorkerHealth.Starting;

    private Worker(ConnectorConfig config, ILoggerFactory loggers, TimeProvider clock)
    {
        _config = config;
        _loggers = loggers;
        _clock = clock;
        _log = loggers.CreateLogger("worker");
        Plugins = PluginCatalog.Scan(config.Get(WorkerConfig.PluginPath), loggers.CreateLogger("plugins"));
    }

    /// <summary>The connectors; there is none before the worker is started.</summary>
    public IConnectorManager Connectors => _connectors ?? throw NotStarted();

    /// <summary>The plugins.</summary>
    public IPluginCatalog Plugins { get; }

    /// <summary>The topics.</summary>
    public ITopicLog Log => _topics ?? throw NotStarted();

    /// <summary>The format of records.</summary>
    public IRecordFormat Format => _format ?? throw NotStarted();

    /// <summary>Connector files that cannot be applied as they are, with the reason.</summary>
    public IReadOnlyDictionary<string, string> RefusedFiles => _files?.Refused ?? new Dictionary<string, string>();

    /// <summary>Whether it is ready.</summary>
    public WorkerHealth Health => _health;

    /// <summary>An identity that stays with the data.</summary>
    public string ClusterId => Log.ClusterId;

    /// <summary>Host and port under which statuses name this worker; set it before the start.</summary>
    public string WorkerId { get; set; } = "127.0.0.1:8083";

    /// <summary>The files under the topics; tests bring ones that fail.</summary>
    internal ILogFileSystem Files { get; set; } = LocalFileSystem.Instance;

    /// <summary>A worker that has read its plugins and nothing else.</summary>
    /// <param name="config">Parsed by <see cref="WorkerConfig.Spec"/>.</param>
    /// <param name="loggers">Makes the logs of all its parts.</param>
    /// <param name="clock">The clock; the system's by default.</param>
    public static Worker Create(ConnectorConfig config, ILoggerFactory loggers, TimeProvider? clock = null) =>
        new(config, loggers, clock ?? TimeProvider.System);

    /// <summary>Opens the topics with their format and starts nothing, so that records can be read.</summary>
    /// <exception cref="TopicLogException">The data folder cannot be used; says why.</exception>
    public async Task OpenTopicsAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(_config.Get(WorkerConfig.DataDir));
        _topics = EmbeddedTopicLog.Open(new EmbeddedLogOptions(folder)
        {
            // A topic that somebody deletes must not come back with another number of partitions because records were on their way.
            AutoCreateTopics = false,
            FileSystem = Files,
            Log = line => _log.LogInformation("{Line}", line),
        });
        var schemas = new TopicSchemaLog(_topics);
        _stores.Add(schemas);
        _format = new AvroFormat(await EmbeddedSchemaRegistry.OpenAsync(schemas, cancellationToken));
    }

    /// <summary>Opens the topics, reads what is stored, starts every connector, and applies connector files.</summary>
    /// <exception cref="TopicLogException">The data folder cannot be used; says why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await OpenTopicsAsync(cancellationToken);
        var offsets = await OpenAsync(WorkerConfig.OffsetTopic, cancellationToken);
        var configs = await OpenAsync(WorkerConfig.ConfigTopic, cancellationToken);
        var statuses = new StatusStore(await OpenAsync(WorkerConfig.StatusTopic, cancellationToken), WorkerId, _clock, _log);
        var services = new WorkerServices(
            _config, Log, Format, Plugins, offsets, statuses, new MemoryBudget(_config.Get(WorkerConfig.MemoryBudget)), _loggers, _clock, WorkerId);
        var store = new ConfigStore(configs);
        _connectors = new ConnectorManager(services, store);
        _files = new ConnectorFiles(_config.Get(WorkerConfig.ConnectorDir), _connectors, store, _log);
        _connectors.Load();
        await _files.ApplyAsync(cancellationToken);
        _connectors.Start();
        _watching = Task.Run(() => WatchAsync(_files), CancellationToken.None);
        _health = WorkerHealth.Healthy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        if (_connectors is not null)
        {
            await _connectors.StopAllAsync();
        }

        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        if (_topics is not null)
        {
            await _topics.DisposeAsync();
        }
    }

    private static InvalidOperationException NotStarted() => new("The worker is not started.");

    private async Task<CompactedTopic> OpenAsync(ConfigKey<string> name, CancellationToken cancellationToken)
    {
        var topic = await CompactedTopic.OpenAsync(_topics!, _config.Get(name), cancellationToken);
        _stores.Add(topic);
        return topic;
    }

    private async Task WatchAsync(ConnectorFiles files)
    {
        using var timer = new PeriodicTimer(FileInterval, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await LookAsync(files);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    // Listing topics goes through the log, so a log that has failed shows here.
    private async Task LookAsync(ConnectorFiles files)
    {
        try
        {
            await Log.ListTopicsAsync(_stop.Token);
            await files.ApplyAsync(_stop.Token);
            _health = WorkerHealth.Healthy;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _health = WorkerHealth.Unhealthy;
            _log.LogError("The worker cannot do its regular round: {Error}", Errors.ErrorMapping.Describe(exception));
        }
    }
}
