namespace ConnectRuntime.Configuration;

/// <summary>What an option means that nobody knows and that resembles nothing.</summary>
public enum UnknownKeyPolicy
{
    /// <summary>It is reported and otherwise left out.</summary>
    Warn,

    /// <summary>The configuration is refused.</summary>
    Error,
}
