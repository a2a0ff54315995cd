namespace ConnectRuntime.Records;

/// <summary>What a value means, where its schema's name says so.</summary>
public enum LogicalKind : byte
{
    /// <summary>Nothing beyond its kind, or a name that is not known here; the name and its parameters are kept all the same.</summary>
    None,

    /// <summary>Bytes holding the unscaled value, two's complement, big-endian; see <see cref="LogicalType.Precision"/> and <see cref="LogicalType.Scale"/>.</summary>
    Decimal,

    /// <summary>Days since 1970-01-01.</summary>
    Date,

    /// <summary>Time of day, or a duration, in <see cref="LogicalType.Unit"/>s.</summary>
    Time,

    /// <summary>A moment, in <see cref="LogicalType.Unit"/>s since 1970-01-01 UTC.</summary>
    Timestamp,

    /// <summary>A date and time without a zone, counted as if it were UTC.</summary>
    LocalTimestamp,

    /// <summary>ISO 8601 text with an offset.</summary>
    ZonedTimestamp,

    /// <summary>A year as a number.</summary>
    Year,

    /// <summary>A UUID as text of 36 characters.</summary>
    Uuid,

    /// <summary>A JSON document as text.</summary>
    Json,

    /// <summary>One of the values of the parameter <c>allowed</c>, as text.</summary>
    Enum,

    /// <summary>Any of the values of the parameter <c>allowed</c>, as text joined by commas.</summary>
    EnumSet,

    /// <summary>Bits, little-endian; the parameter <c>length</c> says how many.</summary>
    Bits,
}

/// <summary>The unit of a time or timestamp.</summary>
public enum TimeUnit : byte
{
    /// <summary>Not a time.</summary>
    None,

    /// <summary>Milliseconds.</summary>
    Millis,

    /// <summary>Microseconds.</summary>
    Micros,

    /// <summary>Nanoseconds.</summary>
    Nanos,
}
