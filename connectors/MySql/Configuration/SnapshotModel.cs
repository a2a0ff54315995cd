using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Whether, how and of what a snapshot is taken.</summary>
internal sealed record SnapshotModel
{
    /// <summary>When.</summary>
    public SnapshotMode Mode { get; init; }

    /// <summary>Which locks are held.</summary>
    public LockingMode Locking { get; init; }

    /// <summary>How long a lock is waited for.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The statements that read tables in the place of our own, by the table's name in lower case.</summary>
    public IReadOnlyDictionary<TableId, string> SelectOverrides { get; init; } = new Dictionary<TableId, string>();

    /// <summary>The captured tables whose rows are read; null for all.</summary>
    public RegexList? Tables { get; init; }

    /// <summary>How long is waited before the snapshot.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long is waited between the snapshot and the stream.</summary>
    public TimeSpan StreamingDelay { get; init; }

    /// <summary>The order of the tables.</summary>
    public RowCountOrder Order { get; init; }

    /// <summary>Whether the rows of a captured table are read.</summary>
    public bool Includes(TableId id) => Tables?.Matches(id.ToString()) ?? true;

    /// <summary>The statement that reads a table in the place of our own; null for ours.</summary>
    public string? OverrideOf(TableId id) =>
        SelectOverrides.Count == 0 ? null : SelectOverrides.GetValueOrDefault(new(id.Database.ToLowerInvariant(), id.Table.ToLowerInvariant()));
}

/// <summary>Values of <c>snapshot.tables.order.by.row.count</c>.</summary>
internal enum RowCountOrder
{
    /// <summary>By name.</summary>
    Disabled,

    /// <summary>Small tables first.</summary>
    Ascending,

    /// <summary>Large tables first.</summary>
    Descending,
}
