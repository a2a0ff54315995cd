using System.Text.Json.Nodes;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>Writes a value as Kafka Connect's JSON converter does: bytes and decimals as base64, dates and times as their numbers.</summary>
internal static class ConnectJsonValue
{
    public static JsonNode? Of(ValueReader value)
    {
        if (value.IsNull)
        {
            return null;
        }

        if (value.IsUnavailable)
        {
            return EnvelopeSchema.UnavailablePlaceholder;
        }

        switch (value.Kind)
        {
            case FieldKind.Boolean: return value.Boolean;
            case FieldKind.Int8 or FieldKind.Int16 or FieldKind.Int32 or FieldKind.Int64: return value.Int64;
            case FieldKind.Float32: return (float)value.Float64;
            case FieldKind.Float64: return value.Float64;
            case FieldKind.String: return value.Text;
            case FieldKind.Bytes: return Convert.ToBase64String(value.Utf8);
            case FieldKind.Array: return Elements(value);
            case FieldKind.Struct: return Fields(value);
            default: throw new NotSupportedException($"A value of kind {value.Kind}.");
        }
    }

    private static JsonArray Elements(ValueReader value)
    {
        var json = new JsonArray();
        for (var i = 0; i < value.Count; i++)
        {
            json.Add(Of(value[i]));
        }

        return json;
    }

    private static JsonObject Fields(ValueReader value)
    {
        var json = new JsonObject();
        for (var i = 0; i < value.Count; i++)
        {
            json[value.Schema!.Fields[i].Name] = Of(value[i]);
        }

        return json;
    }
}
