using System.Collections.Immutable;
using System.Globalization;
using ConnectRuntime.Codecs;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Checks;

/// <summary>Asks a server what the checks need, and changes nothing. What the account may not ask is left out.</summary>
/// <param name="connection">An idle connection.</param>
/// <param name="model">What will be captured.</param>
internal sealed class ServerFactsReader(MySqlConnection connection, MySqlSourceModel model)
{
    private const string NativeForeignKeys = "innodb_native_foreign_keys";

    private static readonly string[] Names =
    [
        "log_bin", "binlog_format", "binlog_row_image", "binlog_row_metadata", "binlog_row_value_options", "binlog_transaction_compression", "log_bin_compress",
        "gtid_mode", "server_id", "binlog_expire_logs_seconds", "binlog_expire_logs_auto_purge", "expire_logs_days", "max_binlog_total_size",
        "log_replica_updates", "log_slave_updates", "binlog_rows_query_log_events", "binlog_annotate_row_events",
        NativeForeignKeys,
    ];

    private static readonly string[] Transactional = ["InnoDB", "ROCKSDB", "NDBCLUSTER", "TokuDB"];

    public async Task<ServerFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var server = connection.Server;
        var names = string.Join(',', Names.Select(name => $"'{name}'"));
        var variables = await connection.RowsAsync($"SHOW GLOBAL VARIABLES WHERE Variable_name IN ({names})", cancellationToken).ConfigureAwait(false);
        var tls = await connection.RowsAsync("SHOW SESSION STATUS WHERE Variable_name IN ('Ssl_version','Ssl_cipher')", cancellationToken).ConfigureAwait(false);
        var account = await connection.ScalarAsync("SELECT CURRENT_USER()", cancellationToken).ConfigureAwait(false);
        var grants = await TryAsync("SHOW GRANTS", cancellationToken).ConfigureAwait(false);
        var status = await TryAsync(server.ShowBinlogStatus, cancellationToken).ConfigureAwait(false);
        var replicas = await TryAsync(ShowReplicas(server), cancellationToken).ConfigureAwait(false);
        var upstream = await TryAsync(server.IsMariaDb ? "SHOW ALL SLAVES STATUS" : ShowUpstream(server), cancellationToken).ConfigureAwait(false);
        var scope = CatalogScope.For(model.Filter);
        var catalog = await new CatalogReader(connection).ReadAsync(scope, cancellationToken).ConfigureAwait(false);
        var facts = new ServerFacts
        {
            Version = server,
            Address = model.Connection.Host.StartsWith('/') ? model.Connection.Host : $"{model.Connection.Host}:{model.Connection.Port}",
            Account = account ?? model.Connection.User,
            Tls = string.Join(' ', tls.OrderByDescending(row => row[0]).Select(row => row[1]).Where(text => !string.IsNullOrEmpty(text))),
            Variables = variables.ToDictionary(row => row[0]!.ToLowerInvariant(), row => row[1] ?? ""),
            Grants = grants is null ? null : new GrantModel(grants.Select(row => row[0] ?? "")),
            ShowsBinlogStatus = status is not null,
            FindsViews = await FindsViewsAsync(cancellationToken).ConfigureAwait(false),
            LoggedDatabases = Databases(status, 2),
            UnloggedDatabases = Databases(status, 3),
            ReplicaIds = replicas?.Select(row => uint.TryParse(row[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).ToList(),
            IsReplica = upstream is null ? null : upstream.Count > 0,
            Tables = catalog.Tables,
            CanUnpack = CanUnpack(),
        };
        var captured = facts.Tables.Where(table => model.Filter.Captures(table.Id)).ToArray();
        return facts with
        {
            PlainEngines = await EnginesAsync(captured, cancellationToken).ConfigureAwait(false),
            CascadeTables = LogsCascades(facts) ? new HashSet<TableId>() : await CascadeTablesAsync(cancellationToken).ConfigureAwait(false),
            Unreadable = await UnreadableAsync(captured, facts.Grants, cancellationToken).ConfigureAwait(false),
        };
    }

    // Where foreign keys are the engine's own, what they change never passes the binlog.
    private static bool LogsCascades(ServerFacts facts) =>
        !facts.Version.IsMariaDb && facts.Version.IsAtLeast(9, 6) && !facts.Is(NativeForeignKeys, "ON");

    private async Task<HashSet<TableId>> CascadeTablesAsync(CancellationToken cancellationToken)
    {
        var rows = await connection.RowsAsync(
            "SELECT CONSTRAINT_SCHEMA, TABLE_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS "
            + "WHERE DELETE_RULE IN ('CASCADE', 'SET NULL') OR UPDATE_RULE IN ('CASCADE', 'SET NULL')",
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new TableId(row[0]!, row[1]!))];
    }

    private static string ShowReplicas(ServerVersion server) =>
        !server.IsMariaDb && server.IsAtLeast(8, 0, 22) ? "SHOW REPLICAS" : "SHOW SLAVE HOSTS";

    private static string ShowUpstream(ServerVersion server) => server.IsAtLeast(8, 0, 22) ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS";

    private static ImmutableArray<string> Databases(List<string?[]>? status, int column) =>
        status is [var row, ..] && row.Length > column
            ? [.. (row[column] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : [];

    // MariaDB and Percona Server remember the place of a view; MySQL tells where it stands to those who may ask.
    private async Task<bool> FindsViewsAsync(CancellationToken cancellationToken) =>
        await connection.RowsAsync("SHOW STATUS LIKE 'binlog_snapshot_file'", cancellationToken).ConfigureAwait(false) is [[_, { Length: > 0 }]]
        || (!connection.Server.IsMariaDb && connection.Server.IsAtLeast(8, 0, 11)
            && await TryAsync("SELECT LOCAL FROM performance_schema.log_status", cancellationToken).ConfigureAwait(false) is not null);

    private static bool CanUnpack()
    {
        try
        {
            new ZstdDecompressor().Dispose();
            return true;
        }
        catch (Exception e) when (e is CodecException or DllNotFoundException)
        {
            return false;
        }
    }

    private async Task<Dictionary<TableId, string>> EnginesAsync(TableModel[] captured, CancellationToken cancellationToken)
    {
        var ids = captured.Select(table => table.Id).ToHashSet();
        var known = string.Join(',', Transactional.Select(engine => $"'{engine}'"));
        var rows = await connection.RowsAsync(
            $"SELECT TABLE_SCHEMA, TABLE_NAME, ENGINE FROM information_schema.TABLES WHERE TABLE_TYPE <> 'VIEW' AND ENGINE NOT IN ({known})", cancellationToken)
            .ConfigureAwait(false);
        return rows.Select(row => (Id: new TableId(row[0]!, row[1]!), Engine: row[2] ?? "")).Where(row => ids.Contains(row.Id))
            .ToDictionary(row => row.Id, row => row.Engine);
    }

    // Whoever may read everything need not be asked table by table. Where columns are granted one by one, the catalog shows no others, so that a
    // statement over those it shows would prove nothing.
    private async Task<ImmutableArray<TableId>> UnreadableAsync(TableModel[] captured, GrantModel? grants, CancellationToken cancellationToken)
    {
        if (grants is { HasRevokes: false } && grants.Has("SELECT"))
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<TableId>();
        foreach (var table in captured)
        {
            var columns = table.Columns.Where(column => model.Filter.Captures(table.Id, column.Name)).Select(column => SqlText.Quote(column.Name)).ToArray();
            var sql = $"SELECT {(columns.Length == 0 ? "1" : string.Join(',', columns))} FROM {SqlText.Quote(table.Id.Database)}.{SqlText.Quote(table.Id.Table)} LIMIT 0";
            if (grants?.IsPartial(table.Id) == true || await TryAsync(sql, cancellationToken).ConfigureAwait(false) is null)
            {
                found.Add(table.Id);
            }
        }

        return found.ToImmutable();
    }

    // Null where the account may not, or the server does not know the statement.
    private async Task<List<string?[]>?> TryAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.RowsAsync(sql, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectException error) when (MySqlServerException.Of(error) is { IsTransient: false } && connection.IsUsable)
        {
            return null;
        }
    }
}
