using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>All that one worker has: a folder with its data, connector files and the files it reads, a port, and its processes.</summary>
/// <remarks>Everything is below one temporary folder; disposing it kills what runs and removes the folder, and a watcher does when the tests die.</remarks>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly TempFolder _folder = new("e2e");
    private readonly List<ConnectProcess> _processes = [];

    /// <summary>Makes the folders and the worker's configuration.</summary>
    public Workplace()
    {
        Directory.CreateDirectory(Connectors);
        Directory.CreateDirectory(Files);
        Write(Config, $$"""
            {
              // A failed task is looked at many times a second here.
              "task.restart.backoff.ms": 100,
              "task.restart.backoff.max.ms": 500,
              "data.dir": "{{Data}}",
              "connector.dir": "{{Connectors}}",
              "plugin.path": "{{Product.Plugins}}",
              "listeners": "http://127.0.0.1:{{Port}}",
            }
            """);
    }

    /// <summary>The port of the REST API.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>The data folder.</summary>
    public string Data => _folder.Combine("data");

    /// <summary>The folder of connector files.</summary>
    public string Connectors => _folder.Combine("connectors");

    /// <summary>The folder of files that sources read.</summary>
    public string Files => _folder.Combine("files");

    /// <summary>The worker's configuration.</summary>
    public string Config => _folder.Combine("worker.json");

    /// <summary>Variables that processes get.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Something in the folder.</summary>
    public string Combine(string name) => _folder.Combine(name);

    /// <summary>The path of a file that a source reads.</summary>
    public string FileOf(string name) => Path.Combine(Files, name);

    /// <summary>Writes a file, at once whole.</summary>
    public static void Write(string path, string text)
    {
        File.WriteAllText(path + ".part", text);
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>Writes a connector file.</summary>
    public void WriteConnector(string name, ConnectorOptions options) => Write(ConnectorFile(name), options.ToFile(name));

    /// <summary>The path of a connector file.</summary>
    public string ConnectorFile(string name) => Path.Combine(Connectors, name + ".json");

    /// <summary>Starts <c>connect run</c> and does not wait for anything.</summary>
    /// <param name="arguments">More arguments.</param>
    public ConnectProcess Start(params string[] arguments) => StartIn([], arguments);

    /// <summary>Starts <c>connect run</c> by another program, which must replace itself by it.</summary>
    public ConnectProcess StartIn(string[] wrapper, params string[] arguments)
    {
        var log = _folder.Combine($"connect-{_processes.Count}.log");
        var server = ServerProcess.Start([.. wrapper, Product.Program, "run", "--config", Config, .. arguments], log, _folder.Path, Environment);
        var process = new ConnectProcess(server, new Uri($"http://127.0.0.1:{Port}/"));
        _processes.Add(process);
        return process;
    }

    /// <summary>Starts <c>connect run</c> and waits until it is ready.</summary>
    public async Task<ConnectProcess> StartReadyAsync(params string[] arguments)
    {
        var process = Start(arguments);
        await process.ReadyAsync();
        return process;
    }

    /// <summary>Runs <c>connect run --once</c> to its end, which must be good.</summary>
    public async Task<ConnectProcess> MoveAllAsync()
    {
        var process = Start("--once", "--once-timeout", "100");
        var code = await process.ExitAsync();
        Assert.True(code == 0, $"connect run --once ended with {code}: {process.LogTail()}");
        return process;
    }

    /// <summary>Runs another verb of <c>connect</c> to its end.</summary>
    public Task<ProcessResult> RunAsync(params string[] arguments) =>
        ProcessRunner.RunAsync(Product.Program, [.. arguments, "--config", Config], Environment);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _folder.Dispose();
    }
}
