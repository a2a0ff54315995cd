using ConnectRuntime.Configuration;

namespace ConnectRuntime.Jdbc.Configuration;

/// <summary>Options of the JDBC sinks of Confluent, Aiven and Debezium that this one does not have.</summary>
internal static class ForeignJdbcOptions
{
    private static readonly (string Pattern, string Reason)[] Idle =
    [
        ("dialect.name", "The dialect is known from connection.url."),
        ("table.types", "Tables, partitioned tables and views that can be written are all taken."),
        ("date.timezone", "A date has no zone here and is written as it is."),
        ("date.calendar.system", "Dates are proleptic Gregorian, as PostgreSQL's are."),
        ("mssql.use.merge.holdlock", "It is an option for SQL Server."),
        ("trim.sensitive.log", "Values are never logged."),
        ("quote.identifiers", "Names are quoted; quote.sql.identifiers=never turns them into lower case."),
        ("sql.quote.identifiers", "Names are quoted; quote.sql.identifiers=never turns them into lower case."),
        ("use.reduction.buffer", "Rows of one key within a statement are always reduced to the last one."),
        ("keyed.message.batch.mode", "Rows of one key within a statement are always reduced to the last one."),
        ("collection.table.format", "The table's name is made by table.name.format alone."),
        ("dialect.*", "It is an option of another dialect, or of a way to write that is not needed here."),
        ("hibernate.*", "Hibernate is not used."),
        ("internal.*", "It is an internal option of another product."),
        ("errors.retry.*", "Outages are repeated for as long as they last."),
    ];

    private static readonly (string Pattern, string Sentence)[] Missing =
    [
        ("jdbc.credentials.provider.class", "Credentials come from connection.user and connection.password, which may name a config provider."),
        ("timestamp.fields.list", "Fields become timestamps by their schema only; use the TimestampConverter transform."),
        ("timestamp.precision.mode", "The unit of a timestamp comes from its schema; use the TimestampConverter transform."),
        ("collection.naming.strategy", "Only the naming of table.name.format is there; use a RegexRouter transform."),
        ("column.naming.strategy", "Columns are called as the fields are; use a ReplaceField transform."),
        ("field.include.list", "Use fields.whitelist, or a ReplaceField transform."),
        ("field.exclude.list", "Use a ReplaceField transform."),
        ("cloud.events.schema.name.pattern", "CloudEvents are not unwrapped."),
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
