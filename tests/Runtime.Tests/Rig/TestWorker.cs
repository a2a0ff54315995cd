using ConnectRuntime.Configuration;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Testing.Servers;
using ConnectRuntime.Testing.Transport;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Tests.Rig;

/// <summary>A real worker over the embedded log in a folder of its own, that can be stopped, started again and killed.</summary>
internal sealed class TestWorker : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder;
    private readonly Dictionary<string, string?> _options;
    private readonly List<Worker> _abandoned = [];
    private Worker? _worker;

    private TestWorker(FaultyFileSystem? disk, (string Name, string Value)[] options)
    {
        Disk = disk;
        // Memory where there is any: what is tested here is not the disk.
        _folder = new TempFolder("runtime", Directory.Exists("/dev/shm") ? "/dev/shm" : null);
        Directory.CreateDirectory(ConnectorFolder);
        _options = new Dictionary<string, string?>
        {
            ["data.dir"] = disk is null ? _folder.Combine("data") : "/data",
            ["connector.dir"] = ConnectorFolder,
            ["plugin.path"] = PluginFolder,
            ["task.restart.backoff.ms"] = "20",
            ["task.restart.backoff.max.ms"] = "100",
            ["offset.flush.interval.ms"] = "100",
        };
        foreach (var (name, value) in options)
        {
            _options[name] = value;
        }
    }

    public FaultyFileSystem? Disk { get; private set; }

    public LogLines Log { get; } = new();

    public string ConnectorFolder => _folder.Combine("connectors");

    public string PluginFolder => _folder.Combine("plugins");

    public Worker Worker => _worker!;

    public IConnectorManager Connectors => Worker.Connectors;

    public ITopicLog Topics => Worker.Log;

    public static Task<TestWorker> StartAsync(params (string Name, string Value)[] options) => StartAsync(null, options);

    public static async Task<TestWorker> StartAsync(FaultyFileSystem? disk, params (string Name, string Value)[] options)
    {
        var worker = new TestWorker(disk, options);
        await worker.UpAsync();
        return worker;
    }

    /// <summary>A worker that is not started yet, so that plugins and connector files can be put in place.</summary>
    public static TestWorker Prepare(params (string Name, string Value)[] options) => new(null, options);

    public async Task UpAsync()
    {
        _worker = Worker.Create(WorkerConfig.Spec.Parse(_options).Require("worker"), Log);
        if (Disk is not null)
        {
            _worker.Files = Disk;
        }

        await _worker.StartAsync(None);
    }

    /// <summary>Stops it as an operator does.</summary>
    public async Task DownAsync()
    {
        await Worker.DisposeAsync();
        _worker = null;
    }

    public async Task RestartAsync()
    {
        await DownAsync();
        await UpAsync();
    }

    /// <summary>Starts another worker over what a power cut would have left, without stopping this one, which goes on over a disk of its own.</summary>
    public async Task CrashAsync(Func<FaultyFileSystem, FaultyFileSystem> crash)
    {
        _abandoned.Add(Worker);
        Disk = crash(Disk!);
        await UpAsync();
    }

    public ValueTask<ConnectorInfo> CreateAsync(string name, params (string Name, string Value)[] config) =>
        Connectors.CreateAsync(name, Config(config), TargetState.Started, None);

    public static Dictionary<string, string> Config(params (string Name, string Value)[] config) => config.ToDictionary(pair => pair.Name, pair => pair.Value);

    /// <summary>The one task of a connector.</summary>
    public ConnectRuntime.Runtime.Management.TaskStatus Task(string name, int id = 0) =>
        Connectors.GetStatus(name).Tasks.FirstOrDefault(task => task.Id == id) ?? new ConnectRuntime.Runtime.Management.TaskStatus(id, ConnectorState.Unassigned);

    public Task UntilAsync(string name, ConnectorState state) => Until.True(
        () => Task(name).State == state, () => $"{Connectors.GetStatus(name).Connector} {Task(name)}\n{Log}", $"{name} is {state}");

    public Task UntilIdleAsync(params string[] names) => Until.True(
        () => names.All(name => Connectors.GetStatus(name).Tasks is { Count: > 0 } tasks && tasks.All(task => task.IsIdle)),
        () => string.Join('\n', names.SelectMany(name => Connectors.GetStatus(name).Tasks)) + $"\n{Log}",
        $"{string.Join(", ", names)} idle");

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _abandoned.Append(_worker).OfType<Worker>())
        {
            await worker.DisposeAsync();
        }

        _folder.Dispose();
    }
}
