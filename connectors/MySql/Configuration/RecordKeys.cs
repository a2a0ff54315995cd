using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Options of topics, names, keys and what a record holds beside its row.</summary>
internal static class RecordKeys
{
    private const string NamePart = "a text of letters, digits, dots, dashes and underscores";
    private const string Naming = "io.debezium.schema.DefaultTopicNamingStrategy";

    public static readonly ConfigKey<string> TopicPrefix = ConfigKey.String("topic.prefix").Must(IsNamePart, NamePart).High().Doc(
        "What the names of all topics begin with, and the name of the server in records and in stored positions. One connector has it alone, and keeps it.");

    public static readonly ConfigKey<string> Delimiter = ConfigKey.String("topic.delimiter").Default(".").Must(IsNamePart, NamePart).Low().Doc(
        "What stands between the parts of a topic's name.");

    public static readonly ConfigKey<string> NamingStrategy = ConfigKey.Class("topic.naming.strategy").Default(Naming)
        .Must(name => name == Naming || Naming.EndsWith("." + name, StringComparison.Ordinal), $"{Naming} (the RegexRouter transform gives other names)").Low().Doc(
        "How topics are named: prefix.database.table. There is one way; it is an option so that configurations that name it are taken.");

    public static readonly ConfigKey<string> HeartbeatPrefix = ConfigKey.String("topic.heartbeat.prefix").Default("__debezium-heartbeat")
        .Must(IsNamePart, NamePart).Low().Doc("The topic of heartbeats is this, the delimiter and topic.prefix.");

    public static readonly ConfigKey<string?> HeartbeatTopic = ConfigKey.String("topic.heartbeat.name").Must(IsNamePart, NamePart).Optional().Low().Doc(
        "The whole name of the topic of heartbeats, which connectors may share.");

    public static readonly ConfigKey<string> TransactionTopic = ConfigKey.String("topic.transaction").Default("transaction")
        .Must(IsNamePart, NamePart).Low().Doc("The topic of transactions is topic.prefix, the delimiter and this.");

    public static readonly ConfigKey<NameAdjustmentMode> SchemaNames = ConfigKey.Enum<NameAdjustmentMode>("schema.name.adjustment.mode")
        .Default(NameAdjustmentMode.Avro).Low().Doc(
        "How names of schemas become names that Avro allows: avro: underscores for other characters; avro_unicode: _uXXXX for them, and for underscores; "
        + "none: as they are, so that a name that Avro does not allow is an error.");

    public static readonly ConfigKey<NameAdjustmentMode> FieldNames = ConfigKey.Enum<NameAdjustmentMode>("field.name.adjustment.mode")
        .Default(NameAdjustmentMode.Avro).Low().Doc("The same for names of fields, which are those of columns.");

    public static readonly ConfigKey<MessageKeyColumns?> KeyColumns = ConfigKey.Custom<MessageKeyColumns>(
        "message.key.columns", "a list such as shop.orders:customer,number;shop.(.*):id", MessageKeyColumns.Parse).Optional().Doc(
        "Columns that make the key in the place of the primary key: database.table:column,column with semicolons between tables. All are regular expressions.");

    public static readonly ConfigKey<bool> Tombstones = ConfigKey.Bool("tombstones.on.delete").Default(true).Doc(
        "Whether a delete is followed by a record without a value, so that a compacted topic forgets the key.");

    public static readonly ConfigKey<bool> SchemaChanges = ConfigKey.Bool("include.schema.changes").Default(true).Doc(
        "Whether statements that change databases and tables are written to the topic that is called as topic.prefix.");

    public static readonly ConfigKey<bool> SchemaComments = ConfigKey.Bool("include.schema.comments").Default(false).Low().Doc(
        "Whether comments of tables and columns are part of these records and of the schemas.");

    public static readonly ConfigKey<bool> CapturedTablesOnly = ConfigKey.Bool("schema.history.internal.store.only.captured.tables.ddl").Default(false).Low().Doc(
        "Whether these records are written for captured tables only.");

    public static readonly ConfigKey<bool> CapturedDatabasesOnly = ConfigKey.Bool("schema.history.internal.store.only.captured.databases.ddl").Default(false)
        .Low().Doc("Whether these records are written for captured databases only.");

    public static readonly ConfigKey<bool> Query = ConfigKey.Bool("include.query").Default(false).Doc(
        "Whether records tell the statement that changed the row, where the server logs it (binlog_rows_query_log_events, binlog_annotate_row_events). "
        + "It can hold values of columns that are masked or left out.");

    public static readonly ConfigKey<bool> Transactions = ConfigKey.Bool("provide.transaction.metadata").Default(false).Low().Doc(
        "Whether records tell their transaction and place in it, and whether beginnings and ends are written to the topic of transactions.");

    public static readonly ConfigKey<bool> SkipUnchanged = ConfigKey.Bool("skip.messages.without.change").Default(false).Low().Doc(
        "Whether updates are left out that change nothing of what their record would show, masks and other column rules applied. A changed key is always told.");

    public static readonly ConfigKey<bool> ExtendedHeaders = ConfigKey.Bool("extended.headers.enabled").Default(true).Low().Doc(
        "Whether records have the headers __debezium.context.*: prefix, task, connector and run.");

    public static readonly ConfigKey<TimeSpan> HeartbeatInterval = ConfigKey.Milliseconds("heartbeat.interval.ms").Default(0).Doc(
        "How often a heartbeat is written, which keeps the stored position moving where captured tables rarely change. 0 for never.");

    public static readonly ConfigKey<string?> HeartbeatQuery = ConfigKey.String("heartbeat.action.query").NotEmpty().Optional().Low().Doc(
        "A statement that is run on the server with every heartbeat.");

    private static bool IsNamePart(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
