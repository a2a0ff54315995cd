using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>The reference worker: Kafka Connect with Debezium, and the broker that it writes to, from KAFKA_HOME and DEBEZIUM_HOME.</summary>
internal sealed class ReferenceSide : IWorkerSide
{
    private readonly TempFolder _folder;
    private readonly ServerProcess _broker;
    private readonly string _bootstrap;
    private readonly KafkaTopicFile _topic;
    private long _base;

    private ReferenceSide(TempFolder folder, ServerProcess broker, RestWorker worker, string bootstrap)
    {
        (_folder, _broker, Worker, _bootstrap) = (folder, broker, worker, bootstrap);
        _topic = new KafkaTopicFile(folder.Combine("kafka", $"bench.{BinlogServer.Database}.{BinlogServer.Table}-0"));
    }

    /// <inheritdoc/>
    public RestWorker Worker { get; }

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? WhyMissing => Home("KAFKA_HOME") is null ? "KAFKA_HOME names no distribution of Apache Kafka."
        : Home("DEBEZIUM_HOME") is null ? "DEBEZIUM_HOME names no folder with the plugin debezium-connector-mysql." : null;

    /// <summary>Starts a broker and a worker with a heap of 2 GB.</summary>
    public static async Task<ReferenceSide> StartAsync()
    {
        var folder = new TempFolder("reference");
        var (port, controller, rest) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        var bin = Path.Combine(Home("KAFKA_HOME")!, "bin");
        await File.WriteAllTextAsync(folder.Combine("kafka.properties"), $"""
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:{controller}
            listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
            controller.listener.names=CONTROLLER
            log.dirs={folder.Combine("kafka")}
            num.partitions=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            group.initial.rebalance.delay.ms=0
            """);
        string[] format = ["format", "-t", "4L6g3nShT-eMCtK--X86sw", "-c", folder.Combine("kafka.properties")];
        (await ProcessRunner.RunAsync(Path.Combine(bin, "kafka-storage.sh"), format)).OutputOrThrow();
        string[] serve = [Path.Combine(bin, "kafka-server-start.sh"), folder.Combine("kafka.properties")];
        var broker = ServerProcess.Start(serve, folder.Combine("kafka.log"), environment: Heap("512m"));
        await broker.ReadyAsync(() => new(HasStarted(folder.Combine("kafka.log"))), TimeSpan.FromMinutes(1));
        await File.WriteAllTextAsync(folder.Combine("worker.properties"), $"""
            bootstrap.servers=127.0.0.1:{port}
            group.id=reference
            key.converter=org.apache.kafka.connect.json.JsonConverter
            value.converter=org.apache.kafka.connect.json.JsonConverter
            key.converter.schemas.enable=false
            value.converter.schemas.enable=false
            config.storage.topic=reference-config
            offset.storage.topic=reference-offset
            status.storage.topic=reference-status
            config.storage.replication.factor=1
            offset.storage.replication.factor=1
            status.storage.replication.factor=1
            listeners=http://127.0.0.1:{rest}
            plugin.path={Home("DEBEZIUM_HOME")}
            """);
        string[] command = [Path.Combine(bin, "connect-distributed.sh"), folder.Combine("worker.properties")];
        var worker = await RestWorker.StartAsync(command, rest, folder.Combine("worker.log"), Heap("2g"));
        return new ReferenceSide(folder, broker, worker, $"127.0.0.1:{port}");
    }

    /// <inheritdoc/>
    public void AddOptions(Dictionary<string, string?> options)
    {
        options["connector.class"] = "io.debezium.connector.mysql.MySqlConnector";
        options["database.allowPublicKeyRetrieval"] = "true";
        options["schema.history.internal.kafka.bootstrap.servers"] = _bootstrap;
        options["schema.history.internal.kafka.topic"] = "history";
    }

    /// <inheritdoc/>
    public void BeginPhase() => _base = _topic.Count();

    /// <inheritdoc/>
    public Task<long> RowsAsync(string name) => Task.FromResult(_topic.Count() - _base);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        await _broker.KillAsync();
        _broker.Dispose();
        _folder.Dispose();
    }

    private static bool HasStarted(string log) =>
        File.Exists(log) && File.ReadAllText(log).Contains("Kafka Server started", StringComparison.Ordinal);

    private static string? Home(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } home && Directory.Exists(home) ? home : null;

    private static Dictionary<string, string?> Heap(string size) => new() { ["KAFKA_HEAP_OPTS"] = $"-Xms256m -Xmx{size}" };
}
