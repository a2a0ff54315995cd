using System.CommandLine;
using ConnectRuntime.Errors;
using ConnectRuntime.Host.Topics;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Cli;

/// <summary>Runs what a command does and tells its failure in a sentence.</summary>
internal static class CommandAction
{
    /// <summary>Shows more of the log, and the trace of a failure.</summary>
    public static readonly Option<bool> Verbose = new("--verbose", "-v")
    {
        Description = "Log at DEBUG, and show where in the program a failure came from.",
        Recursive = true,
    };

    /// <summary>Gives a command its action.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">Where the sentence goes.</param>
    /// <param name="failure">The exit code of a failure.</param>
    /// <param name="run">What the command does; gives the exit code.</param>
    public static void Set(
        Command command, CliContext context, int failure, Func<ParseResult, CancellationToken, Task<int>> run) =>
        command.SetAction(async (parse, cancellationToken) =>
        {
            try
            {
                return await run(parse, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCode.Ok;
            }
            catch (Exception exception)
            {
                Tell(context, exception, parse.GetValue(Verbose));
                return failure;
            }
        });

    private static void Tell(CliContext context, Exception exception, bool isVerbose)
    {
        var isExpected = exception is ConnectException or TopicLogException or ManagementException or RemoteException;
        context.Error.WriteLine(isExpected ? exception.Message : $"Unexpected failure: {exception.GetType().Name}: {exception.Message}");
        if (isVerbose)
        {
            context.Error.WriteLine(exception);
        }
        else if (!isExpected)
        {
            context.Error.WriteLine("Run it again with --verbose to see where it came from.");
        }
    }
}
