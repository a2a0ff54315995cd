using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.MySql.Snapshot;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>A snapshot of one database, driven as the task drives it: notes outlive the readers, and a position is taken after every batch.</summary>
internal sealed class SnapshotBench : IAsyncDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FakeSourceContext _context;
    private readonly SchemaHistory _history;
    private readonly ChangeWriter _changes;

    private SnapshotBench(MySqlFamilyServer server, string database, FakeSourceContext context, MySqlSourceModel model, SchemaHistory history)
    {
        Server = server;
        Database = database;
        _context = context;
        Model = model;
        _history = history;
        _changes = new ChangeWriter(model, context);
    }

    public MySqlFamilyServer Server { get; }

    public string Database { get; }

    public MySqlSourceModel Model { get; }

    public SchemaHistory History => _history;

    public MemoryTaskStore Notes { get; private init; } = null!;

    public IEnumerable<string> Log => _context.Logged.Lines;

    public MemoryMetrics Figures => _context.Figures;

    public SnapshotReader? Reader { get; private set; }

    /// <summary>What was tried again.</summary>
    public List<ConnectException> Failures { get; } = [];

    /// <summary>A bench on a database with a user of its own choice.</summary>
    public static async Task<SnapshotBench> OnAsync(MySqlFamilyServer server, string database, params (string Name, string Value)[] options)
    {
        var notes = new MemoryTaskStore();
        var values = new Dictionary<string, string?>
        {
            ["database.hostname"] = "127.0.0.1",
            ["database.port"] = $"{server.Port}",
            ["database.user"] = MySqlFamilyServer.User,
            ["database.password"] = server.Password,
            ["database.server.id"] = "8001",
            ["database.include.list"] = database,
            ["topic.prefix"] = "p",
            ["include.schema.changes"] = "false",
        };
        foreach (var (name, value) in options)
        {
            values[name] = value;
        }

        var config = MySqlSpec.Spec.Parse(values).Require("the test");
        var context = new FakeSourceContext(config) { Store = notes };
        var model = MySqlSourceModel.From(config, server is MariaDbServer ? ServerFlavor.MariaDb : ServerFlavor.MySql);
        return new SnapshotBench(server, database, context, model, await SchemaHistory.OpenAsync(notes, 0, None)) { Notes = notes };
    }

    public async Task<SnapshotReader> BeginAsync(bool withRows = true) =>
        Reader = await SnapshotReader.BeginAsync(Model, _context, _history, _changes, withRows, None);

    /// <summary>Another reader from a position, as after a crash.</summary>
    public async Task<SnapshotReader> ResumeAsync(SnapshotProgress progress)
    {
        await (Reader?.DisposeAsync() ?? default);
        return Reader = await SnapshotReader.ResumeAsync(Model, _context, _history, _changes, Copy(progress), None);
    }

    /// <summary>Reads one batch.</summary>
    /// <returns>Its rows, and whether there is more.</returns>
    public async Task<(List<SnapshotRow> Rows, bool More)> ReadAsync(int maxRows = 4096, CancellationToken cancellationToken = default)
    {
        var batch = new RecordBatch(maxRows);
        _changes.BeginBatch(batch);
        var more = await Reader!.ReadAsync(batch, cancellationToken);
        return (SnapshotRow.Of(batch), more);
    }

    /// <summary>Reads to the end. A failure that calls for another try is tried again, with what was in the batch counted.</summary>
    public async Task<List<SnapshotRow>> ReadToEndAsync(int maxRows = 4096, Func<Task>? betweenBatches = null, int tries = 0)
    {
        var rows = new List<SnapshotRow>();
        for (var more = true; more;)
        {
            var batch = new RecordBatch(maxRows);
            _changes.BeginBatch(batch);
            try
            {
                more = await Reader!.ReadAsync(batch, None);
            }
            catch (ConnectException e) when (e.Kind == ErrorKind.Transient && tries-- > 0)
            {
                Failures.Add(e);
                await Task.Delay(100);
            }

            rows.AddRange(SnapshotRow.Of(batch));
            await (betweenBatches?.Invoke() ?? Task.CompletedTask);
        }

        return rows;
    }

    /// <summary>Reads until the view is lost and another one is open.</summary>
    public async Task ReadToCatchUpAsync(List<SnapshotRow> rows)
    {
        while (!Reader!.NeedsCatchUp)
        {
            var batch = new RecordBatch();
            _changes.BeginBatch(batch);
            try
            {
                Assert.True(await Reader.ReadAsync(batch, None));
            }
            catch (ConnectException e) when (e.Kind == ErrorKind.Transient)
            {
                // The next call opens another view.
            }

            rows.AddRange(SnapshotRow.Of(batch));
        }
    }

    /// <summary>Runs SQL by the server's own client.</summary>
    public Task<string> SqlAsync(string sql) => Server.QueryAsync(sql, Database);

    public async ValueTask DisposeAsync() => await (Reader?.DisposeAsync() ?? default);

    // Through its JSON, as it is stored.
    private static SnapshotProgress Copy(SnapshotProgress progress)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            progress.Write(json);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return SnapshotProgress.Read(document.RootElement)!;
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;
}

/// <summary>A row as a test compares it.</summary>
internal sealed record SnapshotRow(string Topic, RowOperation Operation, string? Key, string? After, string Marker, string? Error)
{
    public JsonElement Value => JsonDocument.Parse(After!).RootElement;

    public required string Source { get; init; }

    public static List<SnapshotRow> Of(RecordBatch batch)
    {
        var rows = new List<SnapshotRow>(batch.RowCount);
        for (var i = 0; i < batch.RowCount; i++)
        {
            var row = new RowReader(batch, i);
            var source = Json(row.Source, row.Row.Source) ?? "null";
            using var json = JsonDocument.Parse(source);
            var marker = json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.GetProperty("snapshot").GetString() : null;
            var error = batch.Failures.FirstOrDefault(failure => failure.Row == i).Error?.Message;
            rows.Add(new SnapshotRow(
                row.Topic, row.Operation, Json(row.Key, row.Row.Key), Json(row.After, row.Row.After), marker ?? "", error)
            {
                Source = source,
            });
        }

        return rows;
    }

    private static string? Json(ValueReader value, int root)
    {
        if (root < 0)
        {
            return null;
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            value.WriteTo(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
