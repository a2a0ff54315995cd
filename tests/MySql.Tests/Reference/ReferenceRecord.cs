using System.Text.Json.Nodes;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>A record of a topic as JSON with its schemas, as Kafka Connect's JSON converter writes them.</summary>
/// <param name="Topic">Where it lies.</param>
/// <param name="Key">The key; null for none.</param>
/// <param name="KeySchema">The key's schema; null for none.</param>
/// <param name="Value">The value; null for a tombstone.</param>
/// <param name="ValueSchema">The value's schema; null for a tombstone.</param>
/// <param name="Headers">Names and values.</param>
internal sealed record ReferenceRecord(
    string Topic, JsonNode? Key, JsonNode? KeySchema, JsonNode? Value, JsonNode? ValueSchema, IReadOnlyList<KeyValuePair<string, JsonNode?>> Headers)
{
    /// <summary>What tells it from others of its topic: operation and key, or what stands for them where there is none.</summary>
    public string Identity { get; } = IdentityOf(Key, Value);

    /// <summary>Whether a snapshot made it.</summary>
    public bool IsOfSnapshot => Value is JsonObject value && value["source"]?["snapshot"] is { } marker && marker.GetValue<string>() != "false";

    /// <summary>Whether it tells of a row.</summary>
    public bool IsOfTable => Value is null || Value is JsonObject value && value.ContainsKey("op");

    /// <summary>The record in a line, for messages.</summary>
    public JsonObject Summary()
    {
        var line = new JsonObject { ["key"] = Key?.DeepClone() };
        foreach (var name in (string[])["op", "before", "after", "status", "id", "ddl", "tableChanges"])
        {
            if (Value is JsonObject value && value.ContainsKey(name))
            {
                line[name] = value[name]?.DeepClone();
            }
        }

        if (Value is null)
        {
            line["tombstone"] = true;
        }

        return line;
    }

    private static string IdentityOf(JsonNode? key, JsonNode? value)
    {
        if (value is not JsonObject members)
        {
            return $"tombstone {key?.ToJsonString()}";
        }

        if (members.ContainsKey("op"))
        {
            return $"{members["op"]} {key?.ToJsonString() ?? (members["after"] ?? members["before"])?.ToJsonString()}";
        }

        return members.ContainsKey("status")
            ? $"{members["status"]} {members["id"]}"
            : $"{key?.ToJsonString()} {members["ddl"]?.ToJsonString()}";
    }
}
