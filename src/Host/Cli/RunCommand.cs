using System.CommandLine;
using ConnectRuntime.Configuration;
using ConnectRuntime.Host.Logging;
using ConnectRuntime.Host.Progress;

namespace ConnectRuntime.Host.Cli;

/// <summary><c>connect run</c>: runs a worker with its REST API until it is asked to stop, or with <c>--once</c> until all is moved.</summary>
internal static class RunCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(CliContext context)
    {
        var once = new Option<bool>("--once")
        {
            Description = "End with 0 when every source has nothing more to read and every sink has committed everything; "
                + "end with 1 and the reason when a task fails.",
        };
        var timeout = new Option<double?>("--once-timeout")
        {
            Description = "End with 4 if --once takes longer than this.",
            HelpName = "SECONDS",
        };
        timeout.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!double.TryParse(token.Value, out var seconds) || seconds is not (> 0 and < 10_000_000)))
            {
                result.AddError($"--once-timeout is {token.Value}, a number of seconds above 0 is required.");
            }
        });
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Tell no progress." };
        var options = new WorkerOptions();
        var command = new Command("run", "Runs a worker with its REST API until it is asked to stop.") { once, timeout, quiet };
        options.AddTo(command, withConnectors: true);
        CommandAction.Set(command, context, ExitCode.CannotStart, async (parse, cancellationToken) =>
        {
            var terminal = new Terminal(context.Out, context.Error, context.IsTerminal);
            var levels = new LogLevels(parse.GetValue(CommandAction.Verbose) ? LogLevel.Debug : LogLevel.Information);
            using var logging = CommandLog.Create(levels, terminal.WriteLog);
            var read = await options.ReadAsync(parse, context.Environment, cancellationToken);
            var config = read.Require("the worker");
            Warn(logging, read);

            await using var session = await WorkerSession.StartAsync(context, config, logging, levels, cancellationToken);
            terminal.WriteLine($"REST API listens on {string.Join(", ", session.Urls)}");
            var limit = parse.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
            var loop = new RunLoop(session.Worker, terminal, parse.GetValue(quiet));
            var code = parse.GetValue(once)
                ? await loop.UntilMovedAsync(limit, cancellationToken)
                : await loop.UntilStoppedAsync(cancellationToken);
            terminal.Show([]);
            return code;
        });
        return command;
    }

    private static void Warn(LoggerFactory logging, ConfigResult read)
    {
        var log = logging.CreateLogger("config");
        foreach (var warning in read.Warnings)
        {
            log.LogWarning("{Warning}", warning);
        }
    }
}
