using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Checks;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql;

/// <summary>Captures the changes of a MySQL server from its binlog, after a snapshot of its tables.</summary>
[Plugin(
    "mysql",
    "io.debezium.connector.mysql.MySqlConnector",
    "MySqlConnector",
    Summary = "Captures the changes of a MySQL server from its binlog, after a snapshot of its tables.")]
public sealed class MySqlSourceConnector : ConnectorBase, ISourceConnector
{
    /// <inheritdoc/>
    public override ConfigSpec Config => MySqlSpec.Spec;

    /// <inheritdoc/>
    public ISourceTask CreateTask() => new MySqlSourceTask(ServerFlavor.MySql);

    /// <inheritdoc/>
    public override ValueTask CheckAsync(ConnectorContext context, ICollection<CheckResult> results, CancellationToken cancellationToken) =>
        MySqlChecks.RunAsync(context, ServerFlavor.MySql, results, cancellationToken);
}
