using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Jdbc.Tests.Rig;

/// <summary>A task on a database of its own, driven as the runtime does.</summary>
internal sealed class SinkRig : IAsyncDisposable
{
    private SinkRig(PostgresServer server, string database, TestSinkContext context, ISinkTask task)
    {
        (Server, Database, Context, Task) = (server, database, context, task);
    }

    public PostgresServer Server { get; }

    public string Database { get; }

    public TestSinkContext Context { get; }

    public ISinkTask Task { get; }

    /// <summary>A task in a new database, by default one that upserts by the record's key and creates its table.</summary>
    public static async Task<SinkRig> StartAsync(PostgresServer server, string setup = "", params (string Key, string Value)[] options)
    {
        var database = await server.CreateDatabaseAsync();
        if (setup.Length > 0)
        {
            await server.QueryAsync(database, setup);
        }

        return await StartAsync(server, database, "sink", options);
    }

    /// <summary>A further task in a database that is there.</summary>
    public static async Task<SinkRig> StartAsync(PostgresServer server, string database, string name, params (string Key, string Value)[] options)
    {
        var context = new TestSinkContext(Config(database, options), name);
        var task = new JdbcSinkConnector().CreateTask();
        await task.OpenAsync(context, TestContext.Current.CancellationToken);
        return new SinkRig(server, database, context, task);
    }

    public static ConnectorConfig Config(string database, params (string Key, string Value)[] options)
    {
        var values = new Dictionary<string, string?>
        {
            ["connection.url"] = database,
            ["insert.mode"] = "upsert",
            ["pk.mode"] = "record_key",
            ["delete.enabled"] = "true",
            ["auto.create"] = "true",
            ["auto.evolve"] = "true",
            ["connection.attempts"] = "1",
        };
        foreach (var (key, value) in options)
        {
            values[key] = value;
        }

        return new JdbcSinkConnector().Config.Parse(values).Require("a test");
    }

    public ValueTask<IReadOnlyList<StartOffset>> AssignAsync(string topic, Guid? id = null, long committed = -1) =>
        Task.AssignAsync([new SinkPartition(new TopicPartition(topic, 0), id ?? TopicIds.First, committed)], TestContext.Current.CancellationToken);

    public ValueTask<IReadOnlyList<SinkFailure>> WriteAsync(BatchBuilder rows) => Task.WriteAsync(rows.Batch, TestContext.Current.CancellationToken);

    public ValueTask<FlushResult> FlushAsync() => Task.FlushAsync(TestContext.Current.CancellationToken);

    /// <summary>Writes and flushes, and expects no failures.</summary>
    public async Task ApplyAsync(BatchBuilder rows)
    {
        Assert.Empty(await WriteAsync(rows));
        Assert.Empty((await FlushAsync()).Failures);
        Assert.Empty(Context.Failures);
    }

    /// <summary>What psql prints.</summary>
    public Task<string> QueryAsync(string sql) => Server.QueryAsync(Database, sql);

    public ValueTask DisposeAsync() => Task.DisposeAsync();
}
