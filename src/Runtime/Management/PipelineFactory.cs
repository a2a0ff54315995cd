using System.Text.RegularExpressions;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Formats;
using ConnectRuntime.Runtime.Errors;
using ConnectRuntime.Runtime.Offsets;
using ConnectRuntime.Runtime.Pipelines;
using ConnectRuntime.Runtime.Plugins;
using ConnectRuntime.Runtime.Storage;
using ConnectRuntime.Runtime.Telemetry;
using ConnectRuntime.Transforms;
using ConnectRuntime.Transport;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Management;

/// <summary>What the pipelines of a worker share.</summary>
internal sealed record WorkerServices(
    ConnectorConfig Config, ITopicLog Log, IRecordFormat Format, IPluginCatalog Plugins, CompactedTopic Offsets, StatusStore Statuses,
    MemoryBudget Memory, ILoggerFactory Loggers, TimeProvider Clock, string WorkerId);

/// <summary>What one task of a connector is made of.</summary>
/// <param name="Connector">The connector's name.</param>
/// <param name="Plugin">The connector.</param>
/// <param name="Config">Its configuration with the task's own options.</param>
/// <param name="Id">The task's number.</param>
/// <param name="Count">How many tasks there are.</param>
/// <param name="Gate">Closed while the connector is paused.</param>
internal sealed record TaskParts(string Connector, IConnector Plugin, ConnectorConfig Config, int Id, int Count, PauseGate Gate);

/// <summary>Composes the pipelines of one connector's tasks out of the worker's services and the connector's configuration.</summary>
internal sealed class PipelineFactory(WorkerServices services, string name) : IAsyncDisposable
{
    // One store for all tasks, so that each sees what another has written.
    private readonly TaskStore _store = new(services.Log, name);
    private readonly SignalQueue _signals = new();

    /// <summary>The consumer group of a sink connector, as Kafka Connect names it.</summary>
    public static string GroupOf(string connector) => $"connect-{connector}";

    /// <summary>The pattern of a sink's topics. Topics of the runtime itself and the sink's own dead letters are no data, so it leaves them out.</summary>
    public static string PatternOf(string pattern, params IEnumerable<string> internalTopics)
    {
        var names = internalTopics.Where(topic => topic.Length > 0).Select(Regex.Escape);
        return $"(?!(?:{string.Join('|', names)}|{Regex.Escape(InternalTopics.StorePrefix)}.*)$)(?:{pattern})";
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>A pipeline that has not begun.</summary>
    public ITaskRunner Create(TaskParts parts, TaskProgress progress)
    {
        var logger = services.Loggers.CreateLogger($"connector.{parts.Connector}");
        var settings = new TaskSettings
        {
            Connector = parts.Connector,
            TaskId = parts.Id,
            TaskCount = parts.Count,
            Config = parts.Config,
            Worker = services.Config,
            Log = services.Log,
            Format = services.Format,
            Transforms = Transforms(parts.Config),
            Errors = new ErrorPolicy(parts.Config, parts.Connector, parts.Id, logger, services.Clock),
            Progress = progress,
            Gate = parts.Gate,
            Memory = services.Memory,
            Logger = logger,
            Clock = services.Clock,
        };
        return parts.Plugin is ISourceConnector source
            ? new DeferredRunner(stop => SourceAsync(settings, source, stop))
            : Sink(settings, (ISinkConnector)parts.Plugin);
    }

    private async Task<ITaskRunner> SourceAsync(TaskSettings settings, ISourceConnector source, CancellationToken stop)
    {
        var offsets = new SourceOffsetStore(services.Offsets, settings.Connector);
        var topics = new TopicDirectory(
            services.Log,
            settings.Config.Get(CommonConfig.TopicPartitions),
            settings.Config.Get(CommonConfig.TopicReplication),
            topic => services.Statuses.PutTopic(settings.Connector, settings.TaskId, topic));
        if (settings.Errors.Topic.Length > 0)
        {
            await services.Log.CreateTopicAsync(new TopicSpec(settings.Errors.Topic, 1), stop);
        }

        var id = $"connect-{settings.Connector}-{settings.TaskId}";
        var producer = await services.Log.CreateProducerAsync(new ProducerOptions(id) { TransactionalId = id }, stop);
        var cache = new StreamEncoderCache(services.Format, services.Format, topics);
        var encoder = new BatchEncoder(cache, settings.Errors, services.Config.Get(WorkerConfig.MaxValueBytes));
        var context = new SourceContext(settings, offsets, _store, _signals);
        return new SourceTaskRunner(settings, source.CreateTask(), context, new SourceWriter(settings, encoder, producer, offsets, topics));
    }

    private SinkTaskRunner Sink(TaskSettings settings, ISinkConnector sink)
    {
        var id = $"connect-{settings.Connector}-{settings.TaskId}";
        var pattern = settings.Config.Get(CommonConfig.TopicsRegex);
        var consumer = new ConsumerOptions(id)
        {
            Group = GroupOf(settings.Connector),
            Topics = settings.Config.Get(CommonConfig.Topics),
            TopicPattern = pattern.Length == 0 ? null : PatternOf(
                pattern, InternalTopics.Schemas, settings.Errors.Topic,
                services.Config.Get(WorkerConfig.ConfigTopic), services.Config.Get(WorkerConfig.OffsetTopic), services.Config.Get(WorkerConfig.StatusTopic)),
        };
        return new SinkTaskRunner(settings, sink.CreateTask, new SinkDeadLetters(services.Log, settings.Errors, id), consumer);
    }

    private TransformChain Transforms(ConnectorConfig config)
    {
        var predicates = config.Members(ConnectorSpec.PredicateFamily(services.Plugins)).ToDictionary(member => member.Key, member => Predicate(member.Value));
        var steps = new List<TransformStep>();
        foreach (var (alias, member) in config.Members(ConnectorSpec.TransformFamily(services.Plugins)))
        {
            var transform = services.Plugins.Create<ITransform>(member.Get(CommonConfig.MemberType));
            transform.Configure(member);
            var predicate = member.Get(CommonConfig.MemberPredicate);
            steps.Add(new TransformStep(alias, transform, predicate.Length == 0 ? null : predicates[predicate], member.Get(CommonConfig.MemberNegate)));
        }

        return new TransformChain(steps);
    }

    private IPredicate Predicate(ConnectorConfig member)
    {
        var predicate = services.Plugins.Create<IPredicate>(member.Get(CommonConfig.MemberType));
        predicate.Configure(member);
        return predicate;
    }

    /// <summary>A pipeline whose parts are made when it begins, because making them needs the topic log.</summary>
    private sealed class DeferredRunner(Func<CancellationToken, Task<ITaskRunner>> create) : ITaskRunner
    {
        private volatile ITaskRunner? _runner;

        public async Task RunAsync(Action started, StopSignal stop)
        {
            _runner = await create(stop.Finish);
            await _runner.RunAsync(started, stop);
        }

        public void Abandon() => _runner?.Abandon();
    }
}
