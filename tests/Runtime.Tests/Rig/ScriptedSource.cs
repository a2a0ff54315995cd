using System.Collections.Concurrent;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Runtime.Tests.Rig;

/// <summary>What a scripted source does: rows by number, and what happens at each call. It outlives tasks and workers, as a real source does.</summary>
internal sealed class SourceScript
{
    private static readonly ConcurrentDictionary<string, SourceScript> Known = new();

    public static readonly RecordSchema Value = SchemaBuilder.Struct("test.Row").Field("n", RecordSchema.Int64).Field("text", RecordSchema.String).Build();

    public SourceScript() => Known[Id] = this;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Rows there are; may grow.</summary>
    public long Total;

    /// <summary>Rows of a batch.</summary>
    public int BatchRows { get; set; } = 50;

    /// <summary>Tasks that divide the rows by number.</summary>
    public int Tasks { get; set; } = 1;

    /// <summary>Whether it says that it is at its end.</summary>
    public bool Finishes { get; set; }

    /// <summary>Whether commit points stand behind every row, or behind batches only.</summary>
    public bool CommitsRows { get; set; }

    public string Topic { get; set; } = "rows";

    /// <summary>Writes a row; by default a key <c>k&lt;n mod 17&gt;</c> and a value.</summary>
    public Action<RecordBatch, long>? Write { get; set; }

    public Func<ISourceContext, CancellationToken, Task>? OnOpen { get; set; }

    public Func<CancellationToken, Task>? OnRead { get; set; }

    /// <summary>Called with the batch after rows were added.</summary>
    public Action<RecordBatch>? OnFilled { get; set; }

    public Func<SourcePosition, Task>? OnCommitted { get; set; }

    public Func<CancellationToken, Task>? OnPlan { get; set; }

    public Action? OnDispose { get; set; }

    public int Opened;

    public int Reads;

    public static SourceScript Find(string id) => Known[id];

    public (string Name, string Value)[] Config(params (string Name, string Value)[] more) =>
        [("connector.class", "ScriptedSource"), ("script", Id), .. more];

    /// <summary>Adds row <paramref name="n"/>.</summary>
    public void AddRow(RecordBatch batch, long n)
    {
        if (Write is not null)
        {
            Write(batch, n);
            return;
        }

        var row = batch.Add(new RecordStream(Topic, RecordSchema.String, Value));
        row.SetKey(KeyOf(n));
        var value = row.After();
        value.Set(0, n);
        value.Set(1, TextOf(n));
    }

    public static string KeyOf(long n) => $"k{n % 17}";

    public static string TextOf(long n) => $"text of row {n}";
}

[Plugin(Summary = "Rows by number, as a test says.")]
public sealed class ScriptedSource : ISourceConnector
{
    internal static readonly ConfigKey<string> Script = ConfigKey.String("script").Doc("The script's id.");
    internal static readonly ConfigKey<Secret?> Password = ConfigKey.Password("test.password").Doc("Never shown.").Optional();

    private SourceScript? _script;

    public ConfigSpec Config => ConfigSpec.Of(Script, Password);

    public ValueTask CheckAsync(ConnectorContext context, ICollection<CheckResult> results, CancellationToken cancellationToken) => default;

    public async ValueTask<IReadOnlyList<TaskPlan>> PlanAsync(ConnectorContext context, int maxTasks, CancellationToken cancellationToken)
    {
        _script = SourceScript.Find(context.Config.Get(Script));
        if (_script.OnPlan is { } plan)
        {
            await plan(cancellationToken);
        }

        return [.. Enumerable.Repeat(TaskPlan.Default, Math.Min(maxTasks, _script.Tasks))];
    }

    public ISourceTask CreateTask() => new ScriptedSourceTask();
}

internal sealed class ScriptedSourceTask : ISourceTask
{
    private SourceScript _script = null!;
    private long _next;
    private int _step;
    private string _partition = null!;

    public async ValueTask OpenAsync(ISourceContext context, CancellationToken cancellationToken)
    {
        _script = SourceScript.Find(context.Config.Get(ScriptedSource.Script));
        Interlocked.Increment(ref _script.Opened);
        if (_script.OnOpen is { } open)
        {
            await open(context, cancellationToken);
        }

        _partition = $$"""{"task":{{context.TaskId}}}""";
        _step = context.TaskCount;
        _next = context.Positions.Find(_partition) is { } offset ? long.Parse(offset[5..^1], System.Globalization.CultureInfo.InvariantCulture) : context.TaskId;
    }

    public async ValueTask<ReadResult> ReadAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _script.Reads);
        if (_script.OnRead is { } read)
        {
            await read(cancellationToken);
        }

        for (var i = 0; i < _script.BatchRows && _next < Interlocked.Read(ref _script.Total); i++)
        {
            _script.AddRow(batch, _next);
            _next += _step;
            if (_script.CommitsRows)
            {
                batch.AddCommitPoint(new PositionMark(0, _next));
            }
        }

        if (batch.RowCount > 0 && !_script.CommitsRows)
        {
            batch.AddCommitPoint(new PositionMark(0, _next));
        }

        _script.OnFilled?.Invoke(batch);
        if (batch.IsEmpty && !_script.Finishes)
        {
            await Task.Delay(5, cancellationToken);
        }

        return _script.Finishes && _next >= _script.Total ? ReadResult.Finished : ReadResult.More;
    }

    public SourcePosition Render(PositionMark mark) => new(_partition, $$"""{"n":{{mark.A}}}""");

    public async ValueTask CommittedAsync(SourcePosition position, CancellationToken cancellationToken)
    {
        if (_script.OnCommitted is { } committed)
        {
            await committed(position);
        }
    }

    public ValueTask DisposeAsync()
    {
        _script.OnDispose?.Invoke();
        return default;
    }
}
