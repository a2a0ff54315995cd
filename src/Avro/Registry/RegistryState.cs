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
    private readonly SortedDictionary<string, SortedDictionary<int, Entry>> _subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Context, string Content), int> _ids = [];
    private readonly Dictionary<(string Context, int Id), RegisteredSchema> _schemas = [];
    private readonly Dictionary<string, int> _highest = [];

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
            _subjects.Add(schema.Subject, versions = []);
        }

        var context = ContextOf(schema.Subject);
        versions[schema.Version] = new Entry(schema, content);
        _ids[(context, content)] = schema.Id;
        _schemas[(context, schema.Id)] = schema;
        _highest[context] = Math.Max(schema.Id, _highest.GetValueOrDefault(context));
    }

    /// <summary>The schema of an id.</summary>
    public RegisteredSchema? ById(int id) => _schemas.GetValueOrDefault((DefaultContext, id));

    /// <summary>Subjects with a live version.</summary>
    public IReadOnlyList<string> Subjects() =>
        [.. _subjects.Where(subject => subject.Value.Values.Any(entry => !entry.Schema.IsDeleted)).Select(subject => subject.Key)];

    /// <summary>Live versions of a subject.</summary>
    public IReadOnlyList<RegisteredSchema> Versions(string subject) =>
        _subjects.TryGetValue(subject, out var versions)
            ? [.. versions.Values.Select(entry => entry.Schema).Where(schema => !schema.IsDeleted)]
            : [];

    /// <summary>The live version of a subject with this content; the latest where there are several.</summary>
    public RegisteredSchema? Find(string subject, string content) =>
        _subjects.TryGetValue(subject, out var versions)
            ? versions.Values.LastOrDefault(entry => entry.Content == content && !entry.Schema.IsDeleted)?.Schema
            : null;

    /// <summary>The version that registering this content makes: the next of the subject, with the content's id or the next one.</summary>
    public RegisteredSchema Next(string subject, string text, string content)
    {
        var context = ContextOf(subject);
        var version = _subjects.TryGetValue(subject, out var versions) && versions.Count > 0 ? versions.Keys.Last() + 1 : 1;
        var highest = _highest.GetValueOrDefault(context);
        if (!_ids.TryGetValue((context, content), out var id))
        {
            id = highest < int.MaxValue ? highest + 1 : throw RegistryErrors.NoMoreIds(subject);
        }

        return new RegisteredSchema(subject, version, id, text);
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
            _schemas[(context, id)] = other.Schema;
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

    private sealed record Entry(RegisteredSchema Schema, string Content);
}
