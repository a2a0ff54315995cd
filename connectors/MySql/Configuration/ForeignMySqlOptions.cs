using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Options of Debezium's connectors that this one does not have: a warning where they mean nothing here, an error where the data would differ.</summary>
internal static class ForeignMySqlOptions
{
    private const string Batches = "Rows are read in batches that are bounded by bytes; the worker bounds how many are under way.";
    private const string History = "Definitions of tables are kept in a topic of the connector's own, which needs no options.";
    private const string Signals = "Nothing reads signals, so what is asked for by one would never be done. Remove it.";
    private const string Streamed = "Rows always come as they are read and are never gathered in memory.";
    private const string Driver = "No JDBC driver is used.";

    private static readonly (string Pattern, string Reason)[] Idle =
    [
        ("max.batch.size", Batches),
        ("max.queue.size", Batches),
        ("max.queue.size.in.bytes", Batches),
        ("poll.interval.ms", "Changes are written as they come."),
        ("query.fetch.size", Streamed),
        ("snapshot.fetch.size", Streamed),
        ("min.row.count.to.stream.results", Streamed),
        ("snapshot.max.threads", "A snapshot reads one table after the other through one connection, so that it can go on where it stopped."),
        ("snapshot.max.threads.multiplier", "A snapshot reads through one connection."),
        ("legacy.snapshot.max.threads", "A snapshot reads through one connection."),
        ("snapshot.query.mode", "Tables are read whole, or by snapshot.select.statement.overrides."),
        ("database.server.id.offset", "Connections of a snapshot need no number of their own."),
        ("database.jdbc.driver", Driver),
        ("database.protocol", Driver),
        ("database.connectionTimeZone", "Moments are read in UTC, whatever the server's time zone is."),
        ("database.serverTimezone", "Moments are read in UTC, whatever the server's time zone is."),
        ("database.useSSL", "database.ssl.mode says whether TLS is used."),
        ("database.sslMode", "database.ssl.mode says whether TLS is used."),
        ("driver.*", Driver),
        ("connection.validation.timeout.ms", "connect.timeout.ms is the limit of checks too."),
        ("executor.shutdown.timeout.ms", "The worker's task.shutdown.graceful.timeout.ms is the limit."),
        ("use.nongraceful.disconnect", "A connection that does not answer is closed at once."),
        ("binlog.net.read.timeout", "The server reads nothing from a stream of changes."),
        ("binlog.buffer.size", "Rows of a transaction that was prepared by XA wait for its outcome, however many they are; what another one takes back is left out within a batch."),
        ("retriable.restart.connector.wait.ms", "Back-off is set for the worker by task.restart.backoff.max.ms."),
        ("errors.max.retries", "Outages are repeated for as long as they last."),
        ("ddl.parser.type", "A statement that cannot be read never stops the task: the table's definition then comes from the catalog."),
        ("schema.history.internal.skip.unparseable.ddl", "A statement that cannot be read never stops the task: the table's definition then comes from the catalog."),
        ("resolve.create.table.like.schema", "CREATE TABLE … LIKE is always resolved."),
        ("schema.history.internal", History),
        ("schema.history.internal.*", History),
        ("database.history", History),
        ("database.history.*", History),
        ("memory.management.*", "Definitions of tables are kept in memory once."),
        ("read.only", "Nothing is ever written to the server, unless heartbeat.action.query does."),
        ("signal.poll.interval.ms", "Nothing reads signals."),
        ("signal.enabled.channels", "Nothing reads signals."),
        ("signal.consumer.*", "Nothing reads signals."),
        ("incremental.snapshot.*", "Without signals there is no incremental snapshot. A snapshot that was interrupted goes on where it stopped."),
        ("notification.enabled.channels", "Status and metrics tell how far a snapshot is."),
        ("topic.cache.size", "The topics of all tables are remembered."),
        ("custom.metric.tags", "Metrics name connector and task."),
        ("custom.sanitize.pattern", "Options that hold secrets are known and never shown."),
        ("statistics.metrics.enabled", "Metrics are always there."),
        ("openlineage.*", "Lineage is not reported."),
        ("internal.*", "It is an internal option of another product."),
        ("source.struct.version", "There is one version of the source block."),
        ("connection.factory.class", Driver),
        ("queue.provider.type", Batches),
        ("gtid.new.channel.position", "Transactions of a source that is new are read from its first one."),
    ];

    private static readonly (string Pattern, string Sentence)[] Missing =
    [
        ("column.mask.hash.*", "It hashes Java's serialised objects, which nothing else can. Use column.mask.hash.v2.ALGORITHM.with.salt.SALT, whose hashes differ."),
        ("snapshot.mode.custom.name", "There are no classes to be named. Use one of the other values of snapshot.mode."),
        ("snapshot.locking.mode.custom.name", "There are no classes to be named. Use one of the other values of snapshot.locking.mode."),
        ("snapshot.query.mode.custom.name", "There are no classes to be named. Use snapshot.select.statement.overrides."),
        ("signal.data.collection", Signals),
        ("signal.kafka.*", Signals),
        ("signal.file", Signals),
        ("notification.sink.topic.name", "Notifications are not written to a topic. Remove it, and notification.enabled.channels; status and metrics tell how far a snapshot is."),
        ("post.processors", "There are none. Use a transform."),
        ("sourceinfo.struct.maker", "The source block is Debezium's own. Use a transform to change it."),
        ("transaction.metadata.factory", "The transaction block is Debezium's own. Use a transform to change it."),
        ("topic.regex", "Topics are called prefix.database.table. Use the RegexRouter transform."),
        ("topic.replacement", "Topics are called prefix.database.table. Use the RegexRouter transform."),
        ("topic.key.*", "Keys are those of the tables. Use the InsertField transform."),
        ("sanitize.field.names", "Set field.name.adjustment.mode=avro in the place of true."),
        ("snapshot.new.tables", "Tables that are new to the lists are captured from now on, without their rows. Remove it."),
        ("database.names", "It is an option of another connector. Use database.include.list."),
        ("schema.include.list", "It is an option of another connector. Use database.include.list."),
        ("schema.exclude.list", "It is an option of another connector. Use database.exclude.list."),
    ];

    public static ConfigSpec AddTo(ConfigSpec spec)
    {
        foreach (var (pattern, reason) in Idle)
        {
            spec = spec.Ignored(pattern, reason);
        }

        foreach (var (pattern, sentence) in Missing)
        {
            spec = spec.Unsupported(pattern, sentence);
        }

        return spec;
    }
}
