namespace ConnectRuntime.Configuration;

/// <summary>Whether a problem refuses a configuration.</summary>
public enum ConfigSeverity
{
    /// <summary>The configuration is used all the same.</summary>
    Warning,

    /// <summary>The configuration is refused.</summary>
    Error,
}

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Key">Full name of the option.</param>
/// <param name="Severity">Whether it refuses the configuration.</param>
/// <param name="Code">The stable code of this kind of problem.</param>
/// <param name="Message">What was found, what is required, what to do; never a secret.</param>
public sealed record ConfigProblem(string Key, ConfigSeverity Severity, string Code, string Message)
{
    /// <summary>Code and message.</summary>
    public override string ToString() => $"{Code}: {Message}";
}
