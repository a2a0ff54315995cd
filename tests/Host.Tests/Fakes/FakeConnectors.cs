using System.Collections.Concurrent;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Management;
using TaskStatus = ConnectRuntime.Runtime.Management.TaskStatus;

namespace ConnectRuntime.Host.Tests.Fakes;

/// <summary>Connectors in memory that take every configuration of a known class and move nothing.</summary>
internal sealed class FakeConnectors(FakePlugins plugins) : IConnectorManager
{
    /// <summary>Connector files that were refused.</summary>
    public Dictionary<string, string> RefusedFiles { get; } = [];

    private readonly ConcurrentDictionary<string, Entry> _all = new(StringComparer.Ordinal);

    /// <summary>What has been asked for, in order, such as <c>restart a True False</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Answers instead of the next validation.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What live checks of a connector find.</summary>
    public List<CheckResult> Findings { get; } = [];

    /// <summary>The positions that the last validation was given.</summary>
    public IReadOnlyList<SourcePosition>? Positions { get; private set; }

    /// <summary>Offsets by connector.</summary>
    public Dictionary<string, IReadOnlyList<ConnectorOffset>> Offsets { get; } = [];

    /// <summary>Topics by connector.</summary>
    public Dictionary<string, IReadOnlyList<string>> Topics { get; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. _all.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Makes a connector that runs.</summary>
    public void Add(string name, IReadOnlyDictionary<string, string> config) => _all[name] = Plan(config, TargetState.Started);

    /// <summary>Sets what a task of a connector shows.</summary>
    public void SetTask(string name, TaskStatus status) => _all[name].Tasks[status.Id] = status;

    /// <inheritdoc/>
    public ConnectorInfo Get(string name)
    {
        var entry = Require(name);
        return new ConnectorInfo(name, entry.Type, entry.Config, entry.Tasks.Count);
    }

    /// <inheritdoc/>
    public ConnectorStatus GetStatus(string name)
    {
        var entry = Require(name);
        return new ConnectorStatus(name, entry.Type, Status(-1, entry.State), [.. entry.Tasks.Values]);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectorInfo> CreateAsync(
        string name, IReadOnlyDictionary<string, string> config, TargetState initial, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var entry = Plan(config, initial);
        return _all.TryAdd(name, entry)
            ? Get(name)
            : throw new ManagementException(ManagementErrorKind.AlreadyExists, $"Connector {name} already exists");
    }

    /// <inheritdoc/>
    public async ValueTask<(ConnectorInfo Info, bool Created)> PutConfigAsync(
        string name, IReadOnlyDictionary<string, string> config, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var entry = Plan(config, TargetState.Started);
        var created = _all.TryAdd(name, entry);
        _all[name] = entry;
        return (Get(name), created);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectorInfo> PatchConfigAsync(
        string name, IReadOnlyDictionary<string, string?> changes, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var config = new Dictionary<string, string>(Require(name).Config);
        foreach (var (key, value) in changes)
        {
            config.Remove(key);
            if (value is not null)
            {
                config[key] = value;
            }
        }

        _all[name] = Plan(config, TargetState.Started);
        return Get(name);
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Require(name);
        _all.TryRemove(name, out _);
    }

    /// <inheritdoc/>
    public async ValueTask SetTargetStateAsync(string name, TargetState state, CancellationToken cancellationToken)
    {
        await Task.Yield();
        _all[name] = Plan(Require(name).Config, state);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectorStatus> RestartAsync(
        string name, bool includeTasks, bool onlyFailed, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Require(name);
        Calls.Enqueue($"restart {name} {includeTasks} {onlyFailed}");
        return GetStatus(name);
    }

    /// <inheritdoc/>
    public async ValueTask RestartTaskAsync(string name, int task, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var entry = Require(name);
        if (entry.State == ConnectorState.Stopped)
        {
            throw new ManagementException(ManagementErrorKind.Conflict, $"Connector {name} is stopped");
        }

        _ = entry.Tasks.ContainsKey(task) ? true : throw NotFound($"no task {task}");
        Calls.Enqueue($"restart task {name}-{task}");
    }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> GetTaskConfigs(string name)
    {
        var entry = Require(name);
        return [.. entry.Tasks.Keys.Select(_ => entry.Config)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> GetTopics(string name) => Topics.GetValueOrDefault(name) ?? [];

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ConnectorOffset>> GetOffsetsAsync(string name, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Require(name);
        return Offsets.GetValueOrDefault(name) ?? [];
    }

    /// <inheritdoc/>
    public async ValueTask<ValidationResult> ValidateAsync(
        IReadOnlyDictionary<string, string> config, bool probe, IReadOnlyList<SourcePosition>? positions, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Calls.Enqueue($"validate {probe}");
        Positions = positions;
        if (Failure is { } failure)
        {
            Failure = null;
            throw failure;
        }

        var type = config.GetValueOrDefault("connector.class") ?? "";
        var spec = plugins.Find(type) is null
            ? throw new ManagementException(ManagementErrorKind.Invalid, $"Unknown class {type}")
            : plugins.GetSpec(type);
        return new ValidationResult(spec, spec.Parse(config.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)), probe ? Findings : []);
    }

    private static TaskStatus Status(int id, ConnectorState state) => new(id, state) { WorkerId = "127.0.0.1:8083", Version = "1.0" };

    private static ManagementException NotFound(string text) => new(ManagementErrorKind.NotFound, text);

    private Entry Require(string name) => _all.GetValueOrDefault(name) ?? throw NotFound($"no connector {name}");

    private Entry Plan(IReadOnlyDictionary<string, string> config, TargetState target)
    {
        var plugin = plugins.Find(config.GetValueOrDefault("connector.class") ?? "")
            ?? throw new ManagementException(ManagementErrorKind.Invalid, "CFG010: Cannot use the configuration: no such class.");
        var state = target switch
        {
            TargetState.Paused => ConnectorState.Paused,
            TargetState.Stopped => ConnectorState.Stopped,
            _ => ConnectorState.Running,
        };
        var count = state == ConnectorState.Stopped ? 0 : int.Parse(config.GetValueOrDefault("tasks.max") ?? "1", null);
        var tasks = new SortedDictionary<int, TaskStatus>(Enumerable.Range(0, count).ToDictionary(id => id, id => Status(id, state)));
        var type = plugin.Type == Runtime.Plugins.PluginType.Source ? ConnectorType.Source : ConnectorType.Sink;
        return new Entry(config, type, state, tasks);
    }

    private sealed record Entry(
        IReadOnlyDictionary<string, string> Config, ConnectorType Type, ConnectorState State, SortedDictionary<int, TaskStatus> Tasks);
}
