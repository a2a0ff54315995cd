namespace ConnectRuntime.Configuration;

/// <summary>One option with what a configuration says about it, as validation reports it.</summary>
/// <param name="Name">Full name, with the prefix of its family.</param>
/// <param name="Definition">The option, with its full name; null if nobody knows it.</param>
/// <param name="Value">The value in its canonical spelling, default included; null if there is none or it cannot be read; <c>[hidden]</c> for a secret.</param>
/// <param name="Visible">False if another option's value makes this one meaningless.</param>
public sealed record ConfigEntry(string Name, ConfigDefinition? Definition, string? Value, bool Visible);
