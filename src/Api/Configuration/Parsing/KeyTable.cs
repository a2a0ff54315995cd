using System.Collections.Immutable;

namespace ConnectRuntime.Configuration.Parsing;

/// <summary>Puts keys together: refuses a name declared twice, numbers the groups, and turns conditions round into dependents.</summary>
internal static class KeyTable
{
    public static ImmutableArray<ConfigKey> Append(IReadOnlyList<ConfigKey> first, IReadOnlyList<ConfigKey> second)
    {
        ArgumentNullException.ThrowIfNull(second);
        RefuseNull(second);
        ConfigKey[] keys = [.. first, .. second];
        foreach (var twice in keys.GroupBy(key => key.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            throw new ArgumentException($"The option '{twice.Key}' is declared twice.", nameof(second));
        }

        var dependents = keys.Where(key => key.Definition.VisibleWhen is not null)
            .ToLookup(key => key.Definition.VisibleWhen!.Key, key => key.Name, StringComparer.Ordinal);
        var places = new HashSet<(string, int)>();
        return [.. keys.Select(key => Place(key, places, dependents))];
    }

    public static void RefuseNull(IReadOnlyList<ConfigKey> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i] is null)
            {
                throw new ArgumentException(
                    $"Key {i + 1} of {keys.Count} is null: a static spec is to stand after the keys it names.", nameof(keys));
            }
        }
    }

    private static ConfigKey Place(ConfigKey key, HashSet<(string Group, int Order)> places, ILookup<string, string> dependents)
    {
        var definition = key.Definition with { Dependents = [.. dependents[key.Name]] };
        if (definition.Group is { } group)
        {
            var place = Math.Max(definition.Order, 1);
            while (!places.Add((group, place)))
            {
                place++;
            }

            definition = definition with { Order = place };
        }

        return key.With(definition);
    }
}
