namespace ConnectRuntime.Configuration.Parsing;

/// <summary>What all levels of one parse share.</summary>
internal sealed record ParseContext(List<ConfigEntry> Entries, List<ConfigProblem> Problems, UnknownKeyPolicy Unknown);
