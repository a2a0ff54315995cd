namespace ConnectRuntime.MySql.Configuration;

/// <summary>How values become cells, for a whole connector.</summary>
internal sealed record ConversionModel
{
    public DecimalMode Decimal { get; init; }

    public TimeMode Time { get; init; }

    public UnsignedBigintMode UnsignedBigint { get; init; }

    public BinaryMode Binary { get; init; }

    /// <summary>Whether years below 100 are taken for two digits (<c>enable.time.adjuster</c>).</summary>
    public bool AdjustsYears { get; init; }

    /// <summary>Whether the TINYINT columns that this is for become booleans, as Debezium's TinyIntOneToBooleanConverter makes them of TINYINT(1).</summary>
    public bool TinyIntOneIsBoolean { get; init; }

    /// <summary>What becomes of a value that has no place in its column's schema (<c>event.converting.failure.handling.mode</c>).</summary>
    public FailureMode OnFailure { get; init; } = FailureMode.Warn;
}
