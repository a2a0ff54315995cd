using System.Text.Json;

namespace ConnectRuntime.Avro.Registry;

/// <summary>What a schema log's records add up to: subjects, versions, ids. Not thread-safe; its owner locks.</summary>
/// <remarks>
/// Ids belong to a context, the part of a subject like <c>:.team:orders</c> before its last colon; subjects without one share the
/// default context, which is the one that ids in data are looked up in.
/// </remarks>
internal sealed class RegistryState
{
    private const string DefaultContext = "";
    private readonly SortedDictionary<string, SortedList<int, Entry>> _subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Context, string Content), int> _ids = [];
    private readonly Dictionary<(string Context, int Id), Entry> _schemas = [];
    private readonly Dictionary<string, int> _highest = [];
    private readonly Dictionary<(string Subject, string Content), RegisteredSchema> _reserved = [];

    /// <summary>Takes a record in.</summary>
    public void Apply(SchemaLogRecord record)
    {
        using var key = JsonDocument.Parse(record.Key);
        if (key.RootElement.ValueKind != JsonValueKind.Object || !key.RootElement.TryGetProperty("keytype", out var type))
        {
            return;
        }

        using var value = record.Value is { Length: > 0 } bytes ? JsonDocument.Parse(bytes) : null;
        switch (type.GetString())
        {
            case "SCHEMA" when value is not null && value.RootElement.ValueKind == JsonValueKind.Object:
                var (schema, content) = SchemaLogFormat.ReadValue(value.RootElement);
                Put(schema, content);
                break;
            case "SCHEMA":
                Forget(key.RootElement.GetProperty("subject").GetString()!, key.RootElement.GetProperty("version").GetInt32());
                break;
            case "DELETE_SUBJECT" when value is not null:
                DeleteUpTo(value.RootElement.GetProperty("subject").GetString()!, value.RootElement.GetProperty("version").GetInt32());
                break;
            case "CLEAR_SUBJECT" when value is not null:
                ForgetDeleted(value.RootElement.GetProperty("subject").GetString()!);
                break;
        }
    }

    /// <summary>Takes a version in.</summary>
    public void Put(RegisteredSchema schema, string content)
    {
        if (!_subjects.TryGetValue(schema.Subject, out var versions))
        {
            _subjects.Add(schema.Subject, versions = new SortedList<int, Entry>(1));
        }

        _reserved.Remove((schema.Subject, content));
        var context = ContextOf(schema.Subject);
        var entry = new Entry(schema with { Text = string.Empty }, new PackedText(schema.Text), content);
        versions[schema.Version] = entry;
        _ids[(context, content)] = schema.Id;
        _schemas[(context, schema.Id)] = entry;
        _highest[context] = Math.Max(schema.Id, _highest.GetValueOrDefault(context));
    }

    /// <summary>The schema of an id.</summary>
    public RegisteredSchema? ById(int id) => _schemas.GetValueOrDefault((DefaultContext, id))?.Whole();

    /// <summary>Subjects with a live version.</summary>
    public IReadOnlyList<string> Subjects() =>
        [.. _subjects.Where(subject => subject.Value.Values.Any(entry => !entry.Schema.IsDeleted)).Select(subject => subject.Key)];

    /// <summary>Live versions of a subject.</summary>
    public IReadOnlyList<RegisteredSchema> Versions(string subject) =>
        _subjects.TryGetValue(subject, out var versions)
            ? [.. versions.Values.Where(entry => !entry.Schema.IsDeleted).Select(entry => entry.Whole())]
            : [];

    /// <summary>The live version of a subject with this content; the latest where there are several.</summary>
    public RegisteredSchema? Find(string subject, string content) =>
        _subjects.TryGetValue(subject, out var versions)
            ? versions.Values.LastOrDefault(entry => entry.Content == content && !entry.Schema.IsDeleted)?.Whole()
            : null;

    /// <summary>The version that registering this content makes: the next of the subject, with the content's id or the next one.</summary>
    /// <remarks>It is the same, and nobody else's, until it is put in.</remarks>
    public RegisteredSchema Reserve(string subject, string text, string content)
    {
        if (_reserved.TryGetValue((subject, content), out var reserved))
        {
            return reserved;
        }

        var context = ContextOf(subject);
        var version = _subjects.TryGetValue(subject, out var versions) && versions.Count > 0 ? versions.GetKeyAtIndex(versions.Count - 1) : 0;
        if (!_ids.TryGetValue((context, content), out var id))
        {
            id = _highest.GetValueOrDefault(context) is < int.MaxValue and var highest ? highest + 1 : throw RegistryErrors.NoMoreIds(subject);
        }

        foreach (var ((other, same), schema) in _reserved)
        {
            version = other == subject ? Math.Max(version, schema.Version) : version;
            id = same == content && ContextOf(other) == context ? schema.Id : id;
        }

        _highest[context] = Math.Max(id, _highest.GetValueOrDefault(context));
        return _reserved[(subject, content)] = new RegisteredSchema(subject, version + 1, id, text);
    }

    private void Forget(string subject, int version)
    {
        if (!_subjects.TryGetValue(subject, out var versions) || !versions.Remove(version, out var entry))
        {
            return;
        }

        var context = ContextOf(subject);
        var id = entry.Schema.Id;
        var other = _subjects.Where(pair => ContextOf(pair.Key) == context)
            .SelectMany(pair => pair.Value.Values)
            .FirstOrDefault(kept => kept.Schema.Id == id);
        if (other is not null)
        {
            _schemas[(context, id)] = other;
        }
        else
        {
            _schemas.Remove((context, id));
            _ids.Remove((context, entry.Content));
        }

        if (versions.Count == 0)
        {
            _subjects.Remove(subject);
        }
    }

    private void DeleteUpTo(string subject, int version)
    {
        if (_subjects.TryGetValue(subject, out var versions))
        {
            foreach (var (number, entry) in versions.Where(pair => pair.Key <= version).ToList())
            {
                versions[number] = entry with { Schema = entry.Schema with { IsDeleted = true } };
            }
        }
    }

    private void ForgetDeleted(string subject)
    {
        if (_subjects.TryGetValue(subject, out var versions))
        {
            foreach (var number in versions.Where(pair => pair.Value.Schema.IsDeleted).Select(pair => pair.Key).ToList())
            {
                Forget(subject, number);
            }
        }
    }

    private static string ContextOf(string subject) =>
        subject.StartsWith(":.", StringComparison.Ordinal) && subject.IndexOf(':', 2) is var end and > 2 ? subject[..(end + 1)] : DefaultContext;

    // Schemas of ten thousand tables are asked for once each.
    private sealed record Entry(RegisteredSchema Schema, PackedText Text, string Content)
    {
        public RegisteredSchema Whole() => Schema with { Text = Text.ToString() };
    }
}
