using ConnectRuntime.Configuration;
using ConnectRuntime.Jdbc.Dialects;

namespace ConnectRuntime.Jdbc.Configuration;

/// <summary>Which table a topic's records go to.</summary>
internal sealed class TableNames
{
    private readonly Dictionary<string, string> _mapped = new(StringComparer.Ordinal);
    private readonly string _format;
    private readonly bool _isDebezium;
    private readonly bool _normalize;
    private readonly bool _fold;

    private TableNames(ConnectorConfig config)
    {
        var collection = config.Get(JdbcKeys.CollectionFormat);
        _isDebezium = collection is not null;
        _format = collection ?? config.Get(JdbcKeys.TableFormat);
        _normalize = config.Get(JdbcKeys.Normalize);
        _fold = config.Get(JdbcKeys.Quote) == QuoteIdentifiers.Never;
        foreach (var pair in config.Get(JdbcKeys.TopicTables))
        {
            var parts = pair.Split(':');
            _mapped[parts[0]] = parts[1];
        }
    }

    public static TableNames From(ConnectorConfig config) => new(config);

    /// <summary>The table of a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="database">The connected database, which a name of three parts may repeat.</param>
    public TableName Of(string topic, string database)
    {
        var name = _mapped.TryGetValue(topic, out var mapped) ? mapped : _format.Replace("${topic}", Clean(topic), StringComparison.Ordinal);
        name = _fold ? name.ToLowerInvariant() : name;
        return name.Split('.') switch
        {
            [var table] => new(null, table),
            [var schema, var table] => new(schema, table),
            [var catalog, var schema, var table] when catalog == database => new(schema, table),
            [var catalog, ..] => throw JdbcErrors.OtherDatabase(catalog, name),
            [] => new(null, name),
        };
    }

    private string Clean(string topic) => _normalize
        ? string.Concat(topic.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_'))
        : _isDebezium ? topic.Replace('.', '_') : topic;
}
