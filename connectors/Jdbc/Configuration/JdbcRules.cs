using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Dialects.Postgres;

namespace ConnectRuntime.Jdbc.Configuration;

/// <summary>Conditions over several options.</summary>
internal static class JdbcRules
{
    public static void Keys(ConnectorConfig config, ConfigProblems problems)
    {
        var mode = config.Get(JdbcKeys.PkMode);
        var fields = config.Get(JdbcKeys.PkFields);
        var insert = config.Get(JdbcKeys.Insert);
        if (insert != InsertMode.Insert && mode == PkMode.None)
        {
            problems.Error(
                JdbcKeys.PkMode, "it is none", $"a primary key is required with insert.mode={insert.ToString().ToLowerInvariant()}",
                "Set pk.mode to record_key, record_value or kafka");
        }

        if (config.Get(JdbcKeys.Delete) && mode is PkMode.None or PkMode.Kafka)
        {
            problems.Error(
                JdbcKeys.Delete, $"pk.mode is {mode.ToString().ToLowerInvariant()}", "record_key or record_value is required", "Change pk.mode");
        }

        if (mode == PkMode.Kafka && fields.Count is not (0 or 3))
        {
            problems.Error(JdbcKeys.PkFields, $"{fields.Count} names are listed", "none or three are required with pk.mode=kafka", "List three");
        }
    }

    public static void Names(ConnectorConfig config, ConfigProblems problems)
    {
        foreach (var pair in config.Get(JdbcKeys.TopicTables))
        {
            if (pair.Split(':') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                problems.Error(JdbcKeys.TopicTables, $"'{pair}' is listed", "topic:table is required", "Correct it");
            }
        }

        CheckFormat(JdbcKeys.TableFormat, config.Get(JdbcKeys.TableFormat), problems);
        CheckFormat(JdbcKeys.CollectionFormat, config.Get(JdbcKeys.CollectionFormat), problems);

        if (config.Get(JdbcKeys.CollectionFormat) is not null && config.IsSet(JdbcKeys.TableFormat))
        {
            problems.Error(JdbcKeys.CollectionFormat, "table.name.format is set too", "one of the two is required", "Remove one");
        }
    }

    private static void CheckFormat(ConfigKey key, string? format, ConfigProblems problems)
    {
        if (format is not null && format.Replace("${topic}", "", StringComparison.Ordinal).Contains("${", StringComparison.Ordinal))
        {
            problems.Error(key, "another placeholder is used", "${topic} is the only one", "Route the topics with a transform such as RegexRouter");
        }
    }

    public static void Connection(ConnectorConfig config, ConfigProblems problems)
    {
        try
        {
            PgUrl.Parse(config.Get(JdbcKeys.Url), null, null, new Dictionary<string, string>());
        }
        catch (ConnectException error)
        {
            problems.Error(JdbcKeys.Url, error.Message, "a URL of PostgreSQL", "Correct it");
        }
    }
}
