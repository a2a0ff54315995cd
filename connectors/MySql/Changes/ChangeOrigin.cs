namespace ConnectRuntime.MySql.Changes;

/// <summary>Where the rows of one event, or a run of rows of a snapshot, come from: what their source block says, but for table and row.</summary>
/// <remarks>On the stack of the reading thread; the spans are copied by <see cref="ChangeWriter.BeginEvent"/>.</remarks>
internal readonly ref struct ChangeOrigin
{
    /// <summary>The binlog file.</summary>
    public required string File { get; init; }

    /// <summary>The start of the event in the file, or the position of the snapshot's view.</summary>
    public required long Position { get; init; }

    /// <summary>When the server made the change, in microseconds since 1970-01-01 UTC: the time of the commit where the log has it, else the seconds of the event.</summary>
    public long TimeMicros { get; init; }

    /// <summary>The server where the change was made first; 0 in a snapshot.</summary>
    public long ServerId { get; init; }

    /// <summary>The GTID of the transaction in UTF-8; empty for none.</summary>
    public ReadOnlySpan<byte> Gtid { get; init; }

    /// <summary>The number of the session that made the change; null where the log does not say.</summary>
    public long? Thread { get; init; }

    /// <summary>The statement in UTF-8; empty for none.</summary>
    public ReadOnlySpan<byte> Query { get; init; }

    /// <summary>The place in a snapshot.</summary>
    public SnapshotMarker Snapshot { get; init; }

    /// <summary>Whether the images leave columns out, so that cells may be <see cref="Records.CellState.Unavailable"/>.</summary>
    public bool IsPartial { get; init; }
}
