using ConnectRuntime.Configuration;

namespace ConnectRuntime.Jdbc.Configuration;

/// <summary>The options of the JDBC sink.</summary>
internal static class JdbcKeys
{
    public static readonly ConfigKey<string> Url = ConfigKey.String("connection.url").High().Doc(
        "The database: jdbc:postgresql://host:port/database?parameter=value, the same without jdbc:, or an Npgsql connection string. "
        + "Several hosts are separated by commas. Known parameters are those of pgjdbc (sslmode, sslrootcert, currentSchema, …).");

    public static readonly ConfigKey<string?> User = ConfigKey.String("connection.user").High().Optional().Doc("The user; wins over the URL.");

    public static readonly ConfigKey<ConnectRuntime.Configuration.Secret?> Password =
        ConfigKey.Password("connection.password").High().Optional().Doc("The password; wins over the URL.");

    public static readonly ConfigKey<int> Attempts = ConfigKey.Int("connection.attempts").Default(3).Range(1, 1000).Low().Doc(
        "How often a connection is tried before the task is started anew.");

    public static readonly ConfigKey<TimeSpan> Backoff = ConfigKey.Milliseconds("connection.backoff.ms").Default(10_000).Low().Doc(
        "The wait between two attempts to connect.");

    public static readonly ConfigKey<InsertMode> Insert = ConfigKey.Enum<InsertMode>("insert.mode").Default(InsertMode.Insert).High().Doc(
        "insert adds a row per record; upsert adds a row or replaces the one with its key; update only replaces.");

    public static readonly ConfigKey<PkMode> PkMode = ConfigKey.Enum<PkMode>("pk.mode").Default(Configuration.PkMode.None).High().Doc(
        "Where the primary key comes from: none; kafka: topic, partition and offset; record_key: the record's key; record_value: fields of its value.");

    public static readonly ConfigKey<IReadOnlyList<string>> PkFields = ConfigKey.List("pk.fields").Default().High().Doc(
        "Names of the primary key's columns. kafka: three names; record_key: the column of a plain key, or fields of a struct, all if empty; "
        + "record_value: fields of the value, all if empty.");

    public static readonly ConfigKey<bool> Delete = ConfigKey.Bool("delete.enabled").Default(false).High().Doc(
        "Deletes rows for tombstones and for deletes in change envelopes. If false, such records are passed over.");

    public static readonly ConfigKey<bool> Truncate = ConfigKey.Bool("truncate.enabled").Default(false).Doc(
        "Empties the table for truncates in change envelopes. If false, they are passed over.");

    public static readonly ConfigKey<bool> Create = ConfigKey.Bool("auto.create").Default(false).Doc("Creates tables that are missing.");

    public static readonly ConfigKey<bool> Evolve = ConfigKey.Bool("auto.evolve").Default(false).Doc(
        "Adds columns that are missing, in the transaction of the flush. Types are never changed and columns never dropped.");

    public static readonly ConfigKey<SchemaEvolution?> Evolution = ConfigKey.Enum<SchemaEvolution>("schema.evolution").Low().Optional().Doc(
        "Debezium's word for auto.create and auto.evolve together: basic is true, none is false.");

    public static readonly ConfigKey<string> TableFormat = ConfigKey.String("table.name.format").Default("${topic}").NotEmpty().Doc(
        "The table of a topic, perhaps with its schema: ${topic} is the topic's name. Dots separate schema and table.");

    public static readonly ConfigKey<string?> CollectionFormat = ConfigKey.String("collection.name.format").Low().Optional().Doc(
        "Debezium's table.name.format, in which dots of the topic's name become underscores.");

    public static readonly ConfigKey<bool> Normalize = ConfigKey.Bool("table.name.normalize").Default(false).Low().Doc(
        "Turns every character of the topic's name that is neither letter, digit nor underscore into an underscore.");

    public static readonly ConfigKey<IReadOnlyList<string>> TopicTables = ConfigKey.List("topics.to.tables.mapping").Default().Low().Doc(
        "Tables of single topics, as topic:table; they win over table.name.format.");

    public static readonly ConfigKey<QuoteIdentifiers> Quote = ConfigKey.Enum<QuoteIdentifiers>("quote.sql.identifiers")
        .Default(QuoteIdentifiers.Always).Low().Doc("always takes names as they are; never turns them into lower case, as the server does without quotes.");

    public static readonly ConfigKey<IReadOnlyList<string>> Whitelist = ConfigKey.List("fields.whitelist").Default().Doc(
        "Fields of the value that are written; all if empty. Those of the primary key are always written.");

    public static readonly ConfigKey<string> ValueColumn = ConfigKey.String("string.output.value.column.name").Default("record_value").Low().Doc(
        "The column of values that are no struct, such as plain text.");

    public static readonly ConfigKey<bool> NullDefault = ConfigKey.Bool("replace.null.with.default").Default(false).Doc(
        "Writes a field's default in place of a null.");

    public static readonly ConfigKey<TimeZoneInfo> Zone = ConfigKey.TimeZone("db.timezone").Default(TimeZoneInfo.Utc).Doc(
        "The zone of wall-clock columns that receive moments, and of moments that come from wall-clock fields.");

    public static readonly ConfigKey<int> BatchSize = ConfigKey.Int("batch.size").Default(32_768).Range(1, 1_000_000).Low().Doc(
        "Rows that one statement applies at most. They are kept in memory until the server has taken them, so that bad ones can be found.");

    public static readonly ConfigKey<int> Retries = ConfigKey.Int("max.retries").Default(10).Range(0, 1_000_000).Low().Doc(
        "How often a statement that lost a deadlock or a serialisation conflict is repeated in place. After that, and after any outage, "
        + "the task starts again from the last durable offset, for as long as it takes.");

    public static readonly ConfigKey<TimeSpan> RetryBackoff = ConfigKey.Milliseconds("retry.backoff.ms").Default(3_000).Low().Doc(
        "The longest wait before such a repetition.");

    public static readonly ConfigKey<bool> ExactlyOnce = ConfigKey.Bool("exactly.once.enabled").Default(true).Doc(
        "Keeps the offsets of topics in a table of the target, in the transaction of the rows, so that every record is applied exactly once.");

    public static readonly ConfigKey<string> OffsetTable = ConfigKey.String("offsets.table").Default("__connect_offsets").NotEmpty().Low()
        .VisibleWhen(ExactlyOnce, true).Doc("The table of offsets, perhaps with its schema. It is created when it is missing.");
}
