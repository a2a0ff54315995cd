using ConnectRuntime.Configuration;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>The configuration of a MySQL or MariaDB source as its task uses it. Immutable.</summary>
internal sealed record MySqlSourceModel
{
    /// <summary>Which connector was named: it gives the source block's name and those of schemas. The server itself may be of the other flavour only by mistake.</summary>
    public required ServerFlavor Flavor { get; init; }

    /// <summary>The value of <c>topic.prefix</c>: the server's name in records and positions.</summary>
    public required string Prefix { get; init; }

    /// <summary>How to reach the server.</summary>
    public required MySqlConnectionConfig Connection { get; init; }

    /// <summary>Our number among its replicas.</summary>
    public required uint ServerId { get; init; }

    /// <summary>Whether and how a snapshot is taken.</summary>
    public required SnapshotModel Snapshot { get; init; }

    /// <summary>How values become cells, where a column has nothing of its own: see <see cref="ConversionOf"/>.</summary>
    public required ConversionModel Conversion { get; init; }

    /// <summary>Which TINYINT columns become booleans.</summary>
    public IReadOnlyList<TinyIntConverter> TinyIntConverters { get; init; } = [];

    /// <summary>What is captured.</summary>
    public required TableFilter Filter { get; init; }

    /// <summary>Masks, hashes, truncations, and types of the source in schemas.</summary>
    public required ColumnRules Columns { get; init; }

    /// <summary>Keys in the place of primary keys.</summary>
    public required MessageKeyColumns Keys { get; init; }

    /// <summary>The topics.</summary>
    public required TopicNames Topics { get; init; }

    /// <summary>How names of schemas are adjusted.</summary>
    public required NameAdjuster SchemaNames { get; init; }

    /// <summary>How names of fields are adjusted.</summary>
    public required NameAdjuster FieldNames { get; init; }

    /// <summary>Whose transactions count.</summary>
    public required GtidFilter Gtids { get; init; }

    /// <summary>Whether a start goes by file and position even where GTIDs are stored.</summary>
    public bool IgnoresStoredGtids { get; init; }

    /// <summary>Whether schema changes are written.</summary>
    public bool IncludeSchemaChanges { get; init; }

    /// <summary>Whether they are written for captured tables only.</summary>
    public bool SchemaChangesOfCapturedTablesOnly { get; init; }

    /// <summary>Whether they are written for captured databases only.</summary>
    public bool SchemaChangesOfCapturedDatabasesOnly { get; init; }

    /// <summary>Whether comments are part of schema changes and schemas.</summary>
    public bool IncludeSchemaComments { get; init; }

    /// <summary>Whether records tell the statement behind them.</summary>
    public bool IncludeQuery { get; init; }

    /// <summary>Whether a delete is followed by a tombstone.</summary>
    public bool Tombstones { get; init; }

    /// <summary>Whether records tell their transaction.</summary>
    public bool TransactionMetadata { get; init; }

    /// <summary>Whether updates without a change in captured columns are left out.</summary>
    public bool SkipUnchanged { get; init; }

    /// <summary>Whether records have the context headers.</summary>
    public bool ExtendedHeaders { get; init; }

    /// <summary>Operations that are left out.</summary>
    public required IReadOnlySet<RowOperation> SkippedOperations { get; init; }

    /// <summary>How often a heartbeat is written; zero for never.</summary>
    public TimeSpan HeartbeatInterval { get; init; }

    /// <summary>A statement that is run with every heartbeat.</summary>
    public string? HeartbeatQuery { get; init; }

    /// <summary>After how much silence the stream counts as broken; zero for never.</summary>
    public TimeSpan KeepAliveInterval { get; init; }

    /// <summary>How long the server keeps a stream open of which nothing is read; zero for its own limit.</summary>
    public TimeSpan NetWriteTimeout { get; init; }

    /// <summary>What to do about an event that cannot be read.</summary>
    public FailureMode OnProcessingFailure { get; init; }

    /// <summary>What to do about rows of a table whose definition is not known.</summary>
    public FailureMode OnInconsistentSchema { get; init; }

    /// <summary>The most tables that may be captured.</summary>
    public required TableLimit Limit { get; init; }

    /// <summary>The name of the connector in source blocks and names of schemas.</summary>
    public string ConnectorName => Flavor == ServerFlavor.MariaDb ? "mariadb" : "mysql";

    /// <summary>How values of a column become cells.</summary>
    public ConversionModel ConversionOf(TableId id, ColumnModel column) =>
        TinyIntConverters.Any(converter => converter.Takes(id, column)) ? Conversion with { TinyIntOneIsBoolean = true } : Conversion;

    /// <summary>The table of a text such as <c>shop.orders</c>; null if it is none.</summary>
    public static TableId? ReadTable(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < text.Length - 1 ? new TableId(text[..dot].Trim(), text[(dot + 1)..].Trim()) : null;
    }

    /// <summary>The names of topics.</summary>
    public static TopicNames ReadTopics(ConnectorConfig config) => new(
        config.Get(RecordKeys.TopicPrefix),
        config.Get(RecordKeys.Delimiter),
        config.Get(RecordKeys.HeartbeatPrefix),
        config.Get(RecordKeys.HeartbeatTopic),
        config.Get(RecordKeys.TransactionTopic));

    /// <summary>The model of a configuration without errors.</summary>
    public static MySqlSourceModel From(ConnectorConfig config, ServerFlavor flavor) => new()
    {
        Flavor = flavor,
        Prefix = config.Get(RecordKeys.TopicPrefix),
        Connection = ConnectionReader.Read(config),
        ServerId = (uint)config.Get(ConnectionKeys.ServerId),
        Snapshot = ModelReader.Snapshot(config),
        Conversion = ModelReader.Conversion(config),
        TinyIntConverters = ConverterOptions.Read(config),
        Filter = ModelReader.Filter(config),
        Columns = ModelReader.Rules(config, flavor),
        Keys = config.Get(RecordKeys.KeyColumns) ?? MessageKeyColumns.Empty,
        Topics = ReadTopics(config),
        SchemaNames = NameAdjuster.ForSchemas(config.Get(RecordKeys.SchemaNames)),
        FieldNames = NameAdjuster.ForFields(config.Get(RecordKeys.FieldNames)),
        Gtids = ModelReader.Gtids(config),
        IgnoresStoredGtids = config.Get(StreamKeys.IgnoreGtids),
        IncludeSchemaChanges = config.Get(RecordKeys.SchemaChanges),
        SchemaChangesOfCapturedTablesOnly = config.Get(RecordKeys.CapturedTablesOnly),
        SchemaChangesOfCapturedDatabasesOnly = config.Get(RecordKeys.CapturedDatabasesOnly),
        IncludeSchemaComments = config.Get(RecordKeys.SchemaComments),
        IncludeQuery = config.Get(RecordKeys.Query),
        Tombstones = config.Get(RecordKeys.Tombstones),
        TransactionMetadata = config.Get(RecordKeys.Transactions),
        SkipUnchanged = config.Get(RecordKeys.SkipUnchanged),
        ExtendedHeaders = config.Get(RecordKeys.ExtendedHeaders),
        SkippedOperations = ModelReader.Operations(config),
        HeartbeatInterval = config.Get(RecordKeys.HeartbeatInterval),
        HeartbeatQuery = config.Get(RecordKeys.HeartbeatQuery),
        KeepAliveInterval = config.Get(ConnectionKeys.KeepAlive) ? config.Get(ConnectionKeys.KeepAliveInterval) : TimeSpan.Zero,
        NetWriteTimeout = TimeSpan.FromSeconds(config.Get(ConnectionKeys.NetWriteTimeout)),
        OnProcessingFailure = ModelReader.Reaction(config.Get(StreamKeys.OnProcessingFailure)),
        OnInconsistentSchema = ModelReader.Reaction(config.Get(StreamKeys.OnInconsistentSchema)),
        Limit = new(config.Get(CaptureKeys.MostTables), config.Get(CaptureKeys.MostTablesAction) == "fail"),
    };
}
