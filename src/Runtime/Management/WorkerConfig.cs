using ConnectRuntime.Configuration;

namespace ConnectRuntime.Runtime.Management;

/// <summary>The options of the process: where data, plugins and connector files are.</summary>
public static class WorkerConfig
{
    /// <summary>Folder of the embedded topic log.</summary>
    public static readonly ConfigKey<string> DataDir = ConfigKey.String("data.dir").Default("data").High()
        .Doc("Folder of the embedded topic log. One process at a time may use it.");

    /// <summary>Folders that hold plugin folders.</summary>
    public static readonly ConfigKey<IReadOnlyList<string>> PluginPath = ConfigKey.List("plugin.path").Default("plugins").High()
        .Doc("Folders that hold plugin folders, or are one. Relative ones are looked up in the working folder, then beside the program.");

    /// <summary>Folder of connector files.</summary>
    public static readonly ConfigKey<string> ConnectorDir = ConfigKey.String("connector.dir").Default("config/connectors").High()
        .Doc("Folder of connector files, one JSON file for each running connector. A changed file is applied, a removed one stops its connector.");

    /// <summary>Where REST listens.</summary>
    public static readonly ConfigKey<string> Listeners = ConfigKey.String("listeners").Default("http://127.0.0.1:8083").High()
        .Doc("Address of the REST API. Only this machine can reach the default; it has no authentication.");

    /// <summary>How often offsets are committed at the latest.</summary>
    public static readonly ConfigKey<TimeSpan> OffsetFlushInterval = ConfigKey.Milliseconds("offset.flush.interval.ms").Default(1000).Range(1, 3_600_000)
        .Doc("Longest time between two flushes of a sink, or five times that while it is far behind; one that has caught up flushes at once. Kafka Connect's default is 60000.");

    /// <summary>How long tasks may take to stop.</summary>
    public static readonly ConfigKey<TimeSpan> ShutdownTimeout = ConfigKey.Milliseconds("task.shutdown.graceful.timeout.ms").Default(5000).Range(0, 3_600_000)
        .Doc("How long all tasks together may take to stop before they are cancelled.");

    /// <summary>Topic of connector configurations.</summary>
    public static readonly ConfigKey<string> ConfigTopic = ConfigKey.String("config.storage.topic").Default("connect-configs").Low()
        .Doc("Topic in which connector configurations and target states are kept.");

    /// <summary>Topic of source offsets.</summary>
    public static readonly ConfigKey<string> OffsetTopic = ConfigKey.String("offset.storage.topic").Default("connect-offsets").Low()
        .Doc("Topic in which the positions of sources are kept.");

    /// <summary>Topic of statuses.</summary>
    public static readonly ConfigKey<string> StatusTopic = ConfigKey.String("status.storage.topic").Default("connect-status").Low()
        .Doc("Topic in which the states of connectors and tasks are kept.");

    /// <summary>Memory of all batches in flight.</summary>
    public static readonly ConfigKey<long> MemoryBudget = ConfigKey.Bytes("memory.budget.bytes").Default(128 * 1024 * 1024).AtLeast(16 * 1024 * 1024)
        .Doc("Memory that batches in flight may use in all; sources wait when it is used up.");

    /// <summary>Largest value of a record.</summary>
    public static readonly ConfigKey<int> MaxValueBytes = ConfigKey.Int("value.bytes.max").Default(64 * 1024 * 1024).Range(1024, 1024 * 1024 * 1024)
        .Doc("Largest encoded value of a record; a larger one is a data error that names its row.");

    /// <summary>First wait before a failed task is started again.</summary>
    public static readonly ConfigKey<TimeSpan> RestartBackoff = ConfigKey.Milliseconds("task.restart.backoff.ms").Default(1000).Range(1, 3_600_000)
        .Doc("Wait before a failed task is started again; it doubles with each failure up to task.restart.backoff.max.ms.");

    /// <summary>Longest wait before a failed task is started again.</summary>
    public static readonly ConfigKey<TimeSpan> RestartBackoffMax = ConfigKey.Milliseconds("task.restart.backoff.max.ms").Default(60_000).Range(1, 86_400_000)
        .Doc("Longest wait before a failed task is started again.");

    /// <summary>All options of the process.</summary>
    public static readonly ConfigSpec Spec = ConfigSpec.Of(
        DataDir, PluginPath, ConnectorDir, Listeners, OffsetFlushInterval, ShutdownTimeout, ConfigTopic, OffsetTopic, StatusTopic,
        MemoryBudget, MaxValueBytes, RestartBackoff, RestartBackoffMax);
}
