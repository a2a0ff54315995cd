using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Positions;
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
            var facts = await new ServerFactsReader(connection, model).ReadAsync(cancellationToken).ConfigureAwait(false);
            Judge(await WithPositionAsync(facts, context, model, connection, cancellationToken).ConfigureAwait(false), model, results);
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
        PositionChecks.Run(facts, model, findings);
        PrivilegeChecks.Run(facts, model, captured, findings);
        ConnectionChecks.Replicas(facts, model, findings);
        TableChecks.Run(facts, model, captured, findings);
    }

    // Without the rights of a stream the server says nothing about its binlogs, which the checks of privileges tell.
    private static async ValueTask<ServerFacts> WithPositionAsync(
        ServerFacts facts, ConnectorContext context, MySqlSourceModel model, MySqlConnection connection, CancellationToken cancellationToken)
    {
        var partition = PositionJson.Partition(model.Prefix);
        if (context.Positions?.FirstOrDefault(position => position.Partition == partition) is not { } stored)
        {
            return facts;
        }

        BinlogPosition position;
        try
        {
            position = PositionJson.Parse(stored.Offset);
        }
        catch (ConnectException error)
        {
            return facts with { BadPosition = error.Message };
        }

        try
        {
            return facts with { Position = await new PositionFactsReader(connection, model).ReadAsync(position, cancellationToken).ConfigureAwait(false) };
        }
        catch (ConnectException error)
        {
            return MySqlServerException.Of(error) is { IsTransient: false } ? facts : facts with { PositionProblem = error.Message };
        }
    }
}
