using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>What an Avro logical type is called among rows. One that is unknown or does not fit its type is ignored, as Avro demands.</summary>
internal static class LogicalReader
{
    /// <summary>Begins the schema of a kind with the name that its logical type gives.</summary>
    public static SchemaBuilder Start(AvroSchema schema, FieldKind kind)
    {
        var type = schema.Props.Text(ConnectNames.LogicalType);
        return (type, kind) switch
        {
            (null, _) => SchemaBuilder.Of(kind),
            ("decimal", FieldKind.Bytes) => Decimal(schema.Props),
            ("date", FieldKind.Int32) => SchemaBuilder.Date(),
            ("time-millis", FieldKind.Int32) => SchemaBuilder.Time(TimeUnit.Millis),
            ("time-micros", FieldKind.Int64) => SchemaBuilder.Time(TimeUnit.Micros),
            ("timestamp-millis", FieldKind.Int64) => SchemaBuilder.Timestamp(TimeUnit.Millis),
            ("timestamp-micros", FieldKind.Int64) => SchemaBuilder.Timestamp(TimeUnit.Micros),
            ("timestamp-nanos", FieldKind.Int64) => SchemaBuilder.Timestamp(TimeUnit.Nanos),
            ("local-timestamp-millis", FieldKind.Int64) => SchemaBuilder.Of(kind).Name(LogicalNames.LocalTimestampMillis),
            ("local-timestamp-micros", FieldKind.Int64) => SchemaBuilder.Of(kind).Name(LogicalNames.LocalTimestampMicros),
            ("local-timestamp-nanos", FieldKind.Int64) => SchemaBuilder.Of(kind).Name(LogicalNames.LocalTimestampNanos),
            ("uuid", FieldKind.String) => SchemaBuilder.Uuid(),
            _ => SchemaBuilder.Of(kind),
        };
    }

    // The converter writes 64 where it does not know the precision, so 64 without more tells nothing.
    private static SchemaBuilder Decimal(AvroProps props)
    {
        var scale = props.Raw(ConnectNames.Scale) is null ? 0 : props.Number(ConnectNames.Scale);
        return props.Number(ConnectNames.Precision) is { } precision and > 0 && scale is { } digits
            ? SchemaBuilder.Decimal(precision == ConnectNames.UnknownPrecision ? 0 : precision, digits)
            : SchemaBuilder.Of(FieldKind.Bytes);
    }
}
