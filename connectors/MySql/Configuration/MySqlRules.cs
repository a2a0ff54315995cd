using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Conditions over several options, and over the inside of lists.</summary>
internal static class MySqlRules
{
    private static readonly ConfigKey<RegexList?>[] AllLists =
    [
        CaptureKeys.IncludeDatabases, CaptureKeys.ExcludeDatabases, CaptureKeys.IncludeTables, CaptureKeys.ExcludeTables, CaptureKeys.IncludeColumns,
        CaptureKeys.ExcludeColumns, CaptureKeys.GtidIncludes, CaptureKeys.GtidExcludes, SnapshotKeys.Tables, TypeKeys.PropagatedColumns, TypeKeys.PropagatedTypes,
    ];

    private static readonly (ConfigKey Include, ConfigKey Exclude)[] Pairs =
    [
        (CaptureKeys.IncludeDatabases, CaptureKeys.ExcludeDatabases), (CaptureKeys.IncludeTables, CaptureKeys.ExcludeTables),
        (CaptureKeys.IncludeColumns, CaptureKeys.ExcludeColumns), (CaptureKeys.GtidIncludes, CaptureKeys.GtidExcludes),
    ];

    /// <summary>Every list of regular expressions can be read.</summary>
    public static void Lists(ConnectorConfig config, ConfigProblems problems)
    {
        foreach (var key in AllLists)
        {
            Readable(config, problems, key);
        }
    }

    /// <summary>One list of regular expressions can be read.</summary>
    public static void Readable(ConnectorConfig config, ConfigProblems problems, ConfigKey<RegexList?> key)
    {
        if (config.Get(key)?.Problem is { } problem)
        {
            problems.Error(key, problem, "regular expressions in Java's dialect with commas between them are required", "Correct it, and write \\, for a comma that is part of one");
        }
    }

    /// <summary>A list of what is taken and one of what is left out exclude each other.</summary>
    public static void OneOfTwo(ConnectorConfig config, ConfigProblems problems)
    {
        foreach (var (include, exclude) in Pairs.Where(pair => config.IsSet(pair.Include) && config.IsSet(pair.Exclude)))
        {
            problems.Error(exclude, $"{include.Name} is set too", "one of the two is required", "Remove one");
        }
    }

    /// <summary>The columns of keys can be read.</summary>
    public static void KeyColumns(ConnectorConfig config, ConfigProblems problems)
    {
        if (config.Get(RecordKeys.KeyColumns)?.Problem is { } problem)
        {
            problems.Error(RecordKeys.KeyColumns, problem, "database.table:column,column with semicolons between tables is required", "Correct it");
        }
    }

    /// <summary>The topics that are not those of tables differ.</summary>
    public static void Topics(ConnectorConfig config, ConfigProblems problems)
    {
        var topics = MySqlSourceModel.ReadTopics(config);
        if (topics.Heartbeat == topics.SchemaChanges || topics.Heartbeat == topics.Transaction)
        {
            var key = config.IsSet(RecordKeys.HeartbeatTopic) ? (ConfigKey)RecordKeys.HeartbeatTopic : RecordKeys.HeartbeatPrefix;
            problems.Error(key, $"'{topics.Heartbeat}' is the topic of schema changes or transactions too", "a topic of its own is required", "Change it");
        }
    }

    /// <summary>The five options of <c>snapshot.mode=configuration_based</c> are one of the other modes.</summary>
    public static void SnapshotBasis(ConnectorConfig config, ConfigProblems problems)
    {
        if (config.Get(SnapshotKeys.Mode) != "configuration_based" || SnapshotModes.OfBasis(config) is not null)
        {
            return;
        }

        var (found, action) = SnapshotModes.WhyNoBasis(config);
        problems.Error(SnapshotKeys.Mode, found, "five options that come to 'always' or 'no_data' are required with configuration_based", action);
    }

    /// <summary>Words of other locking modes are told what they are taken for.</summary>
    public static void Locking(ConnectorConfig config, ConfigProblems problems)
    {
        var word = config.Get(SnapshotKeys.Locking);
        if (word is "minimal_percona" or "minimal_percona_no_table_locks" or "minimal_at_least_once")
        {
            problems.Warning(
                SnapshotKeys.Locking, $"'{word}' differs from minimal in statements that are not needed here", "it is taken as minimal, which gives the same rows",
                "Set minimal, or none where no lock may be taken");
        }
    }

    /// <summary>Tables that a statement reads and the statements are the same.</summary>
    public static void Overrides(ConnectorConfig config, ConfigProblems problems)
    {
        var names = config.Get(SnapshotKeys.Overrides).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var statements = config.Get(SnapshotKeys.OverrideStatements).Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Where(name => !statements.Contains(name)))
        {
            problems.Error(
                SnapshotKeys.Overrides, $"'{name}' has no statement", $"the option {SnapshotKeys.OverrideStatements.Prefix}{name} is required", "Set it, or remove the table");
        }

        foreach (var name in statements.Where(name => !names.Contains(name)))
        {
            problems.Warning(SnapshotKeys.Overrides, $"it does not list '{name}', which has a statement", "both are required for the statement to be used", "List it, or remove the statement");
        }
    }

    /// <summary>A statement of heartbeats has heartbeats.</summary>
    public static void Heartbeat(ConnectorConfig config, ConfigProblems problems)
    {
        if (config.IsSet(RecordKeys.HeartbeatQuery) && config.Get(RecordKeys.HeartbeatInterval) == TimeSpan.Zero)
        {
            problems.Warning(RecordKeys.HeartbeatQuery, "heartbeat.interval.ms is 0", "heartbeats are required for it to be run", "Set heartbeat.interval.ms, or remove the statement");
        }
    }
}
