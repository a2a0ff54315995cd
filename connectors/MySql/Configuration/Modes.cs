namespace ConnectRuntime.MySql.Configuration;

/// <summary>Values of <c>snapshot.mode</c>.</summary>
internal enum SnapshotMode
{
    Initial,
    Always,
    InitialOnly,
    NoData,
    Recovery,
    WhenNeeded,
}

/// <summary>Values of <c>snapshot.locking.mode</c>.</summary>
internal enum LockingMode
{
    Minimal,
    Extended,
    None,
}

/// <summary>Values of <c>decimal.handling.mode</c>.</summary>
internal enum DecimalMode
{
    Precise,
    Double,
    String,
}

/// <summary>Values of <c>time.precision.mode</c>.</summary>
internal enum TimeMode
{
    AdaptiveTimeMicroseconds,
    Connect,
    Isostring,
    Microseconds,
    Nanoseconds,
}

/// <summary>Values of <c>bigint.unsigned.handling.mode</c>.</summary>
internal enum UnsignedBigintMode
{
    Long,
    Precise,
}

/// <summary>Values of <c>binary.handling.mode</c>.</summary>
internal enum BinaryMode
{
    Bytes,
    Base64,
    Base64UrlSafe,
    Hex,
}

/// <summary>Values of <c>event.processing.failure.handling.mode</c> and its like.</summary>
internal enum FailureMode
{
    Fail,
    Warn,
    Skip,
}

/// <summary>Values of <c>schema.name.adjustment.mode</c> and <c>field.name.adjustment.mode</c>.</summary>
internal enum NameAdjustmentMode
{
    None,
    Avro,
    AvroUnicode,
}
