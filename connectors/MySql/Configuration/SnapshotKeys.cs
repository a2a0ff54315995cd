using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Options of snapshots.</summary>
internal static class SnapshotKeys
{
    public static readonly ConfigKey<string> Mode = ConfigKey.OneOf(
        "snapshot.mode",
        "initial", "always", "initial_only", "no_data", "recovery", "when_needed", "configuration_based", "schema_only", "schema_only_recovery").Default("initial").High().Doc(
        "When rows are read before changes: initial, where no position is stored; always, at every start; initial_only, as initial and then nothing more; "
        + "no_data, never, changes come from now on (its older name is schema_only); recovery, never, and the definitions of tables are read anew (schema_only_recovery); "
        + "when_needed, as initial and also where the server no longer has the stored position; configuration_based, as the five options of that name say.");

    public static readonly ConfigKey<bool> BasedOnData = Based("snapshot.data", "Whether rows are read.");

    public static readonly ConfigKey<bool> BasedOnSchema = Based("snapshot.schema", "Whether definitions of tables are read.");

    public static readonly ConfigKey<bool> BasedOnStream = Based("start.stream", "Whether changes follow.");

    public static readonly ConfigKey<bool> BasedOnSchemaError = Based(
        "snapshot.on.schema.error", "Whether definitions are read anew where those that were kept are lost, as is always done.");

    public static readonly ConfigKey<bool> BasedOnDataError = Based("snapshot.on.data.error", "Whether rows are read where the server no longer has the stored position.");

    public static readonly ConfigKey<string> Locking = ConfigKey.OneOf(
        "snapshot.locking.mode",
        "minimal", "extended", "none", "minimal_percona", "minimal_percona_no_table_locks", "minimal_at_least_once").Default("minimal").Low().Doc(
        "Which locks are held: minimal, until the view of the snapshot is open; extended, until its end; none. The other words are taken as minimal.");

    public static readonly ConfigKey<TimeSpan> LockTimeout = ConfigKey.Milliseconds("snapshot.lock.timeout.ms").Default(10_000).Doc(
        "How long a lock is waited for.");

    public static readonly ConfigKey<RegexList?> Tables = CaptureKeys.List("snapshot.include.collection.list").Optional().Doc(
        "Captured tables whose rows are read, as database.table; without it, all.");

    public static readonly ConfigKey<IReadOnlyList<string>> Overrides = ConfigKey.List("snapshot.select.statement.overrides").Default()
        .Must(names => names.All(name => MySqlSourceModel.ReadTable(name) is not null), "a list of tables as database.table").Low().Doc(
        "Tables that a statement of yours reads, as database.table; the statement is the option snapshot.select.statement.overrides.database.table.");

    public static readonly ConfigPrefix OverrideStatements = new ConfigPrefix("snapshot.select.statement.overrides.").Doc(
        "The statement that reads a table of snapshot.select.statement.overrides. It gives all captured columns by their names.")
        .Checked((name, value) => MySqlSourceModel.ReadTable(name) is null ? "it names no table, database.table is required at its end. Correct it."
            : value.Trim().Length == 0 ? "it is empty, a SELECT is required. Set it, or remove it from both places." : null);

    public static readonly ConfigKey<RowCountOrder> Order = ConfigKey.Enum<RowCountOrder>("snapshot.tables.order.by.row.count")
        .Default(RowCountOrder.Disabled).Low().Doc("The order of the tables by their number of rows: ascending, descending, or disabled.");

    public static readonly ConfigKey<TimeSpan> Delay = ConfigKey.Milliseconds("snapshot.delay.ms").Default(0).Low().Doc("How long is waited before a snapshot.");

    public static readonly ConfigKey<TimeSpan> StreamingDelay = ConfigKey.Milliseconds("streaming.delay.ms").Default(0).Low().Doc(
        "How long is waited between a snapshot and the changes.");

    private static ConfigKey<bool> Based(string name, string doc) =>
        ConfigKey.Bool("snapshot.mode.configuration.based." + name).Default(false).Low().VisibleWhen(Mode, "configuration_based").Doc(doc);
}
