using System.Globalization;
using System.Text.RegularExpressions;
using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>The types that a column can be declared with.</summary>
internal static partial class ColumnTypes
{
    /// <summary>All of them, for messages.</summary>
    public const string Known =
        "string, int8, int16, int32, int64, float32, float64, boolean, decimal(precision,scale), date, time, time-micros, time-nanos, "
        + "timestamp, timestamp-micros, timestamp-nanos, uuid, bytes";

    /// <summary>What a column without a declaration is.</summary>
    public static readonly RecordSchema NullableText = RecordSchema.String.WithNullable(true);

    /// <summary>Reads a type such as <c>decimal(12,2)?</c>; null for none.</summary>
    public static ColumnModel? Read(string name, string text)
    {
        var nullable = text.EndsWith('?');
        var type = (nullable ? text[..^1] : text).Trim();
        var (kind, schema) = Find(type);
        if (schema is null)
        {
            return null;
        }

        return new ColumnModel(name, kind, schema.Nullable(nullable).Build(), type);
    }

    private static (ColumnType Type, SchemaBuilder? Schema) Find(string type) => type.ToLowerInvariant() switch
    {
        "string" or "text" => (ColumnType.String, SchemaBuilder.Of(FieldKind.String)),
        "int8" => (ColumnType.Integer, SchemaBuilder.Of(FieldKind.Int8)),
        "int16" => (ColumnType.Integer, SchemaBuilder.Of(FieldKind.Int16)),
        "int32" or "int" => (ColumnType.Integer, SchemaBuilder.Of(FieldKind.Int32)),
        "int64" or "long" => (ColumnType.Integer, SchemaBuilder.Of(FieldKind.Int64)),
        "float32" or "float" => (ColumnType.Float32, SchemaBuilder.Of(FieldKind.Float32)),
        "float64" or "double" => (ColumnType.Float64, SchemaBuilder.Of(FieldKind.Float64)),
        "boolean" or "bool" => (ColumnType.Boolean, SchemaBuilder.Of(FieldKind.Boolean)),
        "date" => (ColumnType.Date, SchemaBuilder.Date()),
        "time" or "time-millis" => (ColumnType.Time, SchemaBuilder.Time(TimeUnit.Millis)),
        "time-micros" => (ColumnType.Time, SchemaBuilder.Time(TimeUnit.Micros)),
        "time-nanos" => (ColumnType.Time, SchemaBuilder.Time(TimeUnit.Nanos)),
        "timestamp" or "timestamp-millis" => (ColumnType.Timestamp, SchemaBuilder.Timestamp(TimeUnit.Millis)),
        "timestamp-micros" => (ColumnType.Timestamp, SchemaBuilder.Timestamp(TimeUnit.Micros)),
        "timestamp-nanos" => (ColumnType.Timestamp, SchemaBuilder.Timestamp(TimeUnit.Nanos)),
        "uuid" => (ColumnType.Uuid, SchemaBuilder.Uuid()),
        "bytes" => (ColumnType.Bytes, SchemaBuilder.Of(FieldKind.Bytes)),
        var other => (ColumnType.Decimal, ReadDecimal(other)),
    };

    private static SchemaBuilder? ReadDecimal(string type)
    {
        if (DecimalShape().Match(type) is not { Success: true } match)
        {
            return null;
        }

        var precision = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var scale = match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : 0;
        return precision is >= 1 and <= DecimalText.MaxPrecision && scale <= precision ? SchemaBuilder.Decimal(precision, scale) : null;
    }

    [GeneratedRegex(@"^decimal\s*\(\s*([0-9]{1,3})\s*(?:,\s*([0-9]{1,3})\s*)?\)$")]
    private static partial Regex DecimalShape();
}
