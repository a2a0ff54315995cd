using System.Globalization;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Spatial;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values;

/// <summary>What a type of column becomes, and the schema of it, as Debezium lays it out, without nullability, default and comment.</summary>
/// <param name="Kind">What values become.</param>
/// <param name="Schema">The schema so far.</param>
internal readonly record struct ColumnShape(ValueKind Kind, SchemaBuilder Schema)
{
    // FLOAT(p) up to this many binary digits is stored in four bytes.
    private const int MostFloatDigits = 24;
    private const int UnsignedBigintDigits = 20;

    /// <summary>The shape of a column.</summary>
    public static ColumnShape Of(ColumnModel column, ConversionModel conversion) => column.Type switch
    {
        SqlType.TinyInt when conversion.TinyIntOneIsBoolean => new(ValueKind.Boolean, SchemaBuilder.Of(FieldKind.Boolean)),
        SqlType.TinyInt => new(ValueKind.Integer, SchemaBuilder.Of(FieldKind.Int16)),
        SqlType.SmallInt => new(ValueKind.Integer, SchemaBuilder.Of(column.IsUnsigned ? FieldKind.Int32 : FieldKind.Int16)),
        SqlType.MediumInt => new(ValueKind.Integer, SchemaBuilder.Of(FieldKind.Int32)),
        SqlType.Int => new(ValueKind.Integer, SchemaBuilder.Of(column.IsUnsigned ? FieldKind.Int64 : FieldKind.Int32)),
        SqlType.BigInt when column.IsUnsigned && conversion.UnsignedBigint == UnsignedBigintMode.Precise =>
            new(ValueKind.UnsignedDecimal, SchemaBuilder.Decimal(UnsignedBigintDigits, 0)),
        SqlType.BigInt => new(ValueKind.Integer, SchemaBuilder.Of(FieldKind.Int64)),
        SqlType.Decimal => Decimal(column, conversion.Decimal),
        SqlType.Float when column.Scale < 0 && column.Length <= MostFloatDigits => new(ValueKind.Float32, SchemaBuilder.Of(FieldKind.Float32)),
        SqlType.Float or SqlType.Double => new(ValueKind.Float64, SchemaBuilder.Of(FieldKind.Float64)),
        SqlType.Bit when column.Length <= 1 => new(ValueKind.Bit, SchemaBuilder.Of(FieldKind.Boolean)),
        SqlType.Bit => new(ValueKind.Bits, Named(FieldKind.Bytes, LogicalNames.DebeziumBits).Parameter(DebeziumNames.Length, Text(column.Length))),
        SqlType.Year => new(ValueKind.Year, Named(FieldKind.Int32, LogicalNames.DebeziumYear)),
        SqlType.Date => Date(conversion.Time),
        SqlType.Time => Time(conversion.Time),
        SqlType.DateTime => DateTime(conversion.Time, column.FractionDigits),
        SqlType.Timestamp => new(ValueKind.Zoned, Named(FieldKind.String, LogicalNames.DebeziumZonedTimestamp)),
        SqlType.Enum => new(ValueKind.Enum, Members(LogicalNames.DebeziumEnum, column)),
        SqlType.Set => new(ValueKind.Set, Members(LogicalNames.DebeziumEnumSet, column)),
        SqlType.Json => new(ValueKind.Json, Named(FieldKind.String, LogicalNames.DebeziumJson)),
        SqlType.Uuid => new(ValueKind.Uuid, Named(FieldKind.String, LogicalNames.DebeziumUuid)),
        SqlType.Inet4 => new(ValueKind.Inet4, SchemaBuilder.Of(FieldKind.String)),
        SqlType.Inet6 => new(ValueKind.Inet6, SchemaBuilder.Of(FieldKind.String)),
        SqlType.Vector => new(ValueKind.Vector, SpatialSchemas.Vector()),
        SqlType.Point => new(ValueKind.Point, SpatialSchemas.Point()),

        // Debezium's schema is nullable even where the column is not.
        >= SqlType.Geometry and <= SqlType.GeometryCollection => new(ValueKind.Geometry, SpatialSchemas.Geometry().Nullable()),
        _ when column.IsText() => new(
            ValueKind.Text,
            column.IsJson ? Named(FieldKind.String, LogicalNames.DebeziumJson) : SchemaBuilder.Of(FieldKind.String)),
        _ => Binary(conversion.Binary),
    };

    private static ColumnShape Decimal(ColumnModel column, DecimalMode mode) => mode switch
    {
        DecimalMode.Double => new(ValueKind.DecimalDouble, SchemaBuilder.Of(FieldKind.Float64)),
        DecimalMode.String => new(ValueKind.DecimalText, SchemaBuilder.Of(FieldKind.String)),
        _ => new(ValueKind.Decimal, SchemaBuilder.Decimal(column.Precision(), Math.Max(column.Scale, 0))),
    };

    private static ColumnShape Date(TimeMode mode) => mode switch
    {
        TimeMode.Isostring => new(ValueKind.DateIso, Named(FieldKind.String, DebeziumNames.IsoDate)),
        TimeMode.Connect => new(ValueKind.DateDays, Named(FieldKind.Int32, LogicalNames.Date)),
        _ => new(ValueKind.DateDays, Named(FieldKind.Int32, LogicalNames.DebeziumDate)),
    };

    private static ColumnShape Time(TimeMode mode) => mode switch
    {
        TimeMode.Isostring => new(ValueKind.TimeIso, Named(FieldKind.String, DebeziumNames.IsoTime)),
        TimeMode.Connect => new(ValueKind.TimeMillis, Named(FieldKind.Int32, LogicalNames.Time)),
        TimeMode.Nanoseconds => new(ValueKind.TimeNanos, Named(FieldKind.Int64, LogicalNames.DebeziumNanoTime)),
        _ => new(ValueKind.TimeMicros, Named(FieldKind.Int64, LogicalNames.DebeziumMicroTime)),
    };

    private static ColumnShape DateTime(TimeMode mode, int digits) => mode switch
    {
        TimeMode.Isostring => new(ValueKind.DateTimeIso, Named(FieldKind.String, DebeziumNames.IsoTimestamp)),
        TimeMode.Connect => new(ValueKind.DateTimeMillis, Named(FieldKind.Int64, LogicalNames.Timestamp)),
        TimeMode.Nanoseconds => new(ValueKind.DateTimeNanos, Named(FieldKind.Int64, LogicalNames.DebeziumNanoTimestamp)),
        TimeMode.AdaptiveTimeMicroseconds when digits <= 3 => new(ValueKind.DateTimeMillis, Named(FieldKind.Int64, LogicalNames.DebeziumTimestamp)),
        _ => new(ValueKind.DateTimeMicros, Named(FieldKind.Int64, LogicalNames.DebeziumMicroTimestamp)),
    };

    private static ColumnShape Binary(BinaryMode mode) => mode switch
    {
        BinaryMode.Base64 => new(ValueKind.Base64, SchemaBuilder.Of(FieldKind.String)),
        BinaryMode.Base64UrlSafe => new(ValueKind.Base64UrlSafe, SchemaBuilder.Of(FieldKind.String)),
        BinaryMode.Hex => new(ValueKind.Hex, SchemaBuilder.Of(FieldKind.String)),
        _ => new(ValueKind.Bytes, SchemaBuilder.Of(FieldKind.Bytes)),
    };

    private static SchemaBuilder Members(string name, ColumnModel column) =>
        Named(FieldKind.String, name).Parameter(DebeziumNames.Allowed, string.Join(',', column.Members.Select(Escape)));

    // A comma within a value is told from one between values.
    private static string Escape(string member) =>
        member.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);

    private static SchemaBuilder Named(FieldKind kind, string name) => SchemaBuilder.Of(kind).Name(name).Version(1);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
