using System.Collections.Concurrent;
using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Offsets;
using ConnectRuntime.Runtime.Plugins;
using ConnectRuntime.Transport;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Management;

/// <summary>The connectors of this worker: wishes are stored first, then handed to the connector's own loop.</summary>
internal sealed class ConnectorManager(WorkerServices services, ConfigStore store) : IConnectorManager
{
    private readonly ConcurrentDictionary<string, ManagedConnector> _connectors = new(StringComparer.Ordinal);
    private readonly ConnectorValidator _validator = new(services.Plugins, services.Loggers);
    private readonly SemaphoreSlim _changing = new(1, 1);

    // Deleted connectors whose tasks may still be ending, by name.
    private readonly ConcurrentDictionary<string, Task> _ending = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. _connectors.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Takes up every connector that is stored. None begins before <see cref="Start"/>, so connector files can still change them.</summary>
    public void Load()
    {
        foreach (var (name, stored) in store.List())
        {
            _connectors[name] = new ManagedConnector(name, stored, services, _open.Task);
        }
    }

    /// <summary>Lets connectors begin.</summary>
    public void Start() => _open.TrySetResult();

    /// <summary>Stops every connector; what is stored stays.</summary>
    public Task StopAllAsync()
    {
        Start();
        return Task.WhenAll(_connectors.Values.Select(connector => connector.EndAsync()).Concat(_ending.Values));
    }

    /// <inheritdoc/>
    public ConnectorInfo Get(string name) => Describe(Require(name));

    /// <inheritdoc/>
    public ConnectorStatus GetStatus(string name) => Require(name).Status;

    /// <inheritdoc/>
    public async ValueTask<ConnectorInfo> CreateAsync(
        string name, IReadOnlyDictionary<string, string> config, TargetState initial, CancellationToken cancellationToken)
    {
        await ChangeAsync(name, async () =>
        {
            if (_connectors.ContainsKey(name))
            {
                throw new ManagementException(ManagementErrorKind.AlreadyExists, $"Connector {name} already exists");
            }

            await StoreAsync(name, new StoredConnector(await CheckAsync(name, config, null, cancellationToken), initial), cancellationToken);
        }, cancellationToken);
        return Get(name);
    }

    /// <inheritdoc/>
    public async ValueTask<(ConnectorInfo Info, bool Created)> PutConfigAsync(
        string name, IReadOnlyDictionary<string, string> config, CancellationToken cancellationToken)
    {
        var created = false;
        await ChangeAsync(name, async () =>
        {
            var known = _connectors.GetValueOrDefault(name)?.Stored;
            created = known is null;
            var complete = await CheckAsync(name, config, known?.Config, cancellationToken);
            await StoreAsync(name, new StoredConnector(complete, known?.Target ?? TargetState.Started), cancellationToken);
        }, cancellationToken);
        return (Get(name), created);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectorInfo> PatchConfigAsync(string name, IReadOnlyDictionary<string, string?> changes, CancellationToken cancellationToken)
    {
        await ChangeAsync(name, async () =>
        {
            var known = Require(name).Stored;
            var merged = known.Config.ToDictionary();
            foreach (var (option, value) in changes)
            {
                if (value is null)
                {
                    merged.Remove(option);
                }
                else
                {
                    merged[option] = value;
                }
            }

            await StoreAsync(name, known with { Config = await CheckAsync(name, merged, known.Config, cancellationToken) }, cancellationToken);
        }, cancellationToken);
        return Get(name);
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken) =>
        ChangeAsync(name, () => DeleteAsync(name, withFile: false, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask SetTargetStateAsync(string name, TargetState state, CancellationToken cancellationToken) => ChangeAsync(name, async () =>
    {
        var connector = Require(name);
        await store.PutTargetAsync(name, state, cancellationToken);
        connector.Want(connector.Stored with { Target = state });
    }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConnectorStatus> RestartAsync(string name, bool includeTasks, bool onlyFailed, CancellationToken cancellationToken)
    {
        var connector = Require(name);
        var connectorFailed = connector.Status.Connector.State == ConnectorState.Failed;
        if (includeTasks)
        {
            foreach (var task in connector.Tasks.Where(task => !onlyFailed || task.Status.State == ConnectorState.Failed))
            {
                task.Restart();
            }
        }

        // Planning is all that a connector does beside its tasks, so there is something to start anew only when that has failed.
        if (connectorFailed)
        {
            connector.Restart();
        }

        return new(connector.Status);
    }

    /// <inheritdoc/>
    public ValueTask RestartTaskAsync(string name, int task, CancellationToken cancellationToken)
    {
        var connector = Require(name);
        if (connector.Stored.Target == TargetState.Stopped)
        {
            throw new ManagementException(ManagementErrorKind.Conflict, $"Connector {name} is stopped and has no tasks; resume it first");
        }

        var slot = connector.Tasks.FirstOrDefault(slot => slot.Id == task)
            ?? throw new ManagementException(ManagementErrorKind.NotFound, $"Unknown task: {name}-{task}");
        slot.Restart();
        return default;
    }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> GetTaskConfigs(string name) => Require(name).TaskConfigs;

    /// <inheritdoc/>
    public IReadOnlyList<string> GetTopics(string name) =>
        !_connectors.TryGetValue(name, out var connector) ? []
        : connector.Type == ConnectorType.Sink ? [.. connector.Tasks.SelectMany(task => task.Progress.Topics).Distinct(StringComparer.Ordinal)]
        : services.Statuses.Topics(name);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ConnectorOffset>> GetOffsetsAsync(string name, CancellationToken cancellationToken)
    {
        if (Require(name).Type != ConnectorType.Sink)
        {
            return [.. new SourceOffsetStore(services.Offsets, name).List().Select(position => new ConnectorOffset.Source(position.Partition, position.Offset))];
        }

        var offsets = await services.Log.GetGroupOffsetsAsync(PipelineFactory.GroupOf(name), cancellationToken);
        return [.. offsets.OrderBy(pair => pair.Key.Topic, StringComparer.Ordinal).ThenBy(pair => pair.Key.Partition)
            .Select(pair => new ConnectorOffset.Sink(new(pair.Key.Topic, pair.Key.Partition), pair.Value))];
    }

    /// <inheritdoc/>
    public ValueTask<ValidationResult> ValidateAsync(
        IReadOnlyDictionary<string, string> config, bool probe, IReadOnlyList<SourcePosition>? positions, CancellationToken cancellationToken)
    {
        var stored = positions ?? (config.TryGetValue(CommonConfig.Name.Name, out var name) ? new SourceOffsetStore(services.Offsets, name).List() : null);
        return _validator.ValidateAsync(config, probe, stored, cancellationToken);
    }

    /// <summary>For connector files: makes or changes connectors, all those that can be at once, and remembers which files they came from.</summary>
    /// <returns>For each file why it was refused, or null.</returns>
    public async ValueTask<IReadOnlyList<ManagementException?>> ApplyFilesAsync(
        IReadOnlyList<(ConnectorFile File, string Hash)> files, CancellationToken cancellationToken)
    {
        var refused = new ManagementException?[files.Count];
        await ChangeAsync("files", async () =>
        {
            var changes = new List<ConnectorChange>();
            for (var i = 0; i < refused.Length; i++)
            {
                var (file, hash) = files[i];
                var known = _connectors.GetValueOrDefault(file.Name)?.Stored;
                try
                {
                    var complete = await CheckAsync(file.Name, file.Config, known?.Config, cancellationToken);
                    changes.Add(new ConnectorChange(file.Name, new StoredConnector(complete, known?.Target ?? file.Initial), hash));
                }
                catch (ManagementException exception)
                {
                    refused[i] = exception;
                }
            }

            await StoreAsync(changes, cancellationToken);
        }, cancellationToken);
        return refused;
    }

    /// <summary>For connector files: ends the connector of a file that is gone.</summary>
    public ValueTask RemoveFileAsync(string name, CancellationToken cancellationToken) => ChangeAsync(
        name,
        () => _connectors.ContainsKey(name)
            ? DeleteAsync(name, withFile: true, cancellationToken)
            : store.DeleteAsync(name, withFile: true, cancellationToken),
        cancellationToken);

    private async Task DeleteAsync(string name, bool withFile, CancellationToken cancellationToken)
    {
        var connector = Require(name);
        await store.DeleteAsync(name, withFile, cancellationToken);
        _connectors.TryRemove(name, out _);
        services.Statuses.RemoveTopics(name);
        _ending[name] = EndAsync(connector, _ending.GetValueOrDefault(name, Task.CompletedTask));
    }

    private async Task EndAsync(ManagedConnector connector, Task before)
    {
        await connector.EndAsync();
        await before;
        services.Statuses.Remove(connector.Name, -1);
    }

    private Task StoreAsync(string name, StoredConnector stored, CancellationToken cancellationToken) =>
        StoreAsync([new ConnectorChange(name, stored, FileHash: null)], cancellationToken);

    private async Task StoreAsync(IReadOnlyList<ConnectorChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count > 0)
        {
            await store.PutAsync(changes, cancellationToken);
        }

        foreach (var (name, stored, _) in changes)
        {
            if (_connectors.TryGetValue(name, out var known))
            {
                known.Want(stored);
                continue;
            }

            var before = _ending.TryRemove(name, out var older) ? Task.WhenAll(older, _open.Task) : _open.Task;
            _connectors[name] = new ManagedConnector(name, stored, services, before);
        }
    }

    // One change at a time keeps the stored order and the order of wishes the same.
    private async ValueTask ChangeAsync(string name, Func<Task> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await change();
        }
        catch (TopicLogException exception)
        {
            throw new ManagementException(ManagementErrorKind.Unavailable, $"Cannot store the change of connector '{name}': {exception.Message}", exception);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Checks a configuration and completes it with the name and with secrets that came back hidden.</summary>
    private async Task<IReadOnlyDictionary<string, string>> CheckAsync(
        string name, IReadOnlyDictionary<string, string> config, IReadOnlyDictionary<string, string>? previous, CancellationToken cancellationToken)
    {
        if (config.TryGetValue(CommonConfig.Name.Name, out var inside) && inside != name)
        {
            throw new ManagementException(ManagementErrorKind.Invalid, $"Connector name configuration ({inside}) doesn't match connector name in the URL ({name})");
        }

        var complete = config.ToDictionary();
        complete[CommonConfig.Name.Name] = name;
        foreach (var (option, value) in config)
        {
            if (value == Secret.Mask && previous is not null && previous.TryGetValue(option, out var kept))
            {
                complete[option] = kept;
            }
        }

        var (_, result, _) = await _validator.ValidateAsync(complete, probe: false, null, cancellationToken);
        foreach (var warning in result.Warnings)
        {
            services.Loggers.CreateLogger($"connector.{name}").LogWarning("{Warning}", warning);
        }

        var errors = result.Errors.ToList();
        return errors.Count == 0 ? complete : throw new ManagementException(
            ManagementErrorKind.Invalid,
            $"Connector configuration is invalid and contains the following {errors.Count} error(s):{string.Concat(errors.Select(error => $"\n{error}"))}\nYou can also find the above list of errors at the endpoint `/connector-plugins/{{connectorType}}/config/validate`");
    }

    private ConnectorInfo Describe(ManagedConnector connector)
    {
        var config = connector.Stored.Config;
        return new ConnectorInfo(connector.Name, connector.Type, Mask(config), connector.Tasks.Count);
    }

    // Without its plugin nobody knows which options are secret, so whatever looks like one is hidden.
    private Dictionary<string, string> Mask(IReadOnlyDictionary<string, string> config)
    {
        try
        {
            return services.Plugins.GetSpec(config.GetValueOrDefault(CommonConfig.Class.Name, string.Empty))
                .Mask(config.ToDictionary(pair => pair.Key, pair => (string?)pair.Value))
                .ToDictionary(pair => pair.Key, pair => pair.Value ?? string.Empty);
        }
        catch (ConnectException)
        {
            return config.ToDictionary(pair => pair.Key, pair => ConfigMask.LooksSecret(pair.Key) ? Secret.Mask : pair.Value);
        }
    }

    private ManagedConnector Require(string name) => _connectors.TryGetValue(name, out var connector)
        ? connector
        : throw new ManagementException(ManagementErrorKind.NotFound, $"Connector {name} not found");
}
