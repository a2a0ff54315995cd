namespace ConnectRuntime.MySql.Snapshot;

/// <summary>What a task begins with.</summary>
internal enum SnapshotAction
{
    /// <summary>A new snapshot: definitions and rows, at a position of its own.</summary>
    Begin,

    /// <summary>Definitions alone, at a position of their own; no rows.</summary>
    BeginWithoutRows,

    /// <summary>The interrupted snapshot goes on.</summary>
    Resume,

    /// <summary>The definitions are read as they are now, and the stored position is kept.</summary>
    RebuildHistory,

    /// <summary>The stream goes on from the stored position.</summary>
    Stream,

    /// <summary>There is nothing left to do.</summary>
    Nothing,
}
