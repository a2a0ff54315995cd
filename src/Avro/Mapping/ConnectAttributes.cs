using System.Globalization;
using System.Text;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>The attributes of an Avro type that carry what Avro itself cannot say about a row's schema.</summary>
/// <remarks>
/// <code>
/// scale precision | connect.doc connect.version connect.parameters connect.default connect.name connect.type | logicalType | avro…
/// </code>
/// </remarks>
internal static class ConnectAttributes
{
    /// <summary>The attributes of a schema, in a fixed order.</summary>
    public static AvroProps Of(RecordSchema schema, AvroMappingOptions options)
    {
        var items = new List<KeyValuePair<string, string>>();
        var logical = LogicalAttributes(schema, items);
        if (options.ConnectMetaData)
        {
            AddMetaData(schema, items);
        }

        if (logical is not null)
        {
            items.Add(new(ConnectNames.LogicalType, JsonText.Of(logical)));
        }

        foreach (var (name, value) in schema.Parameters)
        {
            if (name.StartsWith("avro", StringComparison.Ordinal))
            {
                items.Add(new(name, JsonText.Of(value)));
            }
        }

        return AvroProps.Of(items);
    }

    private static string? LogicalAttributes(RecordSchema schema, List<KeyValuePair<string, string>> items)
    {
        if (schema is { Name: LogicalNames.Decimal, Kind: FieldKind.Bytes })
        {
            var precision = schema.Logical.Precision > 0 ? schema.Logical.Precision : ConnectNames.UnknownPrecision;
            items.Add(new(ConnectNames.Scale, Number(schema.Logical.Scale)));
            items.Add(new(ConnectNames.Precision, Number(precision)));
            return "decimal";
        }

        return (schema.Name, schema.Kind) switch
        {
            (LogicalNames.Date, FieldKind.Int32) => "date",
            (LogicalNames.Time, FieldKind.Int32) => "time-millis",
            (LogicalNames.Timestamp, FieldKind.Int64) => "timestamp-millis",
            (LogicalNames.TimeMicros, FieldKind.Int64) => LogicalNames.TimeMicros,
            (LogicalNames.TimestampMicros, FieldKind.Int64) => LogicalNames.TimestampMicros,
            (LogicalNames.TimestampNanos, FieldKind.Int64) => LogicalNames.TimestampNanos,
            (LogicalNames.LocalTimestampMillis, FieldKind.Int64) => LogicalNames.LocalTimestampMillis,
            (LogicalNames.LocalTimestampMicros, FieldKind.Int64) => LogicalNames.LocalTimestampMicros,
            (LogicalNames.LocalTimestampNanos, FieldKind.Int64) => LogicalNames.LocalTimestampNanos,
            (LogicalNames.Uuid, FieldKind.String) => LogicalNames.Uuid,
            _ => null,
        };
    }

    private static void AddMetaData(RecordSchema schema, List<KeyValuePair<string, string>> items)
    {
        if (schema.Doc is not null)
        {
            items.Add(new(ConnectNames.Doc, JsonText.Of(schema.Doc)));
        }

        if (schema.Version is { } version)
        {
            items.Add(new(ConnectNames.Version, Number(version)));
        }

        var parameters = Parameters(schema);
        if (parameters.Length > 2)
        {
            items.Add(new(ConnectNames.Parameters, parameters));
        }

        if (!schema.Parameters.ContainsKey(ConnectNames.FieldDefault)
            && AvroDefault.Write(schema, schema.Default) is { } value)
        {
            items.Add(new(ConnectNames.DefaultValue, value));
        }

        if (schema.Name is not null)
        {
            items.Add(new(ConnectNames.Name, JsonText.Of(schema.Name)));
        }

        if (schema.Kind is FieldKind.Int8 or FieldKind.Int16)
        {
            items.Add(new(ConnectNames.Type, schema.Kind == FieldKind.Int8 ? "\"int8\"" : "\"int16\""));
        }
    }

    private static string Parameters(RecordSchema schema)
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in schema.Parameters)
        {
            if (name == ConnectNames.FieldDefault)
            {
                continue;
            }

            JsonText.Separate(text, '{');
            JsonText.Append(text, name);
            text.Append(':');
            JsonText.Append(text, value);
        }

        return text.Append('}').ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
