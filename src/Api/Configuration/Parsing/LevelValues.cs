namespace ConnectRuntime.Configuration.Parsing;

/// <summary>What parsing one spec against one map of texts yields; names are relative to the spec. Filled by one parse, then left alone.</summary>
internal sealed class LevelValues
{
    /// <summary>What was parsed, so that a task's own options can be laid over it.</summary>
    public required ConfigSpec Spec { get; init; }

    /// <inheritdoc cref="Spec"/>
    public required ResolvedConfig Input { get; init; }

    /// <summary>Value or default per option of the spec; options that are bad are missing.</summary>
    public Dictionary<string, object?> Typed { get; } = new(StringComparer.Ordinal);

    /// <summary>Options whose text was refused or is missing.</summary>
    public HashSet<string> Bad { get; } = new(StringComparer.Ordinal);

    /// <summary>Options that are not read because of another's value.</summary>
    public HashSet<string> Hidden { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Raw { get; } = new(StringComparer.Ordinal);

    /// <summary><see cref="Raw"/> as it may be shown.</summary>
    public SortedDictionary<string, string> Shown { get; } = new(StringComparer.Ordinal);

    /// <summary>By the prefix of the family.</summary>
    public Dictionary<string, List<KeyValuePair<string, ConnectorConfig>>> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>By the prefix, then by the name without it.</summary>
    public Dictionary<string, Dictionary<string, string>> Free { get; } = new(StringComparer.Ordinal);
}
