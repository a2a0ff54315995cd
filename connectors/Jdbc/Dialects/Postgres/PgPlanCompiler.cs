using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Finds the way of a value of some schema into a column of some type.</summary>
/// <param name="zone">The zone of wall-clock values.</param>
internal sealed class PgPlanCompiler(TimeZoneInfo zone)
{
    private readonly TimeZoneInfo? _zone = zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime ? null : zone;

    /// <summary>The plan of a column, or null where there is no way.</summary>
    public PgColumnPlan? Compile(ColumnBinding binding, bool isKey)
    {
        var plan = Plan(binding.Column, binding.Column.TypeId, binding.Schema);
        if (plan is null)
        {
            return null;
        }

        var op = binding.Origin switch
        {
            ValueOrigin.Topic => PgOp.Topic,
            ValueOrigin.Partition => PgOp.Partition,
            ValueOrigin.Offset => PgOp.Offset,
            _ => plan.Op,
        };
        return Copy(plan, op, binding, isKey || binding.Column is { NotNull: true });
    }

    private static PgColumnPlan Copy(PgColumnPlan plan, PgOp op, ColumnBinding binding, bool refusesNull) => new()
    {
        Column = binding.Column,
        Schema = plan.Schema,
        Op = op,
        Origin = binding.Origin,
        Ordinal = binding.Ordinal,
        Unit = plan.Unit,
        Scale = plan.Scale,
        WholeDigits = plan.WholeDigits,
        ColumnScale = plan.ColumnScale,
        MaxLength = plan.MaxLength,
        IntSize = plan.IntSize,
        IsJsonb = plan.IsJsonb,
        Zone = plan.Zone,
        ToWallClock = plan.ToWallClock,
        Element = plan.Element,
        RefusesNull = refusesNull,
        IsCast = plan.IsCast,
    };

    private PgColumnPlan? Plan(ColumnModel column, uint type, RecordSchema schema)
    {
        if (column.ElementTypeId != 0 && schema.Kind == FieldKind.Array)
        {
            var element = Plan(column with { ElementTypeId = 0, TypeId = column.ElementTypeId, IsEnum = false }, column.ElementTypeId, schema.Element!);
            return element is null or { IsCast: true } ? null : Of(column, schema, PgOp.Array, element: element);
        }

        return type switch
        {
            _ when column.ElementTypeId != 0 || column.IsEnum => AsText(column, schema, column.IsEnum),
            PgType.Bool => schema.Kind switch
            {
                FieldKind.Boolean => Of(column, schema, PgOp.Bool),
                >= FieldKind.Int8 and <= FieldKind.Int64 => Of(column, schema, PgOp.BoolFromInt),
                _ => AsText(column, schema, false),
            },
            PgType.Int2 => Integer(column, schema, PgOp.Int2, 2),
            PgType.Int4 => Integer(column, schema, PgOp.Int4, 4),
            PgType.Int8 => Integer(column, schema, PgOp.Int8, 8),
            PgType.Float4 => Float(column, schema, PgOp.Float4),
            PgType.Float8 => Float(column, schema, PgOp.Float8),
            PgType.Numeric => Numeric(column, schema),
            PgType.Text or PgType.VarChar or PgType.BpChar => TextColumn(column, schema),
            PgType.Bytea => schema.Kind is FieldKind.Bytes && schema.Logical.Kind != LogicalKind.Decimal || schema.Kind == FieldKind.String
                ? Of(column, schema, PgOp.Bytea) : null,
            PgType.Date or PgType.Time or PgType.Interval or PgType.Timestamp or PgType.TimestampTz => Temporal(column, type, schema),
            PgType.Uuid => schema.Kind switch
            {
                FieldKind.String => Of(column, schema, PgOp.Uuid),
                FieldKind.Bytes when schema.Logical.Kind == LogicalKind.None => Of(column, schema, PgOp.UuidFromBytes),
                _ => null,
            },
            PgType.Json or PgType.Jsonb => Json(column, schema, type == PgType.Jsonb),
            PgType.Bit or PgType.VarBit when schema.Logical.Kind == LogicalKind.Bits => BitString(column, schema),
            _ => AsText(column, schema, false),
        };
    }

    private static PgColumnPlan? Integer(ColumnModel column, RecordSchema schema, PgOp op, int size) => (schema.Kind, schema.Logical.Kind) switch
    {
        (FieldKind.Boolean, _) => Of(column, schema, op, size: size),
        ( >= FieldKind.Int8 and <= FieldKind.Int64, LogicalKind.None or LogicalKind.Year) => Of(column, schema, op, size: size),
        (FieldKind.Float32 or FieldKind.Float64, _) => Of(column, schema, PgOp.IntFromFloat, size: size),
        (FieldKind.Bytes, LogicalKind.Decimal) => Of(column, schema, PgOp.IntFromDecimal, size: size),
        (FieldKind.String, _) => AsText(column, schema, false),
        _ => null,
    };

    private static PgColumnPlan? Float(ColumnModel column, RecordSchema schema, PgOp op) => (schema.Kind, schema.Logical.Kind) switch
    {
        (FieldKind.Float32 or FieldKind.Float64, _) => Of(column, schema, op),
        ( >= FieldKind.Int8 and <= FieldKind.Int64, LogicalKind.None or LogicalKind.Year) => Of(column, schema, op),
        (FieldKind.Bytes, LogicalKind.Decimal) or (FieldKind.String, _) => AsText(column, schema, false),
        _ => null,
    };

    private static PgColumnPlan? Numeric(ColumnModel column, RecordSchema schema)
    {
        // A modifier is ((precision << 16) | (scale & 0x7ff)) + 4, the scale being signed in 11 bits.
        var modifier = column.Modifier < 0 ? -1 : column.Modifier - 4;
        var scale = modifier < 0 ? -1 : ((modifier & 0x7ff) ^ 1024) - 1024;
        var whole = modifier < 0 ? -1 : ((modifier >> 16) & 0xffff) - scale;
        if (modifier >= 0 && scale < 0)
        {
            return AsText(column, schema, false);
        }

        return (schema.Kind, schema.Logical.Kind) switch
        {
            (FieldKind.Boolean, _) => Of(column, schema, PgOp.NumericFromInt, whole: whole, columnScale: scale),
            ( >= FieldKind.Int8 and <= FieldKind.Int64, LogicalKind.None or LogicalKind.Year) =>
                Of(column, schema, PgOp.NumericFromInt, whole: whole, columnScale: scale),
            (FieldKind.Bytes, LogicalKind.Decimal) => Of(column, schema, PgOp.NumericFromDecimal, whole: whole, columnScale: scale),
            (FieldKind.Struct, _) when PgDdlTypes.IsVariableScale(schema) =>
                Of(column, schema, PgOp.NumericFromVariable, whole: whole, columnScale: scale),
            _ => AsText(column, schema, false),
        };
    }

    private static PgColumnPlan? TextColumn(ColumnModel column, RecordSchema schema)
    {
        var max = column.TypeId != PgType.Text && column.Modifier >= 4 ? column.Modifier - 4 : -1;
        return schema.Kind == FieldKind.String ? Of(column, schema, PgOp.Text, max: max)
            : IsPlainBytes(schema) ? null
            : Of(column, schema, PgOp.AsText, max: max);
    }

    private PgColumnPlan? Temporal(ColumnModel column, uint type, RecordSchema schema) => (type, schema.Logical.Kind) switch
    {
        (_, LogicalKind.ZonedTimestamp) when type is PgType.TimestampTz or PgType.Timestamp =>
            Of(column, schema, PgOp.MomentFromZonedText, zone: type == PgType.Timestamp ? _zone : null, toWallClock: true),
        _ when schema.Kind == FieldKind.String => AsText(column, schema, false),
        (PgType.Date, LogicalKind.Date) => Of(column, schema, PgOp.Date),
        (PgType.Date, LogicalKind.LocalTimestamp) => Of(column, schema, PgOp.DateFromMoment),
        (PgType.Date, LogicalKind.Timestamp) => Of(column, schema, PgOp.DateFromMoment, zone: _zone, toWallClock: true),
        (PgType.Time, LogicalKind.Time) => Of(column, schema, PgOp.Time),
        (PgType.Interval, LogicalKind.Time) => Of(column, schema, PgOp.Interval),
        (PgType.Timestamp, LogicalKind.LocalTimestamp) or (PgType.TimestampTz, LogicalKind.Timestamp) => Of(column, schema, PgOp.Moment),
        (PgType.Timestamp, LogicalKind.Timestamp) => Of(column, schema, PgOp.Moment, zone: _zone, toWallClock: true),
        (PgType.TimestampTz, LogicalKind.LocalTimestamp) => Of(column, schema, PgOp.Moment, zone: _zone),
        (PgType.Timestamp, LogicalKind.Date) => Of(column, schema, PgOp.MomentFromDate),
        (PgType.TimestampTz, LogicalKind.Date) => Of(column, schema, PgOp.MomentFromDate, zone: _zone),
        _ => null,
    };

    private static PgColumnPlan? Json(ColumnModel column, RecordSchema schema, bool binary) =>
        Of(column, schema, schema.Kind == FieldKind.String ? PgOp.JsonText : PgOp.JsonValue, jsonb: binary);

    private static PgColumnPlan BitString(ColumnModel column, RecordSchema schema)
    {
        var declared = schema.Parameters.TryGetValue("length", out var text)
            && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var length) ? length : -1;
        return Of(column, schema, PgOp.Bits, max: column.TypeId == PgType.Bit ? Math.Max(1, column.Modifier) : declared);
    }

    // Types with no way of their own take what their input function reads from text.
    private static PgColumnPlan? AsText(ColumnModel column, RecordSchema schema, bool isTextItself) =>
        IsPlainBytes(schema) || schema.Kind is FieldKind.Struct or FieldKind.Array or FieldKind.Map or FieldKind.Any
            ? null
            : Of(column, schema, schema.Kind == FieldKind.String ? PgOp.Text : PgOp.AsText, cast: !isTextItself);

    private static bool IsPlainBytes(RecordSchema schema) => schema.Kind == FieldKind.Bytes && schema.Logical.Kind != LogicalKind.Decimal;

    private static PgColumnPlan Of(
        ColumnModel column,
        RecordSchema schema,
        PgOp op,
        int size = 0,
        int whole = -1,
        int columnScale = -1,
        int max = -1,
        bool jsonb = false,
        TimeZoneInfo? zone = null,
        bool toWallClock = false,
        bool cast = false,
        PgColumnPlan? element = null) => new()
    {
        Column = column,
        Schema = schema,
        Op = op,
        Unit = schema.Logical.Unit,
        Scale = schema.Logical.Scale,
        WholeDigits = whole,
        ColumnScale = columnScale,
        MaxLength = max,
        IntSize = size,
        IsJsonb = jsonb,
        Zone = zone,
        ToWallClock = toWallClock,
        IsCast = cast,
        Element = element,
    };
}
