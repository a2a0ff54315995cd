using System.Globalization;
using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Logging;

/// <summary>Writes <c>time LEVEL [scope] name: message</c>.</summary>
/// <remarks>
/// An exception that was thrown on purpose is told by its message, which is made for operators; a trace follows only at DEBUG.
/// Any other exception is a defect, and comes with its trace on further lines.
/// </remarks>
internal sealed class LineLogger(string name, LoggerState state, Func<IExternalScopeProvider?> scopes, Action<string> write) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes()?.Push(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= state.Level;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = new StringBuilder();
        line.Append(DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        line.Append(' ').Append(LogLevelWords.Word(logLevel).PadRight(5));
        scopes()?.ForEachScope(static (scope, target) => AppendScope(target, scope), line);
        line.Append(' ').Append(name).Append(": ").Append(OneLine(formatter(state, exception)));
        if (exception is not null)
        {
            var isExpected = exception is ConnectException or TopicLogException;
            line.Append(isExpected && !IsEnabled(LogLevel.Debug) ? $" {OneLine(exception.Message)}" : $"\n{exception}");
        }

        write(line.ToString());
    }

    private static void AppendScope(StringBuilder line, object? scope)
    {
        // Only what says something about our own work: the web framework's scopes name connections and requests.
        if (scope is string text)
        {
            line.Append(" [").Append(text).Append(']');
        }
        else if (scope is IEnumerable<KeyValuePair<string, object?>> values && scope.GetType().Assembly != typeof(HttpContext).Assembly)
        {
            var own = values.Where(pair => pair.Key != "{OriginalFormat}" && !IsFrameworkName(pair.Key)).Select(pair => $"{pair.Value}");
            line.Append(string.Join('-', own) is { Length: > 0 } joined ? $" [{joined}]" : "");
        }
    }

    private static bool IsFrameworkName(string key) =>
        key is "ConnectionId" or "RequestId" or "RequestPath" or "TransportConnectionId" or "SpanId" or "TraceId" or "ParentId";

    private static string OneLine(string text) => text.Contains('\n', StringComparison.Ordinal) ? text.ReplaceLineEndings(" | ") : text;
}
