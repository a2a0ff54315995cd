using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Rig;

/// <summary>A source over one database of a server, with positions and notes that outlive its tasks; driven as the runtime drives it.</summary>
public sealed class SourceBench(MySqlFamilyServer server, string database, params (string Name, string Value)[] options)
{
    private static int _nextServerId = 7000;

    /// <summary>The server.</summary>
    public MySqlFamilyServer Server => server;

    /// <summary>The database.</summary>
    public string Database => database;

    /// <summary>The stored positions.</summary>
    public MemoryPositions Positions { get; set; } = new();

    /// <summary>The task's notes.</summary>
    public ITaskStore Store { get; set; } = new MemoryTaskStore();

    /// <summary>What was logged.</summary>
    public MemoryLog Log { get; } = new();

    /// <summary>What was published.</summary>
    public MemoryMetrics Metrics { get; } = new();

    /// <summary>The stored offset.</summary>
    public string? Offset => Positions.List().SingleOrDefault()?.Offset;

    private bool IsMariaDb => server is MariaDbServer;

    /// <summary>A bench on a fresh database of one of the shared servers.</summary>
    public static async Task<SourceBench> OnAsync(SourceServers servers, string name, params (string Name, string Value)[] options)
    {
        var server = await servers.GetAsync(name);
        return new SourceBench(server, await server.CreateDatabaseAsync(), options);
    }

    /// <summary>Runs SQL in the database by the server's own client.</summary>
    public Task<string> SqlAsync(string sql) => server.QueryAsync(sql, database);

    /// <summary>The binlog that is written.</summary>
    public async Task<string> BinlogAsync() => (await SqlAsync(IsMariaDb ? "SHOW MASTER STATUS" : "SHOW BINARY LOG STATUS")).Split('\t')[0];

    /// <summary>Purges all binlogs but the one that is written. MariaDB keeps a file for a moment that recovery might need.</summary>
    public async Task PurgeAsync()
    {
        do
        {
            await SqlAsync($"PURGE BINARY LOGS TO '{await BinlogAsync()}'");
        }
        while ((await SqlAsync("SHOW BINARY LOGS")).Split('\n').Length > 1);
    }

    /// <summary>The configuration; later options win.</summary>
    public ConnectorConfig Config(params (string Name, string Value)[] more)
    {
        var values = new Dictionary<string, string?>
        {
            ["database.hostname"] = "127.0.0.1",
            ["database.port"] = $"{server.Port}",
            ["database.user"] = MySqlFamilyServer.User,
            ["database.password"] = server.Password,
            ["database.server.id"] = $"{Interlocked.Increment(ref _nextServerId)}",
            ["database.include.list"] = database,
            ["topic.prefix"] = "p",
            ["include.schema.changes"] = "false",
        };
        foreach (var (name, value) in options.Concat(more))
        {
            values[name] = value;
        }

        return ConnectRuntime.MySql.Configuration.MySqlSpec.Spec.Parse(values).Require("the test");
    }

    /// <summary>Opens a task on what is stored.</summary>
    public async Task<BenchRun> OpenAsync(int maxRows = 1000, params (string Name, string Value)[] more)
    {
        var context = new FakeSourceContext(Config(more)) { Stored = Positions, Store = Store, Logged = Log, Figures = Metrics };
        var task = new MySqlSourceTask(IsMariaDb ? ServerFlavor.MariaDb : ServerFlavor.MySql);
        try
        {
            await task.OpenAsync(context, TestContext.Current.CancellationToken);
            return new BenchRun(task, context, maxRows);
        }
        catch
        {
            await task.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A task under way. Every batch is committed as the runtime does it: at its last commit point.</summary>
public sealed class BenchRun(ISourceTask task, FakeSourceContext context, int maxRows) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RecordBatch _batch = new(maxRows);

    /// <summary>Whether what was read is committed.</summary>
    public bool Commits { get; set; } = true;

    /// <summary>Whether nothing more will come.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Every commit point so far: rows before it, and the position.</summary>
    public List<(int Rows, SourcePosition Position)> Points { get; } = [];

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Reads one batch. An outage ends it early, as in the runtime.</summary>
    public async Task<List<ChangeRow>> ReadAsync(bool tolerant = false)
    {
        _batch.Clear();
        try
        {
            IsFinished = await task.ReadAsync(_batch, TestContext.Current.CancellationToken) == ReadResult.Finished;
        }
        catch (ConnectException exception) when (exception.Kind == ErrorKind.Transient && (tolerant || !_batch.IsEmpty))
        {
            await Task.Delay(20);
        }

        var rows = ChangeRow.Of(_batch);
        SourcePosition? last = null;
        foreach (var point in _batch.CommitPoints)
        {
            if ((point.Flags & CommitFlags.Commit) != 0)
            {
                last = task.Render(point.Mark);
                Points.Add((Count + point.Row, last));
            }
        }

        Count += rows.Count;
        if (last is not null && Commits)
        {
            context.Stored.Put(last);
            await task.CommittedAsync(last, TestContext.Current.CancellationToken);
        }

        return rows;
    }

    /// <summary>Reads until a number of rows has come.</summary>
    public async Task<List<ChangeRow>> ReadAsync(int count, bool tolerant = false)
    {
        var rows = new List<ChangeRow>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (rows.Count < count && !IsFinished)
        {
            rows.AddRange(await ReadAsync(tolerant));
            Assert.True(watch.Elapsed < Patience, $"{rows.Count} of {count} rows came; {string.Join('\n', context.Logged.Lines)}");
        }

        return rows;
    }

    /// <summary>Reads until nothing has come for a while.</summary>
    public async Task<List<ChangeRow>> DrainAsync(int patience = 2)
    {
        var rows = new List<ChangeRow>();
        for (var empty = 0; empty < patience && !IsFinished;)
        {
            var more = await ReadAsync();
            empty = more.Count == 0 && !_batch.IsFull ? empty + 1 : 0;
            rows.AddRange(more);
        }

        return rows;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => task.DisposeAsync();
}
