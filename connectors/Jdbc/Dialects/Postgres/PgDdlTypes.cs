using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>The column type that a schema gets in a table that is created here.</summary>
internal static class PgDdlTypes
{
    private const string VariableScaleDecimal = "io.debezium.data.VariableScaleDecimal";

    /// <summary>PostgreSQL's limit for a declared numeric.</summary>
    private const int MaxPrecision = 1000;

    /// <summary>Whether a struct is Debezium's decimal that carries its own scale: fields scale and value.</summary>
    public static bool IsVariableScale(RecordSchema schema) =>
        schema.Name == VariableScaleDecimal && schema.Fields.Count == 2
        && schema.Find("scale")?.Schema.Kind == FieldKind.Int32 && schema.Find("value")?.Schema.Kind == FieldKind.Bytes;

    /// <summary>The type's name for DDL.</summary>
    public static string Of(RecordSchema schema) => schema.Logical.Kind switch
    {
        LogicalKind.Decimal => Numeric(schema.Logical),
        LogicalKind.Date => "date",
        LogicalKind.Time => $"time({Digits(schema.Logical.Unit)})",
        LogicalKind.Timestamp => $"timestamp({Digits(schema.Logical.Unit)}) with time zone",
        LogicalKind.LocalTimestamp => $"timestamp({Digits(schema.Logical.Unit)})",
        LogicalKind.ZonedTimestamp => "timestamp with time zone",
        LogicalKind.Uuid => "uuid",
        LogicalKind.Json => "json",
        LogicalKind.Bits => Bits(schema),
        _ => OfKind(schema),
    };

    private static string OfKind(RecordSchema schema) => schema.Kind switch
    {
        FieldKind.Boolean => "boolean",
        FieldKind.Int8 or FieldKind.Int16 => "smallint",
        FieldKind.Int32 => "integer",
        FieldKind.Int64 => "bigint",
        FieldKind.Float32 => "real",
        FieldKind.Float64 => "double precision",
        FieldKind.String => "text",
        FieldKind.Bytes => "bytea",
        FieldKind.Struct when IsVariableScale(schema) => "numeric",
        FieldKind.Array when IsScalar(schema.Element!) => Of(schema.Element!) + "[]",
        _ => "jsonb",
    };

    private static bool IsScalar(RecordSchema element) =>
        element.Kind is >= FieldKind.Boolean and <= FieldKind.Bytes && element.Logical.Kind is not (LogicalKind.Json or LogicalKind.Bits);

    private static string Numeric(LogicalType type) =>
        type.Precision is > 0 and <= MaxPrecision && type.Scale >= 0 && type.Scale <= type.Precision ? $"numeric({type.Precision},{type.Scale})" : "numeric";

    private static string Bits(RecordSchema schema) =>
        schema.Parameters.TryGetValue("length", out var length) && int.TryParse(length, out var bits) && bits > 0 ? $"bit({bits})" : "bit varying";

    private static int Digits(TimeUnit unit) => unit == TimeUnit.Millis ? 3 : 6;
}
