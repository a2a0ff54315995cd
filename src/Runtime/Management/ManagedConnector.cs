using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Providers;
using ConnectRuntime.Connectors;
using ConnectRuntime.Runtime.Errors;
using ConnectRuntime.Runtime.Pipelines;
using ConnectRuntime.Runtime.Plugins;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Management;

/// <summary>One connector: a loop of its own that brings what runs into line with what is wanted.</summary>
/// <remarks>
/// Thread-safe. Wishes replace each other and never wait; a plugin that hangs delays this connector and nobody else. A new
/// wish cancels a start that is under way, and a start that does not heed that is left behind.
/// </remarks>
internal sealed class ManagedConnector
{
    private readonly WorkerServices _services;
    private readonly PipelineFactory _pipelines;
    private readonly ILogger _log;
    private readonly Backoff _backoff;
    private readonly PauseGate _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _lock = new();
    private readonly Task _loop;
    private CancellationTokenSource _starting = new();
    private Wish _wish;
    private TaskStatus _status;
    private volatile TaskSlot[] _tasks = [];
    private volatile IReadOnlyList<IReadOnlyDictionary<string, string>> _taskConfigs = [];

    /// <param name="name">Its name.</param>
    /// <param name="stored">What is wanted.</param>
    /// <param name="services">What pipelines share.</param>
    /// <param name="before">Ends when it may begin: an older connector of that name has ended by then.</param>
    public ManagedConnector(string name, StoredConnector stored, WorkerServices services, Task before)
    {
        Name = name;
        _services = services;
        _pipelines = new PipelineFactory(services, name);
        _log = services.Loggers.CreateLogger($"connector.{name}");
        _backoff = NewBackoff();
        _wish = new Wish(stored, Version: 0, IsDeleted: false);
        _status = new TaskStatus(-1, ConnectorState.Unassigned) { WorkerId = services.WorkerId, Since = services.Clock.GetUtcNow() };
        _loop = Task.Run(() => LoopAsync(before));
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What is wanted.</summary>
    public StoredConnector Stored
    {
        get
        {
            lock (_lock)
            {
                return _wish.Stored;
            }
        }
    }

    /// <summary>Which way it moves data.</summary>
    public ConnectorType Type => TypeOf(_services.Plugins, Stored.Config);

    /// <summary>Configurations of its tasks, secrets hidden.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs => _taskConfigs;

    /// <summary>Its tasks.</summary>
    public IReadOnlyList<TaskSlot> Tasks => _tasks;

    /// <summary>What it and its tasks are doing.</summary>
    public ConnectorStatus Status
    {
        get
        {
            var tasks = _tasks.Select(task => task.Status).ToList();
            lock (_lock)
            {
                var paused = _status.State == ConnectorState.Running && _gate.IsClosed;
                return new ConnectorStatus(Name, Type, paused ? _status with { State = ConnectorState.Paused } : _status, tasks);
            }
        }
    }

    /// <summary>Which way a configuration's connector moves data.</summary>
    public static ConnectorType TypeOf(IPluginCatalog plugins, IReadOnlyDictionary<string, string> config) =>
        plugins.Find(config.GetValueOrDefault(CommonConfig.Class.Name, string.Empty))?.Type switch
        {
            PluginType.Source => ConnectorType.Source,
            PluginType.Sink => ConnectorType.Sink,
            _ => ConnectorType.Unknown,
        };

    /// <summary>Wants another configuration or target.</summary>
    public void Want(StoredConnector stored) => Change(wish =>
    {
        var sameConfig = stored.Config.Count == wish.Stored.Config.Count && !stored.Config.Except(wish.Stored.Config).Any();
        return new Wish(stored, sameConfig ? wish.Version : wish.Version + 1, IsDeleted: false);
    });

    /// <summary>Wants everything started anew.</summary>
    public void Restart() => Change(wish =>
    {
        _status = _status with { State = ConnectorState.Restarting, Trace = null, NextStart = null };
        return wish with { Version = wish.Version + 1 };
    });

    /// <summary>Ends it for good; its tasks have ended, or were given up, when this returns.</summary>
    public Task EndAsync()
    {
        Change(wish => wish with { IsDeleted = true });
        return _loop;
    }

    private void Change(Func<Wish, Wish> change)
    {
        lock (_lock)
        {
            _wish = change(_wish);
            _ = _starting.CancelAsync();
        }

        _wake.Release();
    }

    private async Task LoopAsync(Task before)
    {
        await before;
        for (long? running = null; ;)
        {
            Wish wish;
            CancellationToken replaced;
            lock (_lock)
            {
                wish = _wish;
                _starting = new CancellationTokenSource();
                replaced = _starting.Token;
            }

            if (running is not null && (wish.IsDeleted || wish.Version != running || wish.Stored.Target == TargetState.Stopped))
            {
                await StopTasksAsync();
                running = null;
            }

            if (wish.IsDeleted)
            {
                await _pipelines.DisposeAsync();
                return;
            }

            var wait = Timeout.InfiniteTimeSpan;
            if (wish.Stored.Target == TargetState.Stopped)
            {
                Set(new TaskStatus(-1, ConnectorState.Stopped));
            }
            else
            {
                FollowTarget(wish.Stored.Target);
                if (running is null)
                {
                    wait = await TryStartAsync(wish, replaced);
                    running = wait == Timeout.InfiniteTimeSpan ? wish.Version : null;
                }
            }

            await _wake.WaitAsync(wait);
        }
    }

    private void FollowTarget(TargetState target)
    {
        if (target == TargetState.Paused)
        {
            _gate.Close();
        }
        else
        {
            _gate.Open();
        }
    }

    /// <summary>Starts the tasks.</summary>
    /// <returns>How long to wait before trying again; without end where it worked.</returns>
    private async Task<TimeSpan> TryStartAsync(Wish wish, CancellationToken replaced)
    {
        try
        {
            await StartTasksAsync(wish.Stored.Config, replaced);
            _backoff.Reset();
            Set(new TaskStatus(-1, ConnectorState.Running));
            return Timeout.InfiniteTimeSpan;
        }
        catch (Exception) when (replaced.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception exception)
        {
            var wait = _backoff.Next();
            Set(new TaskStatus(-1, ConnectorState.Failed)
            {
                Trace = ErrorMapping.Describe(exception),
                Restarts = _backoff.Failures,
                NextStart = _services.Clock.GetUtcNow() + wait,
            });
            _log.LogError("Connector {Name} cannot be started, trying again in {Wait:0.0} s: {Error}", Name, wait.TotalSeconds, ErrorMapping.Describe(exception));
            return wait;
        }
    }

    private async Task StartTasksAsync(IReadOnlyDictionary<string, string> raw, CancellationToken replaced)
    {
        var plugin = _services.Plugins.Create<IConnector>(raw.GetValueOrDefault(CommonConfig.Class.Name, string.Empty));
        var spec = ConnectorSpec.For(_services.Plugins, plugin);
        var resolved = await ConfigResolver.BuiltIn.ResolveAsync(raw.ToDictionary(pair => pair.Key, pair => (string?)pair.Value), replaced);
        var config = spec.Parse(resolved).Require($"connector '{Name}'");
        // On a thread of its own, since a plugin may block before its first await.
        var planning = Task.Run(
            () => plugin.PlanAsync(new ConnectorContext(Name, config, _log), config.Get(CommonConfig.TasksMax), replaced).AsTask(), CancellationToken.None);
        var plans = await planning.WaitAsync(replaced);
        var version = _services.Plugins.Find(raw[CommonConfig.Class.Name])?.Version;
        var patience = _services.Config.Get(WorkerConfig.ShutdownTimeout);
        var slots = new TaskSlot[plans.Count];
        var configs = new IReadOnlyDictionary<string, string>[plans.Count];
        for (var i = 0; i < slots.Length; i++)
        {
            var parts = new TaskParts(Name, plugin, config.WithTask(plans[i].Options), i, plans.Count, _gate);
            configs[i] = Masked(spec, raw, plans[i].Options);
            var initial = new TaskStatus(i, ConnectorState.Unassigned) { Version = version, WorkerId = _services.WorkerId, Since = _services.Clock.GetUtcNow() };
            slots[i] = new TaskSlot(
                initial, progress => _pipelines.Create(parts, progress), status => _services.Statuses.Put(Name, status), _gate, patience, NewBackoff(), _log, _services.Clock);
        }

        _taskConfigs = configs;
        _tasks = slots;
        lock (_lock)
        {
            _status = _status with { Version = version };
        }
    }

    private static Dictionary<string, string> Masked(ConfigSpec spec, IReadOnlyDictionary<string, string> raw, IReadOnlyDictionary<string, string> own) =>
        spec.Mask(raw.Concat(own).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => (string?)group.Last().Value))
            .ToDictionary(pair => pair.Key, pair => pair.Value ?? string.Empty);

    private Backoff NewBackoff() => new(_services.Config.Get(WorkerConfig.RestartBackoff), _services.Config.Get(WorkerConfig.RestartBackoffMax));

    private async Task StopTasksAsync()
    {
        var tasks = _tasks;
        await Task.WhenAll(tasks.Select(task => task.StopAsync()));
        _tasks = [];
        _taskConfigs = [];
        foreach (var task in tasks)
        {
            _services.Statuses.Remove(Name, task.Id);
        }
    }

    private void Set(TaskStatus status)
    {
        lock (_lock)
        {
            var isSame = _status.State == status.State && _status.Trace == status.Trace;
            _status = status with
            {
                WorkerId = _services.WorkerId,
                Version = status.Version ?? _status.Version,
                Since = isSame ? _status.Since : _services.Clock.GetUtcNow(),
            };
            if (!isSame)
            {
                _services.Statuses.Put(Name, _status);
            }
        }
    }

    /// <summary>What is wanted of the connector.</summary>
    /// <param name="Stored">Configuration and target.</param>
    /// <param name="Version">Tasks started for another version are started anew.</param>
    /// <param name="IsDeleted">Whether it is to end.</param>
    private sealed record Wish(StoredConnector Stored, long Version, bool IsDeleted);
}
