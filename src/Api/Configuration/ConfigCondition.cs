namespace ConnectRuntime.Configuration;

/// <summary>The value of another option on which an option depends.</summary>
/// <param name="Key">Name of the other option, in the same spec.</param>
/// <param name="Values">Spellings that make the dependent option matter; empty means "is set".</param>
public sealed record ConfigCondition(string Key, IReadOnlyList<string> Values)
{
    /// <summary>The condition as a user reads it, such as <c>pk.mode=record_key</c>.</summary>
    public override string ToString() => Values.Count switch
    {
        0 => $"{Key} is set",
        1 => $"{Key}={Values[0]}",
        _ => $"{Key} is one of {string.Join(", ", Values)}",
    };
}
