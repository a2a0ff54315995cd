using System.CommandLine;
using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Rendering;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Plugins;

namespace ConnectRuntime.Host.Cli;

/// <summary><c>connect docs --out DIR</c>: writes JSON schemas of connector files and the option tables of README files.</summary>
/// <remarks>
/// <code>
/// DIR/config/schemas/CLASS.schema.json    one for each connector class
/// DIR/README.md                           the worker's options, between its markers
/// DIR/connectors/NAME/README.md           the options of connector class ConnectRuntime.NAME.*, between its markers
/// </code>
/// A README that is not there, or has no markers, is left alone.
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
        var command = new Command("docs", "Writes JSON schemas of connector files and the option tables of README files.") { output };
        options.AddTo(command);
        CommandAction.Set(command, context, ExitCode.Failed, async (parse, cancellationToken) =>
        {
            var config = (await options.ReadAsync(parse, context.Environment, cancellationToken)).Require("the worker");
            using var logging = CommandLog.Create(context, parse);
            await using var worker = context.CreateWorker(config, logging);
            foreach (var (path, text) in Render(worker.Plugins, parse.GetValue(output)!))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, text, cancellationToken);
                context.Out.WriteLine(path);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>All files with their content.</summary>
    public static IEnumerable<(string Path, string Text)> Render(IPluginCatalog plugins, string root)
    {
        foreach (var plugin in plugins.Plugins.Where(plugin => plugin.Type is PluginType.Source or PluginType.Sink))
        {
            var spec = plugins.GetSpec(plugin.Class);
            var simple = plugin.Class[(plugin.Class.LastIndexOf('.') + 1)..];
            yield return (Path.Combine(root, "config", "schemas", $"{simple}.schema.json"), ConfigJsonSchema.Render(simple, spec));
            if (plugin.Class.Split('.') is [_, var folder, _, ..]
                && Page(Path.Combine(root, "connectors", folder, "README.md"), spec) is { } page)
            {
                yield return page;
            }
        }

        if (Page(Path.Combine(root, "README.md"), WorkerConfig.Spec) is { } worker)
        {
            yield return worker;
        }
    }

    private static (string Path, string Text)? Page(string path, ConfigSpec spec)
    {
        var page = File.Exists(path) ? File.ReadAllText(path) : "";
        return page.Contains(ConfigMarkdown.Begin, StringComparison.Ordinal) ? (path, ConfigMarkdown.Replace(page, spec)) : null;
    }
}
