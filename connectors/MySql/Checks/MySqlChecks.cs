using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Checks;

/// <summary>What can be found out about the server before the start, without changing it: every prerequisite, and the command that puts it right.</summary>
internal static class MySqlChecks
{
    public static async ValueTask RunAsync(
        ConnectorContext context, ServerFlavor flavor, ICollection<CheckResult> results, CancellationToken cancellationToken)
    {
        var model = MySqlSourceModel.From(context.Config, flavor);
        try
        {
            await using var connection = await MySqlConnection.ConnectAsync(model.Connection, cancellationToken).ConfigureAwait(false);
            Judge(await new ServerFactsReader(connection, model).ReadAsync(cancellationToken).ConfigureAwait(false), model, results);
        }
        catch (ConnectException error)
        {
            results.Add(new(ConnectionKeys.Host.Name, CheckSeverity.Error, error.Message));
        }
    }

    /// <summary>All findings about what a server says.</summary>
    public static void Judge(ServerFacts facts, MySqlSourceModel model, ICollection<CheckResult> results)
    {
        var findings = new Findings(results);
        TableModel[] captured = [.. facts.Tables.Where(table => model.Filter.Captures(table.Id))];
        ConnectionChecks.Run(facts, model, findings);
        BinlogChecks.Run(facts, model, findings);
        PrivilegeChecks.Run(facts, model, captured, findings);
        ConnectionChecks.Replicas(facts, model, findings);
        TableChecks.Run(facts, model, captured, findings);
    }
}
