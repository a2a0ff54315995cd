using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>What the words of <c>snapshot.mode</c> and <c>snapshot.locking.mode</c> come to.</summary>
internal static class SnapshotModes
{
    public static SnapshotMode Of(ConnectorConfig config) => config.Get(SnapshotKeys.Mode) switch
    {
        "always" => SnapshotMode.Always,
        "initial_only" => SnapshotMode.InitialOnly,
        "no_data" or "schema_only" => SnapshotMode.NoData,
        "recovery" or "schema_only_recovery" => SnapshotMode.Recovery,
        "when_needed" => SnapshotMode.WhenNeeded,
        "configuration_based" => OfBasis(config) ?? SnapshotMode.Initial,
        _ => SnapshotMode.Initial,
    };

    public static LockingMode LockingOf(ConnectorConfig config) => config.Get(SnapshotKeys.Locking) switch
    {
        "extended" => LockingMode.Extended,
        "none" => LockingMode.None,
        _ => LockingMode.Minimal,
    };

    /// <summary>The mode that the five options come to; null for none. In Debezium they hold at every start, whether a position is stored or not.</summary>
    public static SnapshotMode? OfBasis(ConnectorConfig config) =>
        (
            config.Get(SnapshotKeys.BasedOnData),
            config.Get(SnapshotKeys.BasedOnSchema),
            config.Get(SnapshotKeys.BasedOnStream),
            config.Get(SnapshotKeys.BasedOnDataError)) switch
        {
            (true, true, true, _) => SnapshotMode.Always,
            (false, true, true, false) => SnapshotMode.NoData,
            _ => null,
        };

    /// <summary>What is wrong with them, and what to do.</summary>
    public static (string Found, string Action) WhyNoBasis(ConnectorConfig config) =>
        (config.Get(SnapshotKeys.BasedOnData), config.Get(SnapshotKeys.BasedOnSchema), config.Get(SnapshotKeys.BasedOnStream)) switch
        {
            (_, false, false) => ("they ask for nothing", "Set snapshot.mode to one of the other values"),
            (true, false, _) => ("they ask for rows without definitions of tables", "Set snapshot.mode.configuration.based.snapshot.schema=true"),
            (false, false, true) => ("they ask for all changes that the server still has, without definitions of tables", "Set snapshot.mode=no_data to begin with the changes from now on"),
            (_, true, false) => ("they ask for a snapshot at every start and no changes", "Set snapshot.mode=initial_only"),
            _ => ("they ask for rows only where the server no longer has the stored position", "Set snapshot.mode=when_needed, which also reads them at the first start"),
        };
}
