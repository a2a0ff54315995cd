using System.Collections.Concurrent;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>The names of the topics of a connector. For any thread.</summary>
/// <remarks>
/// <code>
/// table     prefix.database.table          schema changes  prefix
/// heartbeat heartbeat-prefix.prefix        transactions    prefix.transaction
/// </code>
/// Characters that Kafka does not allow become underscores and a name ends after 249 characters, as in Debezium. Two tables, or a table and another
/// of these topics, never share a topic.
/// </remarks>
internal sealed class TopicNames
{
    private const int Longest = 249;

    private readonly string _prefix;
    private readonly string _delimiter;
    private readonly ConcurrentDictionary<TableId, string> _topics = new();
    private readonly ConcurrentDictionary<string, string> _owners = new(StringComparer.Ordinal);

    /// <summary>Makes the names.</summary>
    /// <param name="prefix">The value of <c>topic.prefix</c>.</param>
    /// <param name="delimiter">What stands between the parts.</param>
    /// <param name="heartbeatPrefix">What stands before the prefix in the topic of heartbeats.</param>
    /// <param name="heartbeat">The whole name of the topic of heartbeats; null to make it.</param>
    /// <param name="transaction">What stands behind the prefix in the topic of transactions.</param>
    public TopicNames(string prefix, string delimiter, string heartbeatPrefix, string? heartbeat, string transaction)
    {
        (_prefix, _delimiter) = (prefix, delimiter);
        SchemaChanges = Sanitize(prefix);
        Heartbeat = Sanitize(heartbeat ?? heartbeatPrefix + delimiter + prefix);
        Transaction = Sanitize(prefix + delimiter + transaction);
        _owners[SchemaChanges] = "the schema changes";
        _owners.TryAdd(Heartbeat, "the heartbeats");
        _owners.TryAdd(Transaction, "the transactions");
    }

    /// <summary>The topic of schema changes.</summary>
    public string SchemaChanges { get; }

    /// <summary>The topic of heartbeats.</summary>
    public string Heartbeat { get; }

    /// <summary>The topic of beginnings and ends of transactions.</summary>
    public string Transaction { get; }

    /// <summary>The topic of a table's rows.</summary>
    /// <exception cref="ConnectException">Another table, or something else, has this topic.</exception>
    public string Data(TableId id)
    {
        if (_topics.TryGetValue(id, out var known))
        {
            return known;
        }

        var topic = Sanitize(string.Join(_delimiter, _prefix, id.Database, id.Table));
        var owner = $"table {id}";
        var other = _owners.GetOrAdd(topic, owner);
        if (other != owner)
        {
            throw new ConnectException(
                ErrorKind.Config,
                "MYF001",
                $"Cannot write table {id} to topic '{topic}': it is the topic of {other}, a topic of its own is required. "
                + "Leave one of them out with table.exclude.list, or give it to another connector with another topic.prefix.");
        }

        return _topics[id] = topic;
    }

    private static string Sanitize(string name)
    {
        var length = Math.Min(name.Length, Longest);
        return string.Create(length, name, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                var c = source[i];
                target[i] = char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_';
            }
        });
    }
}
