using System.Globalization;

namespace ConnectRuntime.Records;

/// <summary>What a schema's name and parameters mean, for whoever must map it to another system's type.</summary>
/// <param name="Kind">The meaning.</param>
/// <param name="Unit">The unit, for times and timestamps.</param>
/// <param name="Precision">Decimal digits in all, for decimals; 0 where it is not known.</param>
/// <param name="Scale">Decimal digits after the point, for decimals.</param>
public readonly record struct LogicalType(LogicalKind Kind, TimeUnit Unit = TimeUnit.None, int Precision = 0, int Scale = 0)
{
    /// <summary>No meaning beyond the kind.</summary>
    public static readonly LogicalType None;

    /// <summary>Reads the meaning of a name that Kafka Connect, Debezium or Avro defines; <see cref="None"/> for any other.</summary>
    public static LogicalType Of(string? name, FieldKind kind, IReadOnlyDictionary<string, string> parameters) => (name, kind) switch
    {
        (null, _) => None,
        (LogicalNames.Decimal, FieldKind.Bytes) => new(
            LogicalKind.Decimal,
            Precision: Number(parameters, LogicalNames.DecimalPrecision),
            Scale: Number(parameters, LogicalNames.DecimalScale)),
        (LogicalNames.Date or LogicalNames.DebeziumDate, FieldKind.Int32) => new(LogicalKind.Date),
        (LogicalNames.Time or LogicalNames.DebeziumTime, FieldKind.Int32) => new(LogicalKind.Time, TimeUnit.Millis),
        (LogicalNames.TimeMicros or LogicalNames.DebeziumMicroTime, FieldKind.Int64) => new(LogicalKind.Time, TimeUnit.Micros),
        (LogicalNames.TimeNanos or LogicalNames.DebeziumNanoTime, FieldKind.Int64) => new(LogicalKind.Time, TimeUnit.Nanos),
        (LogicalNames.Timestamp, FieldKind.Int64) => new(LogicalKind.Timestamp, TimeUnit.Millis),
        (LogicalNames.TimestampMicros, FieldKind.Int64) => new(LogicalKind.Timestamp, TimeUnit.Micros),
        (LogicalNames.TimestampNanos, FieldKind.Int64) => new(LogicalKind.Timestamp, TimeUnit.Nanos),
        (LogicalNames.DebeziumTimestamp or LogicalNames.LocalTimestampMillis, FieldKind.Int64) =>
            new(LogicalKind.LocalTimestamp, TimeUnit.Millis),
        (LogicalNames.DebeziumMicroTimestamp or LogicalNames.LocalTimestampMicros, FieldKind.Int64) =>
            new(LogicalKind.LocalTimestamp, TimeUnit.Micros),
        (LogicalNames.DebeziumNanoTimestamp or LogicalNames.LocalTimestampNanos, FieldKind.Int64) =>
            new(LogicalKind.LocalTimestamp, TimeUnit.Nanos),
        (LogicalNames.DebeziumZonedTimestamp, FieldKind.String) => new(LogicalKind.ZonedTimestamp),
        (LogicalNames.DebeziumYear, FieldKind.Int32) => new(LogicalKind.Year),
        (LogicalNames.Uuid or LogicalNames.DebeziumUuid, FieldKind.String) => new(LogicalKind.Uuid),
        (LogicalNames.DebeziumJson, FieldKind.String) => new(LogicalKind.Json),
        (LogicalNames.DebeziumEnum, FieldKind.String) => new(LogicalKind.Enum),
        (LogicalNames.DebeziumEnumSet, FieldKind.String) => new(LogicalKind.EnumSet),
        (LogicalNames.DebeziumBits, FieldKind.Bytes) => new(LogicalKind.Bits),
        _ => None,
    };

    private static int Number(IReadOnlyDictionary<string, string> parameters, string name) =>
        parameters.TryGetValue(name, out var text)
        && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
