namespace ConnectRuntime.MySql.Values;

/// <summary>What the values of a column become: a type of column under the modes of the conversion.</summary>
internal enum ValueKind : byte
{
    /// <summary>An integer of the schema's kind; BIGINT UNSIGNED keeps its bits.</summary>
    Integer,

    /// <summary>A boolean of TINYINT(1).</summary>
    Boolean,

    /// <summary>BIGINT UNSIGNED as a decimal.</summary>
    UnsignedDecimal,

    /// <summary>A decimal as its unscaled value.</summary>
    Decimal,

    /// <summary>A decimal as the nearest 64-bit float.</summary>
    DecimalDouble,

    /// <summary>A decimal as its digits.</summary>
    DecimalText,

    Float32,
    Float64,

    /// <summary>A boolean of BIT(1).</summary>
    Bit,

    /// <summary>BIT(n), little-endian.</summary>
    Bits,

    /// <summary>Text, MariaDB's JSON included.</summary>
    Text,

    /// <summary>MySQL's JSON as text.</summary>
    Json,

    Bytes,
    Base64,
    Base64UrlSafe,
    Hex,
    Enum,
    Set,
    Year,

    /// <summary>Days since 1970-01-01.</summary>
    DateDays,

    /// <summary>ISO 8601 text.</summary>
    DateIso,

    TimeMicros,
    TimeNanos,

    /// <summary>Milliseconds of a day of 24 hours.</summary>
    TimeMillis,

    /// <summary>ISO 8601 text of a time of day.</summary>
    TimeIso,

    /// <summary>Milliseconds since 1970-01-01, as if it were UTC.</summary>
    DateTimeMillis,
    DateTimeMicros,
    DateTimeNanos,
    DateTimeIso,

    /// <summary>TIMESTAMP as ISO 8601 text in UTC.</summary>
    Zoned,

    Geometry,
    Point,
    Vector,
    Uuid,
    Inet4,
    Inet6,
}
