using System.CommandLine;
using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Rendering;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Host.Cli;

/// <summary><c>connect plugins [NAME]</c>: lists the plugins, or tells the options of one.</summary>
internal static class PluginsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(CliContext context)
    {
        var name = new Argument<string?>("name")
        {
            Description = "Class or alias of one plugin, whose options are told.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var options = new WorkerOptions();
        var command = new Command("plugins", "Lists the plugins, or tells the options of one.") { name };
        options.AddTo(command);
        CommandAction.Set(command, context, ExitCode.Failed, async (parse, cancellationToken) =>
        {
            var config = (await options.ReadAsync(parse, context.Environment, cancellationToken)).Require("the worker");
            using var logging = CommandLog.Create(context, parse);
            await using var worker = context.CreateWorker(config, logging);
            return parse.GetValue(name) is { } one ? Show(context, worker, one) : List(context, worker);
        });
        return command;
    }

    private static int List(CliContext context, IHostedWorker worker)
    {
        foreach (var group in worker.Plugins.Plugins.GroupBy(plugin => plugin.Type))
        {
            context.Out.WriteLine($"{group.Key}:");
            foreach (var plugin in group)
            {
                context.Out.WriteLine($"  {plugin.Class}  {plugin.Version}");
                var aliases = plugin.Aliases.Count > 0 ? $" Also: {string.Join(", ", plugin.Aliases)}" : "";
                context.Out.WriteLine($"      {plugin.Summary}{aliases}");
            }
        }

        return ExitCode.Ok;
    }

    private static int Show(CliContext context, IHostedWorker worker, string name)
    {
        var plugin = worker.Plugins.Find(name) ?? throw new ConnectException(
            ErrorKind.Config,
            "HST007",
            $"Cannot show plugin '{name}': there is no such class or alias, one that is known is required. 'connect plugins' lists them.");
        ConfigSpec spec = worker.Plugins.GetSpec(plugin.Class);
        context.Out.WriteLine($"{plugin.Class} {plugin.Version}");
        context.Out.WriteLine(plugin.Summary);
        context.Out.WriteLine();
        context.Out.Write(ConfigHelpText.Render(spec));
        return ExitCode.Ok;
    }
}
