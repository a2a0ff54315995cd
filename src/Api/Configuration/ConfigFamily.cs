namespace ConnectRuntime.Configuration;

/// <summary>Options that repeat per member, each member with its own spec: <c>transforms.&lt;alias&gt;.*</c>, or one section <c>value.converter.*</c>.</summary>
/// <remarks>The spec of a member is made when a configuration is parsed, because it may depend on the member's own values (<c>transforms.a.type</c>).</remarks>
public sealed class ConfigFamily
{
    private readonly Func<IReadOnlyDictionary<string, string?>, IReadOnlyList<string>> aliases;

    private ConfigFamily(
        string prefix,
        string? listedBy,
        Func<IReadOnlyDictionary<string, string?>, IReadOnlyList<string>> aliases,
        Func<ConfigMember, ConfigSpec?> spec)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        Prefix = prefix;
        ListedBy = listedBy;
        this.aliases = aliases;
        Spec = spec;
    }

    private ConfigFamily(ConfigFamily from)
        : this(from.Prefix, from.ListedBy, from.aliases, from.Spec) =>
        (Description, Heading, CommonSpec) = (from.Description, from.Heading, from.CommonSpec);

    /// <summary>What the names of all members begin with, including the dot.</summary>
    public string Prefix { get; }

    /// <summary>Name of the option that lists the aliases; null for a section.</summary>
    public string? ListedBy { get; }

    /// <summary>What the members are for, in sentences for the user.</summary>
    public string Description { get; private init; } = "";

    /// <summary>The heading of a member's options; <c>{alias}</c> stands for its alias.</summary>
    public string? Heading { get; private init; }

    /// <summary>The options that every member has, for help, schema and docs, which know no member; null if there are none.</summary>
    public ConfigSpec? CommonSpec { get; private init; }

    internal Func<ConfigMember, ConfigSpec?> Spec { get; }

    /// <summary>Members whose aliases another option lists, as <c>transforms</c> does.</summary>
    /// <param name="prefix">The part before the alias, such as <c>transforms.</c>; empty where names begin with the alias.</param>
    /// <param name="list">The option that lists the aliases, in the same spec.</param>
    /// <param name="spec">Gives the spec of a member, its keys named without prefix and alias.</param>
    /// <param name="always">Aliases that exist without being listed, such as <c>default</c> of <c>topic.creation</c>.</param>
    public static ConfigFamily Listed(
        string prefix, ConfigKey<IReadOnlyList<string>> list, Func<ConfigMember, ConfigSpec> spec, params string[] always)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new(prefix, list.Name, values => Names(list, values, always), spec);
    }

    /// <summary>One member without an alias: the options behind a prefix, whose spec depends on another option's value.</summary>
    /// <param name="prefix">What the names begin with, such as <c>value.converter.</c></param>
    /// <param name="spec">Gives the spec, or null if the section means nothing with this configuration (its options are then warned about).</param>
    public static ConfigFamily Section(string prefix, Func<ConfigMember, ConfigSpec?> spec)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return new(prefix, null, _ => [""], spec);
    }

    /// <summary>What the members are for.</summary>
    public ConfigFamily Doc(string sentences) => new(this) { Description = sentences };

    /// <summary>The heading of a member's options, such as <c>Transforms: {alias}</c>.</summary>
    public ConfigFamily Group(string heading) => new(this) { Heading = heading };

    /// <summary>The options that every member has.</summary>
    public ConfigFamily Common(ConfigSpec spec) => new(this) { CommonSpec = spec };

    internal IReadOnlyList<string> AliasesOf(IReadOnlyDictionary<string, string?> values) => aliases(values);

    internal string PrefixOf(string alias) => alias.Length == 0 ? Prefix : $"{Prefix}{alias}.";

    private static IReadOnlyList<string> Names(
        ConfigKey<IReadOnlyList<string>> list, IReadOnlyDictionary<string, string?> values, string[] always)
    {
        var listed = values.GetValueOrDefault(list.Name) is { } text
            ? Keys.ListSyntax.Split(text)
            : (IReadOnlyList<string>?)list.DefaultValue ?? [];
        return [.. always.Union(listed, StringComparer.Ordinal)];
    }
}
