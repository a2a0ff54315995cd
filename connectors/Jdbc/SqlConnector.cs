using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Configuration;
using ConnectRuntime.Jdbc.Dialects;

namespace ConnectRuntime.Jdbc;

/// <summary>Opens sessions with a few attempts, and tells the runtime what a failure means.</summary>
internal static class SqlConnector
{
    public static async ValueTask<ISqlSession> ConnectAsync(
        ISqlDialect dialect, ConnectorConfig config, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await dialect.ConnectAsync(cancellationToken);
            }
            catch (SqlFailure failure) when (failure.Kind == SqlFailureKind.Transient && attempt < config.Get(JdbcKeys.Attempts))
            {
                await Task.Delay(config.Get(JdbcKeys.Backoff), clock, cancellationToken);
            }
        }
    }

    public static ConnectException Explain(ISqlDialect dialect, SqlFailure failure) => failure.Kind switch
    {
        SqlFailureKind.Transient or SqlFailureKind.Conflict => JdbcErrors.Outage(dialect.Product, failure.Message, failure),
        SqlFailureKind.TableChanged => JdbcErrors.TableChanged(dialect.Product, failure.Message, failure),
        SqlFailureKind.Config => JdbcErrors.ServerRefuses(dialect.Product, failure.Message, failure),
        _ => JdbcErrors.ServerBroken(dialect.Product, failure.Message, failure),
    };
}
