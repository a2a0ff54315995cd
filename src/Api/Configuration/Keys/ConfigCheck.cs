namespace ConnectRuntime.Configuration.Keys;

/// <summary>A condition on a value of the right type, with the words for what is required.</summary>
internal sealed record ConfigCheck<T>(Func<T, bool> Holds, string Requirement)
{
    /// <summary>True for a range, which a later range replaces.</summary>
    public bool IsLimit { get; init; }
}
