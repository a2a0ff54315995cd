using System.CommandLine;
using System.Text.Json;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Cli;

/// <summary><c>connect validate FILE…</c>: tells every problem of connector files, without starting anything.</summary>
internal static class ValidateCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(CliContext context)
    {
        var files = new Argument<string[]>("files") { Description = "Connector files.", Arity = ArgumentArity.OneOrMore };
        var probe = new Option<bool>("--probe")
        {
            Description = "Also run the plugins' live checks: that servers answer and folders are there.",
        };
        var options = new WorkerOptions();
        var command = new Command("validate", "Tells every problem of connector files, without starting anything.") { files, probe };
        options.AddTo(command);
        CommandAction.Set(command, context, ExitCode.Failed, async (parse, cancellationToken) =>
        {
            var config = (await options.ReadAsync(parse, context.Environment, cancellationToken)).Require("the worker");
            using var logging = CommandLog.Create(context, parse);
            await using var bench = await ValidationBench.StartAsync(context, config, logging, cancellationToken);
            var worst = ExitCode.Ok;
            foreach (var file in parse.GetValue(files)!)
            {
                var isValid = await CheckAsync(context, bench.Connectors, file, parse.GetValue(probe), cancellationToken);
                worst = isValid ? worst : ExitCode.Failed;
            }

            return worst;
        });
        return command;
    }

    private static async Task<bool> CheckAsync(
        CliContext context, IConnectorManager connectors, string path, bool probe, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            var file = ConnectorFile.Parse(bytes, Path.GetFileNameWithoutExtension(path));
            var config = new Dictionary<string, string>(file.Config, StringComparer.Ordinal) { ["name"] = file.Name };
            return Tell(context, path, await connectors.ValidateAsync(config, probe, null, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            context.Out.WriteLine($"{path}: not a connector file: {exception.Message}");
            return false;
        }
        catch (ManagementException exception)
        {
            context.Out.WriteLine($"{path}: {exception.Message}");
            return false;
        }
    }

    private static bool Tell(CliContext context, string path, ValidationResult found)
    {
        var failed = found.Checks.Where(check => check.Severity == CheckSeverity.Error).ToList();
        var errors = found.Result.Errors.Count() + failed.Count;
        context.Out.WriteLine(errors == 0 ? $"{path}: valid" : $"{path}: {errors} {(errors == 1 ? "error" : "errors")}");
        foreach (var problem in found.Result.Problems)
        {
            context.Out.WriteLine($"  {(problem.Severity == ConfigSeverity.Error ? "error  " : "warning")}  {problem}");
        }

        foreach (var check in found.Checks)
        {
            context.Out.WriteLine($"  {check.Severity.ToString().ToLowerInvariant(),-7}  {check.Subject}: {check.Message}");
        }

        return errors == 0;
    }
}
