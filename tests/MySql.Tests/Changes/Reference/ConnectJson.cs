using System.Text.Json.Nodes;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes.Reference;

/// <summary>Schemas and values as Kafka Connect's JSON converter spells them.</summary>
internal static class ConnectJson
{
    /// <summary>A schema; null for none.</summary>
    public static JsonObject? Schema(RecordSchema? schema)
    {
        if (schema is null)
        {
            return null;
        }

        var json = new JsonObject { ["type"] = TypeName(schema.Kind), ["optional"] = schema.IsNullable };
        Add(json, "name", schema.Name);
        Add(json, "version", schema.Version);
        Add(json, "doc", schema.Doc);
        if (schema.Parameters.Count > 0)
        {
            json["parameters"] = new JsonObject(schema.Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        }

        if (schema.HasDefault)
        {
            json["default"] = Default(schema.Default);
        }

        if (schema.Kind == FieldKind.Array)
        {
            json["items"] = Schema(schema.Element);
        }

        if (schema.Kind == FieldKind.Struct)
        {
            json["fields"] = new JsonArray([.. schema.Fields.Select(Field)]);
        }

        return json;
    }

    /// <summary>A value.</summary>
    public static JsonNode? Value(ValueReader value)
    {
        if (value.IsNull)
        {
            return null;
        }

        switch (value.Kind)
        {
            case FieldKind.Boolean: return value.Boolean;
            case FieldKind.String: return value.Text;
            case FieldKind.Bytes: return Convert.ToBase64String(value.Utf8);
            case FieldKind.Float32 or FieldKind.Float64: return value.Float64;
            case FieldKind.Array:
                var items = new JsonArray();
                for (var i = 0; i < value.Count; i++)
                {
                    items.Add(Value(value[i]));
                }

                return items;
            case FieldKind.Struct:
                var fields = new JsonObject();
                foreach (var field in value.Schema!.Fields)
                {
                    fields.Add(field.Name, Value(value[field.Name]));
                }

                return fields;
            default: return value.Int64;
        }
    }

    private static JsonObject Field(RecordField field)
    {
        var json = Schema(field.Schema)!;
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
        null => null,
        bool flag => flag,
        long number => number,
        double number => number,
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => value.ToString(),
    };

    private static string TypeName(FieldKind kind) => kind switch
    {
        FieldKind.Float32 => "float",
        FieldKind.Float64 => "double",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
