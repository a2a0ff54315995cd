using System.Globalization;
using System.Text;
using System.Text.Json;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>Defaults as rows' schemas hold them, and as the JSON that Avro schemas hold.</summary>
/// <remarks>
/// Bytes are text whose characters are the bytes (ISO 8859-1). A default inside a default must fit the first branch of its
/// union. What does not fit is no default: a schema stays usable when its author got one wrong.
/// </remarks>
internal static class AvroDefault
{
    /// <summary>The JSON text of a value that is not null, or null where it does not fit.</summary>
    public static string? Write(RecordSchema schema, object? value)
    {
        var text = new StringBuilder();
        return value is not null && Append(text, schema, value) ? text.ToString() : null;
    }

    /// <summary>The value of JSON text, or null where it does not fit.</summary>
    public static object? Read(RecordSchema schema, JsonElement json) => schema.Kind switch
    {
        FieldKind.Boolean => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : null,
        FieldKind.Int8 or FieldKind.Int16 or FieldKind.Int32 or FieldKind.Int64 =>
            json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var number) && Fits(schema.Kind, number) ? number : null,
        FieldKind.Float32 or FieldKind.Float64 => json.ValueKind == JsonValueKind.Number ? json.GetDouble() : null,
        FieldKind.String => json.ValueKind == JsonValueKind.String ? json.GetString() : null,
        FieldKind.Bytes => json.ValueKind == JsonValueKind.String && json.GetString() is { } text && text.All(c => c <= 0xFF)
            ? Encoding.Latin1.GetBytes(text)
            : null,
        FieldKind.Array => ReadArray(schema, json),
        FieldKind.Map => ReadMap(schema, json),
        FieldKind.Struct => ReadStruct(schema, json),
        _ => null,
    };

    private static bool Fits(FieldKind kind, long value) => kind switch
    {
        FieldKind.Int8 => value == (sbyte)value,
        FieldKind.Int16 => value == (short)value,
        FieldKind.Int32 => value == (int)value,
        _ => true,
    };

    private static bool Append(StringBuilder text, RecordSchema schema, object? value)
    {
        switch (schema.Kind, value)
        {
            case (FieldKind.Boolean, bool flag):
                text.Append(flag ? "true" : "false");
                return true;
            case (FieldKind.Int8 or FieldKind.Int16 or FieldKind.Int32 or FieldKind.Int64, long number) when Fits(schema.Kind, number):
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                return true;
            case (FieldKind.Float32 or FieldKind.Float64, double number) when double.IsFinite(number):
                text.Append(JsonText.Of(number));
                return true;
            case (FieldKind.String, string word):
                JsonText.Append(text, word);
                return true;
            case (FieldKind.Bytes, byte[] bytes):
                JsonText.Append(text, Encoding.Latin1.GetString(bytes));
                return true;
            case (FieldKind.Array, IReadOnlyList<object?> items):
                return AppendAll(text, '[', ']', items, item => AppendInner(text, schema.Element!, item));
            case (FieldKind.Map, IReadOnlyDictionary<string, object?> pairs) when AvroShape.IsMap(schema):
                return AppendAll(text, '{', '}', pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal), pair =>
                {
                    JsonText.Append(text, pair.Key);
                    text.Append(':');
                    return AppendInner(text, schema.ValueSchema!, pair.Value);
                });
            case (FieldKind.Struct, IReadOnlyList<object?> values) when values.Count == schema.Fields.Count && schema.Name != ConnectNames.Union:
                return AppendAll(text, '{', '}', schema.Fields.Zip(values), pair =>
                {
                    JsonText.Append(text, pair.First.Name);
                    text.Append(':');
                    return AppendInner(text, pair.First.Schema, pair.Second);
                });
            default:
                return false;
        }
    }

    private static bool AppendInner(StringBuilder text, RecordSchema schema, object? value)
    {
        if (schema.IsNullable && !AvroShape.ValueFirst(schema))
        {
            text.Append("null");
            return value is null;
        }

        return value is not null && Append(text, schema, value);
    }

    private static bool AppendAll<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Func<T, bool> append)
    {
        text.Append(open);
        foreach (var item in items)
        {
            JsonText.Separate(text, open);
            if (!append(item))
            {
                return false;
            }
        }

        text.Append(close);
        return true;
    }

    private static object?[]? ReadArray(RecordSchema schema, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var items = json.EnumerateArray().Select(item => (Ok: ReadInner(schema.Element!, item, out var value), Value: value)).ToList();
        return items.TrueForAll(item => item.Ok) ? [.. items.Select(item => item.Value)] : null;
    }

    private static Dictionary<string, object?>? ReadMap(RecordSchema schema, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !AvroShape.IsMap(schema))
        {
            return null;
        }

        var pairs = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (!ReadInner(schema.ValueSchema!, property.Value, out var value))
            {
                return null;
            }

            pairs[property.Name] = value;
        }

        return pairs;
    }

    private static object?[]? ReadStruct(RecordSchema schema, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || schema.Name == ConnectNames.Union)
        {
            return null;
        }

        var values = new object?[schema.Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var field = schema.Fields[i];
            if (!json.TryGetProperty(field.Name, out var inner))
            {
                values[i] = field.Schema.Default;
                if (values[i] is null && !field.Schema.IsNullable)
                {
                    return null;
                }
            }
            else if (!ReadInner(field.Schema, inner, out values[i]))
            {
                return null;
            }
        }

        return values;
    }

    private static bool ReadInner(RecordSchema schema, JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind == JsonValueKind.Null)
        {
            return schema.IsNullable;
        }

        value = Read(schema, json);
        return value is not null;
    }
}
