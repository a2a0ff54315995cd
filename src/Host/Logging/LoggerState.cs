namespace ConnectRuntime.Host.Logging;

/// <summary>The level of one logger: written by <see cref="LogLevels"/>, read by the logger at every message.</summary>
internal sealed class LoggerState
{
    private volatile int _level;

    /// <summary>Messages below it are not written.</summary>
    public LogLevel Level
    {
        get => (LogLevel)_level;
        set => _level = (int)value;
    }

    /// <summary>When it was last set by somebody; null for as it began.</summary>
    public DateTimeOffset? LastModified { get; set; }
}
