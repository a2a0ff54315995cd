using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Snapshot;

/// <summary>What <c>snapshot.mode</c> means for what a task finds when it is opened.</summary>
/// <param name="Action">What to begin with.</param>
/// <param name="Streams">Whether the binlog is read afterwards; otherwise the task is finished.</param>
/// <param name="Why">For the log, where more is done than the mode asks for; else null.</param>
internal sealed record SnapshotDecision(SnapshotAction Action, bool Streams, string? Why = null)
{
    private const string PlanLost = "the interrupted snapshot cannot be continued, because its notes or the binlog after its position are gone; it begins anew";

    /// <summary>Decides.</summary>
    /// <exception cref="Errors.ConnectException">MYT004–MYT007: the mode has no answer to what was found.</exception>
    public static SnapshotDecision For(SnapshotMode mode, in StoredState stored) => stored switch
    {
        { HasPosition: false } => First(mode),
        { IsInSnapshot: true } => Interrupted(mode, stored),
        _ => Complete(mode, stored),
    };

    private static SnapshotDecision First(SnapshotMode mode) => mode switch
    {
        SnapshotMode.NoData => new(SnapshotAction.BeginWithoutRows, Streams: true),
        SnapshotMode.Recovery => throw SnapshotErrors.NothingToRecover(),
        _ => new(SnapshotAction.Begin, mode != SnapshotMode.InitialOnly),
    };

    private static SnapshotDecision Interrupted(SnapshotMode mode, in StoredState stored) => mode switch
    {
        SnapshotMode.NoData => new(SnapshotAction.BeginWithoutRows, Streams: true),
        SnapshotMode.Recovery => throw SnapshotErrors.RecoveryOfSnapshot(),
        _ when stored is { HasPlan: true, IsOnServer: true, HasHistory: true } => new(SnapshotAction.Resume, mode != SnapshotMode.InitialOnly),
        _ => new(SnapshotAction.Begin, mode != SnapshotMode.InitialOnly, PlanLost),
    };

    private static SnapshotDecision Complete(SnapshotMode mode, in StoredState stored) => mode switch
    {
        SnapshotMode.Always => new(SnapshotAction.Begin, Streams: true),
        SnapshotMode.InitialOnly => new(SnapshotAction.Nothing, Streams: false),
        SnapshotMode.WhenNeeded when !stored.IsOnServer =>
            new(SnapshotAction.Begin, Streams: true, "the server has purged the binlog after the stored position"),
        SnapshotMode.WhenNeeded when !stored.HasHistory => new(SnapshotAction.Begin, Streams: true, "the schema history is gone"),
        _ when !stored.IsOnServer => throw SnapshotErrors.PositionGone(Spell(mode)),
        SnapshotMode.Recovery => new(SnapshotAction.RebuildHistory, Streams: true),
        _ when !stored.HasHistory => throw SnapshotErrors.HistoryGone(Spell(mode)),
        _ => new(SnapshotAction.Stream, Streams: true),
    };

    private static string Spell(SnapshotMode mode) => mode switch
    {
        SnapshotMode.NoData => "no_data",
        SnapshotMode.Recovery => "recovery",
        _ => "initial",
    };
}
