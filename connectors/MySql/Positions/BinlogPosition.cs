namespace ConnectRuntime.MySql.Positions;

/// <summary>Where the source stands: the offset of a source position. Names and meanings are Debezium's, with a few of our own.</summary>
/// <remarks>
/// Within a transaction the place is the transaction's start and how much of it was read: a restart reads the transaction from its start and passes over
/// <see cref="Events"/> events and <see cref="Rows"/> rows of the next one. Between transactions both are 0. Another server may send other transactions
/// first, and cuts each into other events, but has its rows in the same order: there the transaction is known by <see cref="Group"/>, and
/// <see cref="Changes"/> and <see cref="Rows"/> are passed over.
/// </remarks>
/// <param name="File">The binlog's name.</param>
/// <param name="Pos">Byte in the file where the next transaction, or the one that is under way, begins.</param>
internal sealed record BinlogPosition(string File, ulong Pos)
{
    /// <summary>The transactions that were read whole, as a set of MySQL's or a list of MariaDB's; null where they are not known.</summary>
    public string? Gtids { get; init; }

    /// <summary>Events of the transaction under way that were read whole.</summary>
    public long Events { get; init; }

    /// <summary>Rows of the next event that were read.</summary>
    public long Rows { get; init; }

    /// <summary>Rows of captured tables in those events; null where it is not known.</summary>
    public long? Changes { get; init; }

    /// <summary>The GTID of the transaction under way; null where there is none, or it has none.</summary>
    public string? Group { get; init; }

    /// <summary>The server that the transaction under way was read from; null where it is not known.</summary>
    public string? Server { get; init; }

    /// <summary>Whether it lies within a transaction.</summary>
    public bool IsInside => Events > 0 || Rows > 0;

    /// <summary>The server that wrote the last event first; 0 for none.</summary>
    public uint ServerId { get; init; }

    /// <summary>When the last event's statement began, in seconds since 1970; 0 for none.</summary>
    public long TimestampSeconds { get; init; }

    /// <summary>Which state of the schema history belongs to it.</summary>
    public long History { get; init; }

    /// <summary>How far the snapshot has come; null once it is complete, or where there is none.</summary>
    public SnapshotProgress? Snapshot { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Gtids is { Length: > 0 } ? $"{File}:{Pos} ({Gtids})" : $"{File}:{Pos}";
}
