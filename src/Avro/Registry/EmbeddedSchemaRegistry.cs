using System.Text.Json;
using ConnectRuntime.Avro.Schemas;

namespace ConnectRuntime.Avro.Registry;

/// <summary>A schema registry inside this process, over a log in Confluent's format.</summary>
/// <remarks>
/// <para>It reads the log once, when it is opened, and is its only writer from then on. A schema is durable in the log before
/// anybody gets its id. Ids are the highest one and 1; the same content has one id in all subjects.</para>
/// <para>The text that is stored and compared is the parser's own print. A version that was deleted softly keeps its number; the
/// same content registered again becomes the next version, with its old id.</para>
/// <para>Registering makes no check of compatibility.</para>
/// </remarks>
public sealed class EmbeddedSchemaRegistry : ISchemaRegistry
{
    private readonly ISchemaLog _log;
    private readonly RegistryState _state = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Subject, string Content), Task> _appends = [];

    private EmbeddedSchemaRegistry(ISchemaLog log) => _log = log;

    /// <summary>Opens the registry that a log holds.</summary>
    /// <exception cref="Errors.ConnectException">Fatal: a record of the log cannot be read.</exception>
    public static async ValueTask<EmbeddedSchemaRegistry> OpenAsync(ISchemaLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        var registry = new EmbeddedSchemaRegistry(log);
        var place = 0L;
        await foreach (var record in log.ReadAllAsync(cancellationToken))
        {
            try
            {
                registry._state.Apply(record);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw RegistryErrors.BadRecord(place, e);
            }

            place++;
        }

        return registry;
    }

    /// <inheritdoc/>
    public async ValueTask<int> RegisterAsync(string subject, string schemaText, CancellationToken cancellationToken)
    {
        var text = AvroSchema.Parse(schemaText).ToString();
        var content = SchemaLogFormat.Content(text);
        RegisteredSchema next;
        Task? append;
        lock (_gate)
        {
            if (_state.Find(subject, content) is { } known)
            {
                return known.Id;
            }

            next = _state.Reserve(subject, text, content);
            if (!_appends.TryGetValue((subject, content), out append))
            {
                append = AppendAsync(next, content);
                _appends.Add((subject, content), append);
            }
        }

        await append.WaitAsync(cancellationToken);
        return next.Id;
    }

    /// <inheritdoc/>
    public ValueTask<RegisteredSchema?> FindAsync(string subject, string schemaText, CancellationToken cancellationToken) =>
        new(Find(subject, SchemaLogFormat.Content(AvroSchema.Parse(schemaText).ToString())));

    /// <inheritdoc/>
    public ValueTask<RegisteredSchema?> GetByIdAsync(int id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_state.ById(id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<RegisteredSchema?> GetVersionAsync(string subject, int version, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var versions = _state.Versions(subject);
            return new(version == -1 && versions.Count > 0 ? versions[^1] : versions.FirstOrDefault(schema => schema.Version == version));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> GetSubjectsAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_state.Subjects());
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<int>> GetVersionsAsync(string subject, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new([.. _state.Versions(subject).Select(schema => schema.Version)]);
        }
    }

    // Many at a time share a flush of the log. After a failure, which may have left the record there, the next attempt writes the same one.
    private async Task AppendAsync(RegisteredSchema next, string content)
    {
        await Task.Yield();
        try
        {
            await _log.AppendAsync(SchemaLogFormat.Key(next.Subject, next.Version), SchemaLogFormat.Value(next), CancellationToken.None);
            lock (_gate)
            {
                _state.Put(next, content);
            }
        }
        finally
        {
            lock (_gate)
            {
                _appends.Remove((next.Subject, content));
            }
        }
    }

    private RegisteredSchema? Find(string subject, string content)
    {
        lock (_gate)
        {
            return _state.Find(subject, content);
        }
    }
}
