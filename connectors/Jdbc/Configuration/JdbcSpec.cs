using ConnectRuntime.Configuration;
using ConnectRuntime.Jdbc.Dialects.Postgres;

namespace ConnectRuntime.Jdbc.Configuration;

/// <summary>The options of the JDBC sink with their rules, and what becomes of those of other JDBC sinks.</summary>
internal static class JdbcSpec
{
    public static readonly ConfigPrefix DriverOptions = new ConfigPrefix("connection.")
        .Doc("Other parameters of the connection, as in the URL: connection.sslmode is the parameter sslmode. "
            + "Options of connection pools mean nothing: a task has one connection, which is made anew when it breaks.")
        .Checked((name, value) => PgUrl.RefuseParameter(name, value));

    public static readonly ConfigSpec Spec = ForeignJdbcOptions.AddTo(Own());

    private static ConfigSpec Own() => ConfigSpec.Empty
        .Group("Connection", JdbcKeys.Url, JdbcKeys.User, JdbcKeys.Password, JdbcKeys.Attempts, JdbcKeys.Backoff)
        .Group(
            "Writes", JdbcKeys.Insert, JdbcKeys.PkMode, JdbcKeys.PkFields, JdbcKeys.Delete, JdbcKeys.Truncate,
            JdbcKeys.Whitelist, JdbcKeys.ValueColumn, JdbcKeys.NullDefault, JdbcKeys.Zone)
        .Group(
            "Tables", JdbcKeys.TableFormat, JdbcKeys.CollectionFormat, JdbcKeys.Normalize, JdbcKeys.TopicTables, JdbcKeys.Quote,
            JdbcKeys.Create, JdbcKeys.Evolve, JdbcKeys.Evolution)
        .Group("Delivery", JdbcKeys.ExactlyOnce, JdbcKeys.OffsetTable, JdbcKeys.BatchSize, JdbcKeys.Retries, JdbcKeys.RetryBackoff)
        .Prefix(DriverOptions)
        .Alias("connection.username", JdbcKeys.User)
        .Alias("primary.key.mode", JdbcKeys.PkMode)
        .Alias("primary.key.fields", JdbcKeys.PkFields)
        .Alias("use.time.zone", JdbcKeys.Zone)
        .Alias("flush.max.retries", JdbcKeys.Retries)
        .Alias("flush.retry.delay.ms", JdbcKeys.RetryBackoff)
        .Rule(JdbcRules.Keys)
        .Rule(JdbcRules.Names)
        .Rule(JdbcRules.Connection);
}
