namespace ConnectRuntime.Records;

/// <summary>Names of logical types as Kafka Connect, Debezium and Avro spell them.</summary>
/// <remarks>Where Kafka Connect has no name for a meaning (microseconds, UUID), Avro's name of the logical type is the schema's name.</remarks>
public static class LogicalNames
{
    /// <summary>Kafka Connect's decimal, on bytes.</summary>
    public const string Decimal = "org.apache.kafka.connect.data.Decimal";

    /// <summary>Parameter of <see cref="Decimal"/>: digits after the point.</summary>
    public const string DecimalScale = "scale";

    /// <summary>Parameter of <see cref="Decimal"/>: digits in all.</summary>
    public const string DecimalPrecision = "connect.decimal.precision";

    /// <summary>Kafka Connect's date, on int32.</summary>
    public const string Date = "org.apache.kafka.connect.data.Date";

    /// <summary>Kafka Connect's time of day in milliseconds, on int32.</summary>
    public const string Time = "org.apache.kafka.connect.data.Time";

    /// <summary>Kafka Connect's timestamp in milliseconds, on int64.</summary>
    public const string Timestamp = "org.apache.kafka.connect.data.Timestamp";

    /// <summary>Time of day in microseconds, on int64.</summary>
    public const string TimeMicros = "time-micros";

    /// <summary>Time of day in nanoseconds, on int64; Avro has no such type, so only the name travels.</summary>
    public const string TimeNanos = "time-nanos";

    /// <summary>Timestamp in microseconds, on int64.</summary>
    public const string TimestampMicros = "timestamp-micros";

    /// <summary>Timestamp in nanoseconds, on int64.</summary>
    public const string TimestampNanos = "timestamp-nanos";

    /// <summary>Timestamp without a zone in milliseconds, on int64.</summary>
    public const string LocalTimestampMillis = "local-timestamp-millis";

    /// <summary>Timestamp without a zone in microseconds, on int64.</summary>
    public const string LocalTimestampMicros = "local-timestamp-micros";

    /// <summary>Timestamp without a zone in nanoseconds, on int64.</summary>
    public const string LocalTimestampNanos = "local-timestamp-nanos";

    /// <summary>A UUID, on string.</summary>
    public const string Uuid = "uuid";

    /// <summary>Debezium's date, on int32.</summary>
    public const string DebeziumDate = "io.debezium.time.Date";

    /// <summary>Debezium's time in milliseconds, on int32.</summary>
    public const string DebeziumTime = "io.debezium.time.Time";

    /// <summary>Debezium's time in microseconds, on int64.</summary>
    public const string DebeziumMicroTime = "io.debezium.time.MicroTime";

    /// <summary>Debezium's time in nanoseconds, on int64.</summary>
    public const string DebeziumNanoTime = "io.debezium.time.NanoTime";

    /// <summary>Debezium's zoneless timestamp in milliseconds, on int64.</summary>
    public const string DebeziumTimestamp = "io.debezium.time.Timestamp";

    /// <summary>Debezium's zoneless timestamp in microseconds, on int64.</summary>
    public const string DebeziumMicroTimestamp = "io.debezium.time.MicroTimestamp";

    /// <summary>Debezium's zoneless timestamp in nanoseconds, on int64.</summary>
    public const string DebeziumNanoTimestamp = "io.debezium.time.NanoTimestamp";

    /// <summary>Debezium's timestamp as ISO 8601 text, on string.</summary>
    public const string DebeziumZonedTimestamp = "io.debezium.time.ZonedTimestamp";

    /// <summary>Debezium's year, on int32.</summary>
    public const string DebeziumYear = "io.debezium.time.Year";

    /// <summary>Debezium's UUID, on string.</summary>
    public const string DebeziumUuid = "io.debezium.data.Uuid";

    /// <summary>Debezium's JSON document, on string.</summary>
    public const string DebeziumJson = "io.debezium.data.Json";

    /// <summary>Debezium's enum, on string.</summary>
    public const string DebeziumEnum = "io.debezium.data.Enum";

    /// <summary>Debezium's set, on string.</summary>
    public const string DebeziumEnumSet = "io.debezium.data.EnumSet";

    /// <summary>Debezium's bit string, on bytes.</summary>
    public const string DebeziumBits = "io.debezium.data.Bits";
}
