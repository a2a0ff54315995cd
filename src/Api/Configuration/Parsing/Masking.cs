namespace ConnectRuntime.Configuration.Parsing;

/// <summary>Hides the secrets of a raw configuration, members of families included.</summary>
internal static class Masking
{
    public static IReadOnlyDictionary<string, string?> Mask(ConfigSpec spec, IReadOnlyDictionary<string, string?> values)
    {
        var shown = values.ToDictionary(pair => pair.Key, pair => Hide(pair.Value, IsSecret(spec, pair.Key)), StringComparer.Ordinal);
        var names = new NameSorter(spec, values);
        foreach (var family in spec.Families)
        {
            foreach (var (alias, prefix) in names.MembersOf(family))
            {
                var slice = names.SliceOf(ResolvedConfig.Of(values), prefix);
                if (names.SpecOf(family, alias, slice) is not { } memberSpec)
                {
                    continue;
                }

                foreach (var (name, text) in Mask(memberSpec, slice.Values))
                {
                    shown[prefix + name] = text;
                }
            }
        }

        return shown;
    }

    private static bool IsSecret(ConfigSpec spec, string name)
    {
        var key = spec.Find(spec.Aliases.GetValueOrDefault(name) ?? name);
        return key?.Definition.IsSecret ?? ConfigMask.LooksSecret(name);
    }

    private static string? Hide(string? text, bool isSecret)
    {
        if (text is null || ConfigMask.IsReference(text))
        {
            return text;
        }

        return isSecret ? Secret.Mask : ConfigMask.Scrub(text);
    }
}
