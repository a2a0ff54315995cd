using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>A database that sinks write into, looked at by psql.</summary>
internal sealed class Target(PostgresServer server, string connection)
{
    /// <summary>Variable that holds the password.</summary>
    public const string PasswordVariable = "E2E_PASSWORD";

    /// <summary>A new database.</summary>
    public static async Task<Target> CreateAsync(PostgresServer server) => new(server, await server.CreateDatabaseAsync());

    /// <summary>The server's password, for the processes that write.</summary>
    public string Password => server.Password;

    private string Database => connection[(connection.LastIndexOf('=') + 1)..];

    /// <summary>A sink that inserts or replaces rows by the record's key.</summary>
    public ConnectorOptions Upserting(string topics, string tables) => new ConnectorOptions
    {
        ["connector.class"] = "JdbcSinkConnector",
        ["topics"] = topics,
        ["table.name.format"] = tables,
        ["connection.url"] = server.JdbcUrl(Database),
        ["connection.user"] = "postgres",
        ["connection.password"] = $"${{env:{PasswordVariable}}}",
        ["connection.backoff.ms"] = "100",
        ["insert.mode"] = "upsert",
        ["pk.mode"] = "record_key",
        ["auto.create"] = "true",
    };

    /// <summary>A sink that inserts rows without a primary key.</summary>
    public ConnectorOptions Inserting(string topics, string tables) =>
        Upserting(topics, tables).With("insert.mode", "insert").With("pk.mode", "none").With("auto.create", "false");

    /// <summary>Makes tables for inserts, with a column that counts rows in the order in which the server took them.</summary>
    public Task CreateTablesAsync(params string[] tables) =>
        SqlAsync(string.Concat(tables.Select(table => $"create table \"{table}\" (k bigint, seq bigint, text text, arrived bigserial);")));

    /// <summary>Runs SQL.</summary>
    public Task<string> SqlAsync(string sql) => server.QueryAsync(connection, sql);

    /// <summary>How many rows a table has; 0 where it does not exist.</summary>
    public async Task<long> CountAsync(string table) => await ExistsAsync(table) ? long.Parse(await SqlAsync($"select count(*) from \"{table}\""), null) : 0;

    /// <summary>Waits until a table has so many rows.</summary>
    public Task HasAsync(string table, long rows, ConnectProcess process) =>
        Until.EqualAsync($"count of {table}", $"{rows}", async () => $"{await CountAsync(table)}", process.LogTail);

    /// <summary>Expects a table of inserts to hold rows 1 to n once each, those of a key in the order of their numbers.</summary>
    public async Task InsertedOnceAsync(string table, SampleRows rows, long count) => Assert.Equal(
        $"{table}: {count} rows, {count} distinct, from 1 to {count}, 0 wrong, 0 out of order",
        await SqlAsync($"""
            select '{table}: ' || count(*) || ' rows, ' || count(distinct seq) || ' distinct, from ' || min(seq) || ' to ' || max(seq) || ', '
              || count(*) filter (where text is distinct from {SampleRows.SqlText} or k is distinct from seq % {rows.Keys}) || ' wrong, '
              || count(*) filter (where seq <= before) || ' out of order'
            from (select *, lag(seq) over (partition by k order by arrived) as before from "{table}") as t
            """));

    /// <summary>Expects a table of upserts to hold the last of rows 1 to n of each key.</summary>
    public async Task UpsertedAsync(string table, SampleRows rows, long count) => Assert.Equal(
        $"{table}: {Math.Min(rows.Keys, count)} rows, 0 wrong",
        await SqlAsync($"""
            select '{table}: ' || count(*) || ' rows, ' || count(*) filter (
              where text is distinct from {SampleRows.SqlText} or seq not between greatest(1, {count} - {rows.Keys} + 1) and {count} or k is distinct from seq % {rows.Keys}) || ' wrong'
            from "{table}"
            """));

    private async Task<bool> ExistsAsync(string table) => await SqlAsync($"select to_regclass('\"{table}\"') is not null") == "t";
}
