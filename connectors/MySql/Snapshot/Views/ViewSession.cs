using ConnectRuntime.MySql.Client.Connections;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>The sessions of a snapshot: what they are set to, whatever server and account have as defaults.</summary>
/// <remarks>
/// Times are read in UTC, and no mode changes what a value looks like or keeps a stored date from being compared with itself. No limit of the server
/// may end a copy that waits for its reader.
/// </remarks>
internal static class ViewSession
{
    private const int WeekSeconds = 7 * 24 * 60 * 60;

    /// <summary>Connects.</summary>
    /// <param name="config">How.</param>
    /// <param name="lockTimeout">How long a statement may wait for the locks of others.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<MySqlConnection> ConnectAsync(MySqlConnectionConfig config, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        var connection = await MySqlConnection.ConnectAsync(config with { AllowMultiStatements = true }, cancellationToken);
        try
        {
            var wait = Math.Max(1, (long)Math.Ceiling(lockTimeout.TotalSeconds));
            var limits = connection.Server switch
            {
                { IsMariaDb: true } => "max_statement_time=0, idle_transaction_timeout=0, idle_readonly_transaction_timeout=0",
                var server when server.IsAtLeast(8, 0) => "max_execution_time=0, information_schema_stats_expiry=0",
                _ => "max_execution_time=0",
            };
            await connection.ExecuteAsync(
                $"SET SESSION time_zone='+00:00', sql_mode='ALLOW_INVALID_DATES', sql_select_limit={ulong.MaxValue}, sql_big_selects=1, net_write_timeout={WeekSeconds}, "
                + $"wait_timeout={WeekSeconds}, lock_wait_timeout={wait}, innodb_lock_wait_timeout={wait}, {limits}; "
                + "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
