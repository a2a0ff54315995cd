using ConnectRuntime.Configuration;

namespace ConnectRuntime.Runtime.Management;

/// <summary>What to do about a record that cannot be handled.</summary>
public enum ErrorTolerance
{
    /// <summary>The task fails at the first one.</summary>
    None,

    /// <summary>It is skipped, or dead-lettered where a topic for that is named.</summary>
    All,
}

/// <summary>The options that every connector has, in Kafka Connect's names.</summary>
public static class CommonConfig
{
    /// <summary>The connector's name.</summary>
    public static readonly ConfigKey<string?> Name = ConfigKey.String("name").Must(ConnectorNames.IsValid, ConnectorNames.Requirement).High()
        .Doc("Globally unique name of the connector.").Optional();

    /// <summary>The plugin.</summary>
    public static readonly ConfigKey<string> Class = ConfigKey.Class("connector.class").High()
        .Doc("Plugin class of the connector: its full name, simple name, or an alias.");

    /// <summary>Upper bound of tasks.</summary>
    public static readonly ConfigKey<int> TasksMax = ConfigKey.Int("tasks.max").Default(1).Range(1, 1000).High()
        .Doc("Most tasks the connector may have.");

    /// <summary>Format of keys.</summary>
    public static readonly ConfigKey<string> KeyConverter = ConfigKey.OneOf("key.converter", ConverterNames.Avro).Default("avro")
        .Doc("Format of record keys: avro, or the class name that Confluent's converter has.");

    /// <summary>Format of values.</summary>
    public static readonly ConfigKey<string> ValueConverter = ConfigKey.OneOf("value.converter", ConverterNames.Avro).Default("avro")
        .Doc("Format of record values: avro, or the class name that Confluent's converter has.");

    /// <summary>Tolerance.</summary>
    public static readonly ConfigKey<ErrorTolerance> Tolerance = ConfigKey.Enum<ErrorTolerance>("errors.tolerance").Default(ErrorTolerance.None)
        .Doc("What to do about a record that cannot be handled: none fails the task, all skips it, or dead-letters it if errors.deadletterqueue.topic.name is set. An outage is never skipped.");

    /// <summary>Where records go that cannot be handled.</summary>
    public static readonly ConfigKey<string> DeadLetterTopic = ConfigKey.String("errors.deadletterqueue.topic.name").Default(string.Empty)
        .Doc("Topic for records that cannot be handled, with their original bytes. Empty for none. Unlike Kafka Connect's it works for sources too.");

    /// <summary>Whether dead letters say why.</summary>
    public static readonly ConfigKey<bool> DeadLetterHeaders = ConfigKey.Bool("errors.deadletterqueue.context.headers.enable").Default(true).Low()
        .Doc("Whether dead letters carry headers __connect.errors.* that say where and why.");

    /// <summary>Whether skipped records are logged.</summary>
    public static readonly ConfigKey<bool> LogErrors = ConfigKey.Bool("errors.log.enable").Default(true).Low()
        .Doc("Whether records that cannot be handled are logged, the first of every second.");

    /// <summary>The transforms.</summary>
    public static readonly ConfigKey<IReadOnlyList<string>> Transforms = ConfigKey.List("transforms").Default()
        .Doc("Aliases of the transforms that records pass, in order.");

    /// <summary>The predicates.</summary>
    public static readonly ConfigKey<IReadOnlyList<string>> Predicates = ConfigKey.List("predicates").Default()
        .Doc("Aliases of predicates that transforms may name.");

    /// <summary>The class of a transform or predicate.</summary>
    public static readonly ConfigKey<string> MemberType = ConfigKey.Class("type").High().Doc("Plugin class of the transform or predicate.");

    /// <summary>The predicate of a transform.</summary>
    public static readonly ConfigKey<string> MemberPredicate = ConfigKey.String("predicate").Default(string.Empty)
        .Doc("Alias of the predicate that decides for which records the transform applies.");

    /// <summary>Whether the predicate is turned round.</summary>
    public static readonly ConfigKey<bool> MemberNegate = ConfigKey.Bool("negate").Default(false)
        .Doc("Whether the transform applies where the predicate does not hold.");

    /// <summary>Partitions of topics that a source makes.</summary>
    public static readonly ConfigKey<int> TopicPartitions = ConfigKey.Int("topic.creation.default.partitions").Default(1).Range(-1, 10_000)
        .Doc("Partitions of topics that this source makes.");

    /// <summary>Copies of topics that a source makes.</summary>
    public static readonly ConfigKey<short> TopicReplication = ConfigKey.Short("topic.creation.default.replication.factor").Default((short)-1).Low()
        .Doc("Copies of topics that this source makes, −1 for the log's default.");

    /// <summary>Topics of a sink.</summary>
    public static readonly ConfigKey<IReadOnlyList<string>> Topics = ConfigKey.List("topics").Default().High()
        .Doc("Topics that the sink reads; exactly one of topics and topics.regex is required.");

    /// <summary>Pattern of a sink's topics.</summary>
    public static readonly ConfigKey<string> TopicsRegex = ConfigKey.String("topics.regex").Default(string.Empty).High()
        .Doc("Regular expression over whole topic names; topics that appear later join.");

    /// <summary>Unflushed bytes of a sink.</summary>
    public static readonly ConfigKey<long> FlushBytes = ConfigKey.Bytes("flush.bytes").Default(64 * 1024 * 1024).AtLeast(64 * 1024).Low()
        .Doc("Bytes that a sink task may have written without a flush; more force one.");
}
