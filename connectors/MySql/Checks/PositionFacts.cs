using ConnectRuntime.MySql.Positions;

namespace ConnectRuntime.MySql.Checks;

/// <summary>What a server says about a stored position. Immutable.</summary>
/// <param name="Stored">The position.</param>
internal sealed record PositionFacts(BinlogPosition Stored)
{
    /// <summary>What is missing between the position and the oldest binlog, as part of a sentence; null where the server can go on.</summary>
    public string? Gap { get; init; }

    /// <summary>The file that the server would go on in; null where that cannot be found out.</summary>
    public string? File { get; init; }

    /// <summary>Bytes of binlog from the oldest file to the position.</summary>
    public long Before { get; init; }

    /// <summary>Bytes from the position to the end.</summary>
    public long Behind { get; init; }

    /// <summary>Whether the file is the one that is written.</summary>
    public bool IsLast { get; init; }

    /// <summary>For how long the file has been closed: its age for the purge; null where it is not closed, or nobody can tell.</summary>
    public TimeSpan? ClosedFor { get; init; }

    /// <summary>The time since the change that was read last, by the server's clock; null where the position does not tell.</summary>
    public TimeSpan? Age { get; init; }
}
