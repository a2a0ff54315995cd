using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Dialects;

namespace ConnectRuntime.Jdbc;

/// <summary>Every failure of the connector, with its code.</summary>
internal static class JdbcErrors
{
    public static ConnectException BadUrl(string found) =>
        new(ErrorKind.Config, "JDB001", $"Cannot use connection.url: {found}, jdbc:postgresql://host:port/database is required. Correct the option.");

    public static ConnectException NullRefused(string column) =>
        new(ErrorKind.Data, "JDB002", $"Cannot write column '{column}': the value is null, a value is required. Send a value, or let the column be null.");

    public static ConnectException OutOfRange(string column, string type, string what) =>
        new(ErrorKind.Data, "JDB003", $"Cannot write column '{column}': the value is {what}, {type} cannot hold it exactly. Widen the column or correct the record.");

    public static ConnectException NulInText(string column) =>
        new(ErrorKind.Data, "JDB004", $"Cannot write column '{column}': the text holds a NUL character, PostgreSQL's text cannot. Remove it, or make the column bytea.");

    public static ConnectException TooLong(string column, string type) =>
        new(ErrorKind.Data, "JDB005", $"Cannot write column '{column}': the text is longer than {type}. Widen the column or shorten the text.");

    public static ConnectException RowTooLarge(long bytes) =>
        new(ErrorKind.Data, "JDB006", $"Cannot encode the row: it needs {bytes} bytes, 2 GiB is the limit. Leave the large column out.");

    public static ConnectException Refused(TableName table, string state, string text) =>
        new(ErrorKind.Data, "JDB007", $"Cannot write the row to {table}: the server says '{text}' (SQLSTATE {state}). Correct the record or the table.");

    public static ConnectException UnknownOperation(string what) =>
        new(ErrorKind.Data, "JDB008", $"Cannot write the record: {what}. Correct the record, or drop it with a transform.");

    public static ConnectException KeyUnavailable(TableName table) =>
        new(ErrorKind.Data, "JDB009", $"Cannot write the row to {table}: the source did not send a value of the primary key. Let the source log whole rows.");

    public static ConnectException Outage(string product, string text, SqlFailure inner) =>
        new(ErrorKind.Transient, "JDB010", $"Cannot write to {product}: {text} ({inner.State}). The write is repeated from the last durable offset.", inner);

    public static ConnectException TableChanged(string product, string text, SqlFailure inner) =>
        new(ErrorKind.Transient, "JDB011", $"Cannot write to {product}: a table has changed ('{text}', SQLSTATE {inner.State}). It is read again.", inner);

    public static ConnectException ServerRefuses(string product, string text, SqlFailure inner) =>
        new(ErrorKind.Config, "JDB012", $"Cannot work with {product}: {text} (SQLSTATE {inner.State}). {Advice(inner.State)}", inner);

    public static ConnectException ServerBroken(string product, string text, SqlFailure inner) =>
        new(ErrorKind.Fatal, "JDB013", $"Cannot write to {product}: {text} ({inner.State}). See the server's log.", inner);

    public static ConnectException Fenced(string connector, IEnumerable<TopicPartition> partitions) =>
        new(ErrorKind.Fatal, "JDB014", $"Cannot commit offsets of connector '{connector}': another writer has taken over one of {string.Join(", ", partitions)} or moved its offset, this task must be the only one. What it held is rolled back; it starts again from the stored offsets.");

    public static ConnectException NoTable(TableName table) =>
        new(ErrorKind.Config, "JDB015", $"Cannot write to table {table}: it does not exist, and auto.create is false. Create it, or set auto.create=true.");

    public static ConnectException NoColumns(TableName table, IEnumerable<string> columns) =>
        new(ErrorKind.Config, "JDB016", $"Cannot write to table {table}: it has no columns {string.Join(", ", columns)}, and auto.evolve is false. Add them, set auto.evolve=true, or name the wanted fields in fields.whitelist.");

    public static ConnectException NoWay(TableName table, IEnumerable<string> problems) =>
        new(ErrorKind.Config, "JDB017", $"Cannot write to table {table}: {string.Join("; ", problems)}. Change the columns' types, or convert the fields with a transform.");

    public static ConnectException NoUniqueKey(TableName table, IEnumerable<string> key) =>
        new(ErrorKind.Config, "JDB018", $"Cannot upsert into table {table}: no unique index is exactly on ({string.Join(", ", key)}), one is required. Create it, or change pk.fields.");

    public static ConnectException MissingRequired(TableName table, IEnumerable<string> columns) =>
        new(ErrorKind.Config, "JDB019", $"Cannot insert into table {table}: columns {string.Join(", ", columns)} take no null and have no default, but the records have no such fields. Give the columns defaults, or add the fields.");

    public static ConnectException BadName(string identifier, string problem) =>
        new(ErrorKind.Config, "JDB020", $"Cannot use the name '{identifier}': {problem}. Change table.name.format, or rename with a transform.");

    public static ConnectException BadKey(string topic, string problem) =>
        new(ErrorKind.Config, "JDB021", $"Cannot find the primary key of records of topic '{topic}': {problem}. Correct pk.mode and pk.fields.");

    public static ConnectException NoSchema(string topic) =>
        new(ErrorKind.Config, "JDB022", $"Cannot write records of topic '{topic}': their values have no schema, columns need one. Use a converter with schemas.");

    public static ConnectException NotAssigned(TopicPartition partition) =>
        new(ErrorKind.Fatal, "JDB023", $"Cannot write records of {partition}: the partition is not assigned to this task. The task starts again.");

    public static ConnectException OtherDatabase(string wanted, string name) =>
        new(ErrorKind.Config, "JDB024", $"Cannot write to table {name}: its first part names the database '{wanted}', which is not the connected one. Set table.name.format, table.name.normalize=true, or route the topic with a transform.");

    public static ConnectException NotFetched() =>
        new(ErrorKind.Fatal, "JDB025", "Cannot write a batch: its rows do not say which records they came from, the offsets are required. Hand over a fetched batch.");

    private static string Advice(string state) => state switch
    {
        ['2', '8', ..] => "Check connection.user, connection.password and the server's pg_hba.conf.",
        "3D000" => "Create the database, or correct connection.url.",
        "3F000" => "Create the schema, or correct table.name.format.",
        "42501" => "Grant the privilege to connection.user.",
        "TLS" => "Check sslmode and sslrootcert in connection.url.",
        _ => "Correct the table or the configuration.",
    };
}
