using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Checks;

/// <summary>What the binlog says beside rows: names and types of columns, and statements.</summary>
internal static class BinlogMetadataChecks
{
    public static void Run(ServerFacts facts, MySqlSourceModel model, Findings findings)
    {
        const string Name = "binlog_row_metadata";
        if (facts.Is(Name, "FULL"))
        {
            findings.Ok(Name, "The binlog names the columns of every row.");
        }
        else if (facts.Variable(Name) is { } value)
        {
            findings.Warn(
                Name, $"It is {value}: the binlog does not name the columns of rows, so that an ALTER TABLE that is not in it (sql_log_bin=0) is only noticed where number or types of columns differ. {Remedies.Set(facts.Version, Name, "FULL")}");
        }
        else
        {
            findings.Ok(Name, "The server does not know it: definitions of tables are followed by the statements in the binlog.");
        }

        var query = facts.Version.IsMariaDb ? "binlog_annotate_row_events" : "binlog_rows_query_log_events";
        if (model.IncludeQuery && !facts.Is(query, "ON"))
        {
            findings.Warn(RecordKeys.Query.Name, $"Statements are wanted and the server does not log them. {Remedies.Set(facts.Version, query, "ON")}");
        }
    }
}
