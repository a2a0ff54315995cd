using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>Compares our records with the reference's, topic by topic, and keeps each difference once.</summary>
internal sealed class RecordComparison(ReferenceVariant variant)
{
    private readonly List<Difference> _found = [];
    private readonly HashSet<Difference> _known = [];
    private readonly HashSet<(string?, string?)> _schemas = [];

    /// <summary>The differences, in the order they were found.</summary>
    public static IReadOnlyList<Difference> Of(ReferenceVariant variant, GoldenFile theirs, IReadOnlyList<ReferenceRecord> ours, string? failure)
    {
        var comparison = new RecordComparison(variant);
        comparison.Compare(theirs, Heartbeats(ours), failure);
        return comparison._found;
    }

    // How many heartbeats there are is a matter of time; the first stands for all.
    private static List<ReferenceRecord> Heartbeats(IReadOnlyList<ReferenceRecord> records)
    {
        var seen = new HashSet<string>();
        return [.. records.Where(record => !record.Topic.Contains("heartbeat", StringComparison.Ordinal) || seen.Add(record.Topic))];
    }

    private void Compare(GoldenFile theirs, List<ReferenceRecord> ours, string? failure)
    {
        if (theirs.Failure is not null || failure is not null)
        {
            Add(string.Empty, "(task)", Text(theirs.Failure), Text(failure));
        }

        foreach (var topic in theirs.Records.Concat(ours).Select(record => record.Topic).Distinct())
        {
            var name = Shorten(topic);
            _schemas.Clear();
            foreach (var (mine, yours) in RecordAlignment.Of(Of(theirs.Records, topic), Of(ours, topic)).Select(pair => (pair.Ours, pair.Theirs)))
            {
                if (mine is null || yours is null)
                {
                    Add(name, "(record)", yours?.Summary().ToJsonString(Plain), mine?.Summary().ToJsonString(Plain));
                    continue;
                }

                Compare(name, mine, yours);
            }
        }
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string? Text(string? text) => text is null ? null : JsonValue.Create(text).ToJsonString(Plain);

    private static List<ReferenceRecord> Of(IEnumerable<ReferenceRecord> records, string topic) => [.. records.Where(record => record.Topic == topic)];

    private string Shorten(string topic) => topic == variant.Prefix ? string.Empty
        : topic.StartsWith(variant.Prefix + ".", StringComparison.Ordinal) ? topic[(variant.Prefix.Length + 1)..] : topic;

    private void Compare(string topic, ReferenceRecord mine, ReferenceRecord yours)
    {
        Compare(topic, "key", yours.Key, mine.Key);
        Compare(topic, string.Empty, Sorted(yours.Value), Sorted(mine.Value));
        CompareSchemas(topic, "schema(key)", yours.KeySchema, mine.KeySchema);
        CompareSchemas(topic, "schema", yours.ValueSchema, mine.ValueSchema);
        Compare(topic, "(headers)", Names(yours), Names(mine));
        foreach (var (header, other) in yours.Headers.Zip(mine.Headers).Where(pair => pair.First.Key == pair.Second.Key))
        {
            Compare(topic, $"(header){header.Key}", header.Value, Parsed(header.Value, other.Value));
        }
    }

    // A set that is written as a list: the order of the tables of a transaction means nothing, and is that of a hash table there.
    private static JsonNode? Sorted(JsonNode? value)
    {
        if (value is JsonObject members && members["data_collections"] is JsonArray tables)
        {
            value = value.DeepClone();
            value["data_collections"] = new JsonArray([.. tables.Select(table => table!.DeepClone())
                .OrderBy(table => table["data_collection"]!.GetValue<string>(), StringComparer.Ordinal)]);
        }

        return value;
    }

    private static JsonArray Names(ReferenceRecord record) => new([.. record.Headers.Select(header => (JsonNode?)header.Key)]);

    // A header of ours is text; where the reference has a struct it holds JSON.
    private static JsonNode? Parsed(JsonNode? theirs, JsonNode? ours) =>
        theirs is JsonObject && ours is JsonValue value && value.TryGetValue<string>(out var text) ? JsonNode.Parse(text) : ours;

    // Most records of a topic share their schemas, so a pair of them is compared once.
    private void CompareSchemas(string topic, string path, JsonNode? theirs, JsonNode? ours)
    {
        if (_schemas.Add((path + theirs?.ToJsonString(), ours?.ToJsonString())))
        {
            Compare(topic, path, Keyed(theirs), Keyed(ours));
        }
    }

    // Fields by name, so that one too many does not shift the others; their order is compared beside them.
    private static JsonNode? Keyed(JsonNode? schema)
    {
        if (schema is not JsonObject members)
        {
            return schema?.DeepClone();
        }

        var result = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (name == "fields")
            {
                var fields = value!.AsArray().Select(field => (Name: field!["field"]!.GetValue<string>(), Schema: field)).ToList();
                result["(order)"] = string.Join(',', fields.Select(field => field.Name));
                foreach (var field in fields)
                {
                    result[field.Name] = Keyed(field.Schema);
                }
            }
            else if (name != "field")
            {
                result[$"({name})"] = name == "parameters" ? value?.DeepClone() : Keyed(value);
            }
        }

        return result;
    }

    private void Compare(string topic, string path, JsonNode? theirs, JsonNode? ours)
    {
        if (theirs is JsonObject a && ours is JsonObject b)
        {
            foreach (var name in a.Select(pair => pair.Key).Union(b.Select(pair => pair.Key)))
            {
                var step = name is "before" or "after" ? "row" : name;
                Compare(topic, path.Length == 0 ? step : $"{path}.{step}", Member(a, name), Member(b, name));
            }
        }
        else if (theirs is JsonArray x && ours is JsonArray y && x.Count == y.Count)
        {
            for (var i = 0; i < x.Count; i++)
            {
                Compare(topic, $"{path}[{i}]", x[i], y[i]);
            }
        }
        else if (!AreEqual(theirs, ours))
        {
            Add(topic, path, theirs?.ToJsonString(Plain), ours?.ToJsonString(Plain));
        }
    }

    private static JsonNode? Member(JsonObject members, string name) => members.ContainsKey(name) ? members[name] ?? JsonValue.Create("(null)") : null;

    private static bool AreEqual(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (JsonValue x, JsonValue y) when IsNumber(x) && IsNumber(y) => SameNumber(x, y),
        _ => JsonNode.DeepEquals(a, b),
    };

    private static bool IsNumber(JsonValue value) => value.GetValueKind() == JsonValueKind.Number;

    // Java writes a float of 32 bits with a digit more than are needed, at times.
    private static bool SameNumber(JsonValue theirs, JsonValue ours) =>
        theirs.ToJsonString() == ours.ToJsonString()
        || (ours.TryGetValue<object>(out var value) && value is float single
            ? single.Equals(float.Parse(theirs.ToJsonString(), CultureInfo.InvariantCulture))
            : Number(theirs).Equals(Number(ours)));

    private static double Number(JsonValue number) => double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);

    private void Add(string topic, string path, string? theirs, string? ours)
    {
        var difference = new Difference(variant.Name, topic, path, theirs, ours);
        if (_known.Add(difference))
        {
            _found.Add(difference);
        }
    }
}
