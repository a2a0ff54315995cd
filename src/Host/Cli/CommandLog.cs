using System.CommandLine;
using ConnectRuntime.Host.Logging;

namespace ConnectRuntime.Host.Cli;

/// <summary>Makes the log of a command: lines on standard error.</summary>
internal static class CommandLog
{
    /// <summary>A log that tells of warnings, or of more with <c>--verbose</c>.</summary>
    public static LoggerFactory Create(CliContext context, ParseResult parse) => Create(
        new LogLevels(parse.GetValue(CommandAction.Verbose) ? LogLevel.Debug : LogLevel.Warning), context.Error.WriteLine);

    /// <summary>A log with these levels.</summary>
    public static LoggerFactory Create(LogLevels levels, Action<string> write)
    {
        // The levels are ours: the framework's own filter lets everything through.
        var all = new LoggerFilterOptions { MinLevel = LogLevel.Trace };
        var gate = new Lock();
        return new LoggerFactory([new LineLoggerProvider(levels, line =>
        {
            lock (gate)
            {
                write(line);
            }
        })], all);
    }
}
