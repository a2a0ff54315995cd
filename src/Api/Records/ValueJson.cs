using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ConnectRuntime.Records;

/// <summary>Writes values as JSON for people: consoles, headers, logs and dead letters.</summary>
/// <remarks>Decimals are numbers as text with all their digits, bytes are base64, an unavailable value is Debezium's placeholder.</remarks>
public static class ValueJson
{
    private const int PlainDigits = 1000;

    /// <summary>Writes one value.</summary>
    public static void Write(Utf8JsonWriter json, RecordBatch batch, RecordSchema? schema, Cell cell)
    {
        if (cell.State != CellState.Value)
        {
            WriteNothing(json, cell);
            return;
        }

        switch (cell.Kind)
        {
            case FieldKind.Boolean: json.WriteBooleanValue(cell.Boolean); break;
            case FieldKind.Int8 or FieldKind.Int16 or FieldKind.Int32 or FieldKind.Int64: json.WriteNumberValue(cell.Int64); break;
            case FieldKind.Float32: WriteFloat(json, cell.Float32, float.IsFinite(cell.Float32), cell.Float32); break;
            case FieldKind.Float64: WriteFloat(json, cell.Float64, double.IsFinite(cell.Float64), null); break;
            case FieldKind.String: json.WriteStringValue(batch[cell]); break;
            case FieldKind.Bytes when schema?.Logical.Kind == LogicalKind.Decimal:
                json.WriteStringValue(Decimal(batch[cell], schema.Logical.Scale));
                break;
            case FieldKind.Bytes: json.WriteBase64StringValue(batch[cell]); break;
            default: WriteParts(json, new ValueReader(batch, schema, cell)); break;
        }
    }

    /// <summary>A decimal's digits as plain text; with a power of ten where the scale would add a thousand zeros or more.</summary>
    /// <param name="unscaled">Two's complement, big-endian.</param>
    /// <param name="scale">Digits after the point; negative for zeros before it.</param>
    public static string Decimal(ReadOnlySpan<byte> unscaled, int scale)
    {
        var number = new BigInteger(unscaled, isUnsigned: false, isBigEndian: true);
        if (Math.Abs((long)scale) > PlainDigits)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{number}E{-(long)scale:+0;-0}");
        }

        if (scale <= 0)
        {
            return (number * BigInteger.Pow(10, -scale)).ToString(CultureInfo.InvariantCulture);
        }

        var digits = BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return $"{(number.Sign < 0 ? "-" : string.Empty)}{digits[..^scale]}.{digits[^scale..]}";
    }

    private static void WriteNothing(Utf8JsonWriter json, Cell cell)
    {
        if (cell.State == CellState.Unavailable)
        {
            json.WriteStringValue(EnvelopeSchema.UnavailablePlaceholder);
            return;
        }

        json.WriteNullValue();
    }

    private static void WriteFloat(Utf8JsonWriter json, double value, bool finite, float? single)
    {
        if (!finite)
        {
            json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
        else if (single is { } narrow)
        {
            json.WriteNumberValue(narrow);
        }
        else
        {
            json.WriteNumberValue(value);
        }
    }

    private static void WriteParts(Utf8JsonWriter json, ValueReader value)
    {
        if (value.Kind == FieldKind.Array)
        {
            json.WriteStartArray();
            for (var i = 0; i < value.Count; i++)
            {
                value[i].WriteTo(json);
            }

            json.WriteEndArray();
            return;
        }

        json.WriteStartObject();
        for (var i = 0; i < value.Count; i++)
        {
            json.WritePropertyName(value.Kind == FieldKind.Map ? MapName(value.MapKey(i)) : FieldName(value.Schema, i));
            (value.Kind == FieldKind.Map ? value.MapValue(i) : value[i]).WriteTo(json);
        }

        json.WriteEndObject();
    }

    // A struct without a schema can only number its fields.
    private static string FieldName(RecordSchema? schema, int field) => schema is { Kind: FieldKind.Struct }
        ? schema.Fields[field].Name
        : field.ToString(CultureInfo.InvariantCulture);

    private static string MapName(ValueReader key) => key.Kind switch
    {
        FieldKind.String => key.Text!,
        FieldKind.Boolean => key.Boolean ? "true" : "false",
        >= FieldKind.Int8 and <= FieldKind.Int64 => key.Int64.ToString(CultureInfo.InvariantCulture),
        FieldKind.Float32 or FieldKind.Float64 => key.Float64.ToString("R", CultureInfo.InvariantCulture),
        FieldKind.Bytes => Convert.ToBase64String(key.Utf8),
        _ => string.Empty,
    };
}
