using System.CommandLine;
using ConnectRuntime.Configuration;
using ConnectRuntime.Host.Topics;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Cli;

/// <summary><c>connect check [FILE|NAME…]</c>: asks the systems that connectors need whether all is there, without starting or changing anything.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(CliContext context)
    {
        var wanted = new Argument<string[]>("connectors")
        {
            Description = "Connector files, or names of connectors whose files are in the folder of connector files; all of that folder by default.",
            HelpName = "FILE|NAME",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a line: connector, severity, subject, message." };
        var options = new WorkerOptions();
        var command = new Command(
            "check",
            "Asks the systems that connectors need whether everything is there: login, privileges, settings, tables, folders, and what stored positions need. Starts and changes nothing. "
            + "One line for each finding; ends with 1 if one is an ERROR.")
        {
            wanted, json,
        };
        options.AddTo(command, withConnectors: true);
        CommandAction.Set(command, context, ExitCode.Failed, async (parse, cancellationToken) =>
        {
            var config = (await options.ReadAsync(parse, context.Environment, cancellationToken)).Require("the worker");
            using var logging = CommandLog.Create(context, parse);
            var report = new CheckReport(context.Out, parse.GetValue(json));
            var sources = await ConnectorSource.FindAsync(parse.GetValue(wanted)!, config.Get(WorkerConfig.ConnectorDir), cancellationToken);
            var positions = await StoredPositions.ReadAsync(config, () => context.CreateWorker(config, logging), cancellationToken);
            await using var bench = await ValidationBench.StartAsync(context, config, logging, cancellationToken);
            foreach (var source in sources)
            {
                await CheckAsync(bench.Connectors, source, positions, report, cancellationToken);
            }

            return report.HasErrors ? ExitCode.Failed : ExitCode.Ok;
        });
        return command;
    }

    private static async Task CheckAsync(
        IConnectorManager connectors, ConnectorSource source, StoredPositions positions, CheckReport report, CancellationToken cancellationToken)
    {
        if (source.File is not { } file)
        {
            report.Fail(source.Name, source.Path, $"It is not a connector file: {source.Problem}");
            return;
        }

        try
        {
            var config = new Dictionary<string, string>(file.Config, StringComparer.Ordinal) { ["name"] = file.Name };
            report.Add(file.Name, await connectors.ValidateAsync(config, probe: true, positions.Of(file.Name), cancellationToken));
            if (positions.Problem is { } problem)
            {
                report.Warn(file.Name, "offsets", $"Stored offsets could not be looked at. {problem}");
            }
        }
        catch (ManagementException exception)
        {
            report.Fail(file.Name, CommonConfig.Class.Name, exception.Message);
        }
    }
}
