namespace ConnectRuntime.Configuration;

/// <summary>Everything that is known about an option before anyone sets it; REST, help, schema and docs are made from it.</summary>
public sealed record ConfigDefinition
{
    /// <summary>The option's name, relative to the spec it belongs to.</summary>
    public required string Name { get; init; }

    /// <summary>The type word for REST.</summary>
    public required ConfigType Type { get; init; }

    /// <summary>What a value must be, as the words that follow "required": <c>a whole number from 1 to 100</c>.</summary>
    public required string Requirement { get; init; }

    /// <summary>True if there is neither a default nor leave to omit the option.</summary>
    public bool Required { get; init; } = true;

    /// <summary>The default as a user would write it; null if there is none.</summary>
    public string? Default { get; init; }

    /// <summary>One or more sentences on what the option does, with units.</summary>
    public string Doc { get; init; } = "";

    /// <summary>How likely it is that a user has to think about it.</summary>
    public Importance Importance { get; init; } = Importance.Medium;

    /// <summary>The heading it stands under; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Place within the group, from 1; −1 without a group.</summary>
    public int Order { get; init; } = -1;

    /// <summary>The label of a form.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>How wide a form draws it.</summary>
    public ConfigWidth Width { get; init; }

    /// <summary>True if a value must never be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The only accepted spellings; empty if the type sets the limits.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Values that a form offers; others are accepted too.</summary>
    public IReadOnlyList<string> Recommended { get; init; } = [];

    /// <summary>Smallest number, as a JSON number in the unit of the option; null for none.</summary>
    public string? Minimum { get; init; }

    /// <summary>Largest number, as a JSON number in the unit of the option; null for none.</summary>
    public string? Maximum { get; init; }

    /// <summary>The condition under which the option is read at all; null for always.</summary>
    public ConfigCondition? VisibleWhen { get; init; }

    /// <summary>Names of the options whose <see cref="VisibleWhen"/> names this one.</summary>
    public IReadOnlyList<string> Dependents { get; init; } = [];

    /// <summary>True if the value may be written with a unit suffix (<c>30s</c>, <c>64MiB</c>).</summary>
    public bool AllowsUnit { get; init; }
}
