namespace ConnectRuntime.Host.Logging;

/// <summary>The words of log4j for levels, which Kafka Connect's clients send and expect.</summary>
internal static class LogLevelWords
{
    /// <summary>The level of a word in any case, or null.</summary>
    public static LogLevel? Find(string word) => word.ToUpperInvariant() switch
    {
        "ALL" or "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" => LogLevel.Information,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        "OFF" => LogLevel.None,
        _ => null,
    };

    /// <summary>The word of a level.</summary>
    public static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        LogLevel.Error => "ERROR",
        LogLevel.Critical => "FATAL",
        _ => "OFF",
    };
}
