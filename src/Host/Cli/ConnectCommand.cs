using System.CommandLine;

namespace ConnectRuntime.Host.Cli;

/// <summary><c>connect</c>: all its verbs.</summary>
internal static class ConnectCommand
{
    /// <summary>Reads a command line and runs it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, CliContext context, CancellationToken cancellationToken = default)
    {
        const string summary = "Moves rows between databases, files and topics: Kafka Connect's model in one small process.";
        var root = new RootCommand($"{summary}\n\n{ExitCode.Help}")
        {
            RunCommand.Create(context),
            ValidateCommand.Create(context),
            CheckCommand.Create(context),
            PluginsCommand.Create(context),
            TopicsCommand.Create(context),
            DocsCommand.Create(context),
        };
        root.Options.Add(CommandAction.Verbose);
        var parse = root.Parse(arguments);
        if (parse.Errors.Count > 0)
        {
            foreach (var error in parse.Errors)
            {
                await context.Error.WriteLineAsync(error.Message);
            }

            await context.Error.WriteLineAsync("'connect --help' and 'connect VERB --help' tell what there is.");
            return ExitCode.Usage;
        }

        // Signals are the verbs' own: a worker that is asked to stop ends what it has begun.
        var invocation = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parse.InvokeAsync(invocation, cancellationToken);
    }
}
