namespace ConnectRuntime.Configuration;

/// <summary>One member of a <see cref="ConfigFamily"/> as the user wrote it, before it is parsed.</summary>
/// <param name="Alias">The member's name; empty for a section.</param>
/// <param name="Values">The member's own values, named without prefix and alias.</param>
/// <param name="All">The whole configuration that holds the family.</param>
public sealed record ConfigMember(string Alias, IReadOnlyDictionary<string, string?> Values, IReadOnlyDictionary<string, string?> All);
