using System.CommandLine;
using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Rendering;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Plugins;

namespace ConnectRuntime.Host.Cli;

/// <summary><c>connect docs --out DIR</c>: writes JSON schemas of connector files and the pages of options.</summary>
/// <remarks>
/// <code>
/// DIR/config/schemas/CLASS.schema.json    one for each connector class
/// DIR/docs/options/worker.md              the options of the process
/// DIR/docs/options/source.md, sink.md     the options that every source and every sink has
/// </code>
/// The options of one connector stand in its own README.
/// </remarks>
internal static class DocsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(CliContext context)
    {
        var output = new Option<string>("--out")
        {
            Description = "Folder to write into, the root of the repository.",
            HelpName = "DIR",
            Required = true,
        };
        var options = new WorkerOptions();
        var command = new Command("docs", "Writes JSON schemas of connector files and the pages of options.") { output };
        options.AddTo(command);
        CommandAction.Set(command, context, ExitCode.Failed, async (parse, cancellationToken) =>
        {
            var config = (await options.ReadAsync(parse, context.Environment, cancellationToken)).Require("the worker");
            using var logging = CommandLog.Create(context, parse);
            await using var worker = context.CreateWorker(config, logging);
            foreach (var (relative, text) in Render(worker.Plugins))
            {
                var path = Path.Combine(parse.GetValue(output)!, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, text, cancellationToken);
                context.Out.WriteLine(path);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>All files with their content, by their path below the root.</summary>
    public static IEnumerable<(string Path, string Text)> Render(IPluginCatalog plugins)
    {
        foreach (var plugin in plugins.Plugins.Where(plugin => plugin.Type is PluginType.Source or PluginType.Sink))
        {
            var simple = plugin.Class[(plugin.Class.LastIndexOf('.') + 1)..];
            yield return ($"config/schemas/{simple}.schema.json", ConfigJsonSchema.Render(simple, plugins.GetSpec(plugin.Class)));
        }

        yield return Page("worker", "Options of the process, in the worker's file, as CONNECT_ variables, or by --set.", WorkerConfig.Spec);
        yield return Page("source", "Options that every source has.", ConnectorSpec.Common(plugins, ConnectorType.Source));
        yield return Page("sink", "Options that every sink has.", ConnectorSpec.Common(plugins, ConnectorType.Sink));
    }

    private static (string Path, string Text) Page(string name, string heading, ConfigSpec spec) =>
        ($"docs/options/{name}.md", $"# {heading.TrimEnd('.')}\n\n{ConfigMarkdown.Render(spec)}");
}
