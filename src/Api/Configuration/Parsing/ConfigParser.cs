namespace ConnectRuntime.Configuration.Parsing;

/// <summary>Reads a whole configuration; the order of its problems is that of the spec.</summary>
internal static class ConfigParser
{
    public static ConfigResult Parse(ConfigSpec spec, ResolvedConfig input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var whole = spec.Find(ConfigSpec.UnknownKeys.Name) is null ? spec.Add(ConfigSpec.UnknownKeys) : spec;
        var context = new ParseContext([], [.. input.Problems], Policy(input));
        var config = new LevelParser(whole, input, "", null, context).Parse();
        foreach (var name in context.Problems.Where(p => p.Severity == ConfigSeverity.Error).Select(p => p.Key).Distinct())
        {
            // An error on a name that is no option of the spec, such as a free one, still needs a place to be shown.
            if (!context.Entries.Exists(entry => entry.Name == name))
            {
                context.Entries.Add(new(name, null, null, true));
            }
        }

        return new(config, context.Entries, context.Problems);
    }

    private static UnknownKeyPolicy Policy(ResolvedConfig input) =>
        input.Values.GetValueOrDefault(ConfigSpec.UnknownKeys.Name) is { } text
        && ConfigSpec.UnknownKeys.TryRead(text, out var policy, out _, out _) ? (UnknownKeyPolicy)policy! : UnknownKeyPolicy.Warn;
}
