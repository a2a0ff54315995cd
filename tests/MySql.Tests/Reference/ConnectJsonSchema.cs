using System.Text.Json.Nodes;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>Writes a schema as Kafka Connect's JSON converter does.</summary>
internal static class ConnectJsonSchema
{
    public static JsonObject? Of(RecordSchema? schema)
    {
        if (schema is null)
        {
            return null;
        }

        var json = new JsonObject { ["type"] = TypeOf(schema.Kind), ["optional"] = schema.IsNullable };
        if (schema.Kind == FieldKind.Struct)
        {
            json["fields"] = new JsonArray([.. schema.Fields.Select(FieldOf)]);
        }

        Add(json, "items", Of(schema.Element));
        Add(json, "keys", Of(schema.KeySchema));
        Add(json, "values", Of(schema.ValueSchema));
        Add(json, "name", schema.Name);
        Add(json, "version", schema.Version);
        Add(json, "doc", schema.Doc);
        Add(json, "default", Default(schema.Default));
        if (schema.Parameters.Count > 0)
        {
            json["parameters"] = new JsonObject(schema.Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        }

        return json;
    }

    private static JsonObject FieldOf(RecordField field)
    {
        var json = Of(field.Schema)!;
        json["field"] = field.Name;
        return json;
    }

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static JsonNode? Default(object? value) => value switch
    {
        byte[] bytes => Convert.ToBase64String(bytes),
        bool or long or double or string or null => JsonValue.Create(value),
        IReadOnlyList<object?> items => new JsonArray([.. items.Select(Default)]),
        _ => throw new NotSupportedException($"A default of type {value.GetType()}."),
    };

    private static string TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Float32 => "float",
        FieldKind.Float64 => "double",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
