namespace ConnectRuntime.Configuration.Rendering;

/// <summary>The words that the renderings of a spec have in common.</summary>
internal static class ConfigWords
{
    /// <summary>A type, importance or width as REST spells it.</summary>
    public static string Upper(Enum value) => value.ToString().ToUpperInvariant();

    /// <summary>The default as it may be shown; null for none.</summary>
    public static string? Default(ConfigDefinition definition) =>
        definition is { IsSecret: true, Default: not null } ? Secret.Mask : definition.Default;

    /// <summary>All options of a spec as documents list them: first its own, then those that every member of a family has.</summary>
    public static IEnumerable<ConfigDefinition> Documented(ConfigSpec spec)
    {
        foreach (var key in spec.Keys)
        {
            yield return key.Definition;
        }

        foreach (var family in spec.Families.Where(family => family.CommonSpec is not null))
        {
            var prefix = FamilyPrefix(family);
            foreach (var definition in Documented(family.CommonSpec!))
            {
                var group = family.Heading?.Replace("{alias}", "<alias>", StringComparison.Ordinal);
                yield return definition with { Name = prefix + definition.Name, Group = definition.Group ?? group };
            }
        }
    }

    /// <summary>The prefix of a member's options, <c>&lt;alias&gt;</c> in the place of its name.</summary>
    public static string FamilyPrefix(ConfigFamily family) => family.ListedBy is null ? family.Prefix : $"{family.Prefix}<alias>.";

    /// <summary>The families without common options and the free names: pattern and sentences.</summary>
    public static IEnumerable<(string Pattern, string Doc)> Patterns(ConfigSpec spec) =>
        spec.Families.Where(family => family.CommonSpec is null || family.Description.Length > 0)
            .Select(family => (FamilyPrefix(family) + "*", family.Description))
            .Concat(spec.Prefixes.Select(prefix => (prefix.Prefix + "*", prefix.Description)));

    /// <summary>Options under their headings, in the order in which the headings first appear; those without come first.</summary>
    public static IEnumerable<(string? Group, IReadOnlyList<ConfigDefinition> Options)> Groups(ConfigSpec spec)
    {
        var options = Documented(spec).ToList();
        var groups = options.Select(option => option.Group).Distinct().OrderBy(group => group is not null);
        foreach (var group in groups)
        {
            yield return (group, [.. options.Where(option => option.Group == group).OrderBy(option => option.Order)]);
        }
    }

    /// <summary>What an option does, what it accepts, and when it is read, as sentences.</summary>
    public static string Sentences(ConfigDefinition definition)
    {
        var accepts = $"{char.ToUpperInvariant(definition.Requirement[0])}{definition.Requirement[1..]}";
        var when = definition.VisibleWhen is { } condition ? $", read only while {condition}" : "";
        return $"{definition.Doc} {accepts}{when}.".TrimStart();
    }
}
