namespace ConnectRuntime.MySql.Snapshot;

/// <summary>What a task finds when it is opened.</summary>
internal readonly record struct StoredState
{
    /// <summary>Whether a position is stored.</summary>
    public bool HasPosition { get; init; }

    /// <summary>Whether it lies in a snapshot that was interrupted.</summary>
    public bool IsInSnapshot { get; init; }

    /// <summary>Whether that snapshot's list of tables is there.</summary>
    public bool HasPlan { get; init; }

    /// <summary>Whether the server still has all changes after the position.</summary>
    public bool IsOnServer { get; init; }

    /// <summary>Whether the schema history is there.</summary>
    public bool HasHistory { get; init; }
}
