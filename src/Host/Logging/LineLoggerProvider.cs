using System.Collections.Concurrent;

namespace ConnectRuntime.Host.Logging;

/// <summary>Loggers that write one line a message.</summary>
/// <param name="levels">Decides what is written.</param>
/// <param name="write">Takes a finished line, without its end.</param>
internal sealed class LineLoggerProvider(LogLevels levels, Action<string> write) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentDictionary<string, LineLogger> _loggers = new(StringComparer.Ordinal);
    private IExternalScopeProvider? _scopes;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, name => new LineLogger(name, levels.Track(name), () => _scopes, write));

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <inheritdoc/>
    public void Dispose() => _loggers.Clear();
}
