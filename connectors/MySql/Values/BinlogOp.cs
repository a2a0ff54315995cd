namespace ConnectRuntime.MySql.Values;

/// <summary>What the decoder does with the bytes of a column: the usual cases one by one, all others through the column's converter.</summary>
internal enum BinlogOp : byte
{
    /// <summary>Passes over a number of bytes.</summary>
    Skip,

    /// <summary>Passes over bytes after their length.</summary>
    SkipLong,

    Int8,
    UInt8,
    Int16,
    UInt16,
    Int24,
    UInt24,
    Int32,
    UInt32,
    Int64,
    Float32,
    Float64,

    /// <summary>A float of 32 bits that becomes one of 64.</summary>
    Wide32,

    /// <summary>A decimal of at most 18 digits as its unscaled value.</summary>
    ShortDecimal,

    Date,
    DateTime,
    Timestamp,

    /// <summary>UTF-8 after a length of one byte.</summary>
    Text1,

    /// <summary>UTF-8 after a length of two bytes.</summary>
    Text2,

    /// <summary>A number of bytes that a converter reads.</summary>
    Other,

    /// <summary>Bytes after their length that a converter reads.</summary>
    OtherLong,
}
