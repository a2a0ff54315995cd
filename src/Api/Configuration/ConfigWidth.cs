namespace ConnectRuntime.Configuration;

/// <summary>How wide a form draws the field of an option.</summary>
public enum ConfigWidth
{
    /// <summary>No wish.</summary>
    None,

    /// <summary>A number or a switch.</summary>
    Short,

    /// <summary>A word or two.</summary>
    Medium,

    /// <summary>A list, a path, an address.</summary>
    Long,
}
