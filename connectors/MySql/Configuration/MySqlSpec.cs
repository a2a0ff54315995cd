using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>The options of the MySQL and MariaDB sources with their rules, and what becomes of those of Debezium that are not here.</summary>
internal static class MySqlSpec
{
    public static readonly ConfigSpec Spec = Aliases(ForeignMySqlOptions.AddTo(Own()))
        .Rule(MySqlRules.Lists)
        .Rule(MySqlRules.OneOfTwo)
        .Rule(MySqlRules.KeyColumns)
        .Rule(MySqlRules.Topics)
        .Rule(MySqlRules.SnapshotBasis)
        .Rule(MySqlRules.Locking)
        .Rule(MySqlRules.Overrides)
        .Rule(MySqlRules.Heartbeat)
        .Rule(TlsRules.Files)
        .Rule(TlsRules.Modes);

    private static ConfigSpec Own() => ConfigSpec.Empty
        .Group(
            "Connection", ConnectionKeys.Host, ConnectionKeys.Port, ConnectionKeys.User, ConnectionKeys.Password, ConnectionKeys.ServerId,
            ConnectionKeys.ConnectTimeout, ConnectionKeys.QueryTimeout, ConnectionKeys.KeepAlive, ConnectionKeys.KeepAliveInterval,
            ConnectionKeys.NetWriteTimeout, ConnectionKeys.InitialStatements)
        .Group(
            "TLS", ConnectionKeys.SslMode, ConnectionKeys.Truststore, ConnectionKeys.TruststorePassword, ConnectionKeys.Keystore,
            ConnectionKeys.KeystorePassword, ConnectionKeys.Key, ConnectionKeys.KeyRetrieval, ConnectionKeys.ServerKey)
        .Group(
            "Capture", CaptureKeys.IncludeDatabases, CaptureKeys.ExcludeDatabases, CaptureKeys.IncludeTables, CaptureKeys.ExcludeTables,
            CaptureKeys.IncludeColumns, CaptureKeys.ExcludeColumns, CaptureKeys.IgnoreBuiltin, CaptureKeys.SkippedOperations,
            CaptureKeys.GtidIncludes, CaptureKeys.GtidExcludes, CaptureKeys.GtidRows, CaptureKeys.MostTables, CaptureKeys.MostTablesAction)
        .Group(
            "Topics and Names", RecordKeys.TopicPrefix, RecordKeys.Delimiter, RecordKeys.NamingStrategy, RecordKeys.HeartbeatPrefix, RecordKeys.HeartbeatTopic,
            RecordKeys.TransactionTopic, RecordKeys.SchemaNames, RecordKeys.FieldNames)
        .Group(
            "Records", RecordKeys.KeyColumns, RecordKeys.Tombstones, RecordKeys.SkipUnchanged, RecordKeys.Query, RecordKeys.Transactions,
            RecordKeys.SchemaChanges, RecordKeys.SchemaComments, RecordKeys.CapturedTablesOnly, RecordKeys.CapturedDatabasesOnly,
            RecordKeys.HeartbeatInterval, RecordKeys.HeartbeatQuery, RecordKeys.ExtendedHeaders)
        .Group(
            "Values", TypeKeys.Decimal, TypeKeys.Time, TypeKeys.UnsignedBigint, TypeKeys.Binary, TypeKeys.AdjustYears, TypeKeys.OnConversionFailure,
            TypeKeys.PropagatedColumns, TypeKeys.PropagatedTypes, TypeKeys.Placeholder, ConverterOptions.Converters)
        .Group(
            "Snapshot", SnapshotKeys.Mode, SnapshotKeys.BasedOnData, SnapshotKeys.BasedOnSchema, SnapshotKeys.BasedOnStream, SnapshotKeys.BasedOnSchemaError,
            SnapshotKeys.BasedOnDataError, SnapshotKeys.Locking, SnapshotKeys.LockTimeout, SnapshotKeys.Tables, SnapshotKeys.Overrides,
            SnapshotKeys.Order, SnapshotKeys.Delay, SnapshotKeys.StreamingDelay)
        .Group("Stream", StreamKeys.OnProcessingFailure, StreamKeys.OnInconsistentSchema, StreamKeys.IgnoreGtids)
        .Family(ConverterOptions.Members)
        .Prefix(TypeKeys.Masks)
        .Prefix(TypeKeys.Truncations)
        .Prefix(TypeKeys.Hashes)
        .Prefix(SnapshotKeys.OverrideStatements);

    private static ConfigSpec Aliases(ConfigSpec spec) => spec
        .Alias("database.server.name", RecordKeys.TopicPrefix)
        .Alias("heartbeat.topics.prefix", RecordKeys.HeartbeatPrefix)
        .Alias("event.deserialization.failure.handling.mode", StreamKeys.OnProcessingFailure)
        .Alias("database.whitelist", CaptureKeys.IncludeDatabases)
        .Alias("database.blacklist", CaptureKeys.ExcludeDatabases)
        .Alias("table.whitelist", CaptureKeys.IncludeTables)
        .Alias("table.blacklist", CaptureKeys.ExcludeTables)
        .Alias("column.whitelist", CaptureKeys.IncludeColumns)
        .Alias("column.blacklist", CaptureKeys.ExcludeColumns)
        .Alias("schema.history.internal.store.only.monitored.tables.ddl", RecordKeys.CapturedTablesOnly)
        .Alias("database.history.store.only.captured.tables.ddl", RecordKeys.CapturedTablesOnly)
        .Alias("driver.allowPublicKeyRetrieval", ConnectionKeys.KeyRetrieval)
        .Alias("driver.serverRSAPublicKeyFile", ConnectionKeys.ServerKey);
}
