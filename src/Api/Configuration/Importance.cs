namespace ConnectRuntime.Configuration;

/// <summary>How likely it is that a user has to think about an option.</summary>
public enum Importance
{
    /// <summary>Nearly everybody sets it.</summary>
    High,

    /// <summary>Worth knowing.</summary>
    Medium,

    /// <summary>The default is right for nearly everybody.</summary>
    Low,
}
