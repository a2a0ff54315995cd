using ConnectRuntime.Benchmarks.Pipelines;
using ConnectRuntime.Testing.Generated;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>Our worker as <c>connect run</c> is started, with its embedded log.</summary>
internal sealed class OwnSide : IWorkerSide
{
    private readonly TempFolder _folder;

    private OwnSide(TempFolder folder, RestWorker worker) => (_folder, Worker) = (folder, worker);

    /// <inheritdoc/>
    public RestWorker Worker { get; }

    /// <summary>Starts it.</summary>
    public static async Task<OwnSide> StartAsync()
    {
        var folder = new TempFolder("own");
        Directory.CreateDirectory(folder.Combine("connectors"));
        var port = FreePort.Next();
        string[] options =
        [
            $"listeners=http://127.0.0.1:{port}", $"data.dir={folder.Combine("log")}",
            $"plugin.path={Bench.Plugins}", $"connector.dir={folder.Combine("connectors")}",
        ];
        string[] command = [RepositoryRoot.Full("src/Host/bin/Release/net10.0/connect"), "run", .. options.SelectMany(option => new[] { "--set", option })];
        return new OwnSide(folder, await RestWorker.StartAsync(command, port, folder.Combine("worker.log")));
    }

    /// <summary>Stops it, and reads back what it wrote: the rows that the server has.</summary>
    public async Task CheckAsync(BinlogServer server)
    {
        await Worker.DisposeAsync();
        await using var bench = await Bench.OpenTopicsAsync(_folder.Combine("log"));
        var expected = await server.SumAsync();
        expected.Expect(await TopicSum.ReadAsync(bench, $"bench.{BinlogServer.Database}.{BinlogServer.Table}", expected.Rows), "vs-reference");
    }

    /// <inheritdoc/>
    public void AddOptions(Dictionary<string, string?> options) => options["connector.class"] = "MySqlConnector";

    /// <inheritdoc/>
    public void BeginPhase()
    {
        // A task counts from its start.
    }

    /// <inheritdoc/>
    public async Task<long> RowsAsync(string name) => await Worker.TaskAsync(name) is { } task ? task["rows"]!.GetValue<long>() : 0;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        _folder.Dispose();
    }
}
