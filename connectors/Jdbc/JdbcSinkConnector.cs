using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Jdbc.Configuration;

namespace ConnectRuntime.Jdbc;

/// <summary>Writes topics to tables of a database, each record exactly once.</summary>
[Plugin(
    "io.confluent.connect.jdbc.JdbcSinkConnector",
    "io.debezium.connector.jdbc.JdbcSinkConnector",
    "io.aiven.connect.jdbc.JdbcSinkConnector",
    Summary = "Writes topics to tables of PostgreSQL, each record exactly once.")]
public sealed class JdbcSinkConnector : ConnectorBase, ISinkConnector
{
    /// <inheritdoc/>
    public override ConfigSpec Config => JdbcSpec.Spec;

    /// <inheritdoc/>
    public ISinkTask CreateTask() => new JdbcSinkTask();

    /// <inheritdoc/>
    public override ValueTask CheckAsync(ConnectorContext context, ICollection<CheckResult> results, CancellationToken cancellationToken) =>
        JdbcChecks.RunAsync(context, results, cancellationToken);
}
