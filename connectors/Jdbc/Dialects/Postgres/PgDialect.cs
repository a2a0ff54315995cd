using ConnectRuntime.Jdbc.Configuration;
using Npgsql;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>PostgreSQL.</summary>
internal sealed class PgDialect(NpgsqlConnectionStringBuilder connection, string offsetTable, TimeZoneInfo zone) : ISqlDialect
{
    private readonly PgPlanCompiler _compiler = new(zone);

    public string Product => "PostgreSQL";

    public string Database { get; } = connection.Database ?? connection.Username ?? "";

    public static PgDialect From(ConnectRuntime.Configuration.ConnectorConfig config, string applicationName)
    {
        var connection = PgUrl.Parse(
            config.Get(JdbcKeys.Url), config.Get(JdbcKeys.User), config.Get(JdbcKeys.Password)?.Reveal(), config.Get(JdbcSpec.DriverOptions));
        connection.Pooling = false;
        connection.Enlist = false;
        connection.CommandTimeout = 0;
        connection.WriteBufferSize = Math.Max(connection.WriteBufferSize, 64 * 1024);
        connection.MaxAutoPrepare = 0;
        connection.TcpKeepAlive = true;
        connection.IncludeErrorDetail = false;
        connection.ApplicationName ??= applicationName;
        connection.Timezone = config.Get(JdbcKeys.Zone).HasIanaId || config.Get(JdbcKeys.Zone).Id == "UTC" ? config.Get(JdbcKeys.Zone).Id : null;
        return new PgDialect(connection, config.Get(JdbcKeys.OffsetTable), config.Get(JdbcKeys.Zone));
    }

    public async ValueTask<ISqlSession> ConnectAsync(CancellationToken cancellationToken)
    {
        var opened = new NpgsqlConnection(connection.ConnectionString);
        try
        {
            await opened.OpenAsync(cancellationToken);

            // The stages are this session's own and small; in its buffers they cost no file.
            await using var setup = new NpgsqlCommand("SET temp_buffers = '64MB'; SET client_min_messages = warning", opened);
            await setup.ExecuteNonQueryAsync(cancellationToken);
            return new PgSession(opened, offsetTable);
        }
        catch (Exception error)
        {
            await opened.DisposeAsync();
            throw error is OperationCanceledException ? error : PgErrorPolicy.Judge(error);
        }
    }

    public string? Refuse(string identifier) => PgNames.Refuse(identifier);

    public IRowEncoder? Compile(IReadOnlyList<ColumnBinding> columns, int keyCount, bool nullDefault, ICollection<string> problems)
    {
        var plans = new PgColumnPlan[columns.Count];
        for (var i = 0; i < plans.Length; i++)
        {
            if (_compiler.Compile(columns[i], i < keyCount) is not { } plan)
            {
                problems.Add($"column '{columns[i].Column.Name}' is {columns[i].Column.SqlType}, which takes no {columns[i].Schema}");
                continue;
            }

            plans[i] = plan;
            if (plan.Schema.HasDefault && plan.Origin is (ValueOrigin.KeyField or ValueOrigin.ValueField))
            {
                plan.MissingField = PgDefaultField.Of(plan);
                plan.NullField = nullDefault ? plan.MissingField : null;
            }
        }

        return problems.Count > 0 ? null : new PgRowEncoder(plans, keyCount);
    }
}
