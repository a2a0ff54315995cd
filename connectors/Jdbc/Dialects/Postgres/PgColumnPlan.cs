using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>What to do for one column of a row, compiled from its binding.</summary>
internal sealed class PgColumnPlan
{
    public required ColumnModel Column { get; init; }

    public required RecordSchema Schema { get; init; }

    public required PgOp Op { get; init; }

    public ValueOrigin Origin { get; init; }

    public int Ordinal { get; init; }

    /// <summary>The unit of times and timestamps.</summary>
    public TimeUnit Unit { get; init; }

    /// <summary>Digits after the point of a decimal cell.</summary>
    public int Scale { get; init; }

    /// <summary>Digits before the point that a numeric column takes; −1 for no limit.</summary>
    public int WholeDigits { get; init; } = -1;

    /// <summary>Digits after the point that a numeric column takes; −1 for no limit.</summary>
    public int ColumnScale { get; init; } = -1;

    /// <summary>Characters that a text column takes, or bits; −1 for no limit.</summary>
    public int MaxLength { get; init; } = -1;

    /// <summary>Bytes of an integer column.</summary>
    public int IntSize { get; init; }

    /// <summary>Whether a jsonb version byte comes first.</summary>
    public bool IsJsonb { get; init; }

    /// <summary>The zone in which wall-clock values stand for moments, where it is not UTC.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>Whether the zone turns a moment into wall-clock time; otherwise the other way round.</summary>
    public bool ToWallClock { get; init; }

    /// <summary>The plan of an array's elements.</summary>
    public PgColumnPlan? Element { get; init; }

    /// <summary>The encoded field that stands in for a null; null for none.</summary>
    public byte[]? NullField { get; set; }

    /// <summary>The encoded field of a row that is older than its field; null for none.</summary>
    public byte[]? MissingField { get; set; }

    /// <summary>Whether a null is refused: the column is one of the key's, or says NOT NULL.</summary>
    public bool RefusesNull { get; init; }

    /// <summary>Whether the column goes through the stage as text and is cast by the server.</summary>
    public bool IsCast { get; init; }
}
