using System.Collections.Immutable;
using ConnectRuntime.Configuration.Parsing;

namespace ConnectRuntime.Configuration;

/// <summary>All options of a connector, transform, format or worker, in order, with everything that can be wrong with them.</summary>
/// <remarks>Immutable: every call gives a new spec. Declared after its keys, because C# initialises static fields in the order of the text.</remarks>
public sealed partial class ConfigSpec
{
    /// <summary>How options are treated that nobody knows; every configuration may set it.</summary>
    public static readonly ConfigKey<UnknownKeyPolicy> UnknownKeys = ConfigKey.Enum<UnknownKeyPolicy>("config.unknown")
        .Default(UnknownKeyPolicy.Warn).Low().Doc("What to do about options that nobody knows: warn, or refuse the configuration.");

    /// <summary>The spec without options.</summary>
    public static readonly ConfigSpec Empty = new();

    private readonly ImmutableDictionary<string, ConfigKey> byName = ImmutableDictionary<string, ConfigKey>.Empty;

    private ConfigSpec()
    {
    }

    private ConfigSpec(ConfigSpec from, ImmutableArray<ConfigKey> keys)
    {
        (Keys, Families, Prefixes, Foreign, Aliases, Rules) = (keys, from.Families, from.Prefixes, from.Foreign, from.Aliases, from.Rules);
        byName = keys.ToImmutableDictionary(key => key.Name, StringComparer.Ordinal);
    }

    /// <summary>The options in order, with order in the group and dependents filled in.</summary>
    public IReadOnlyList<ConfigKey> Keys { get; } = [];

    /// <summary>The families whose members have specs of their own.</summary>
    public IReadOnlyList<ConfigFamily> Families { get; private init; } = [];

    /// <summary>The families with free names.</summary>
    public IReadOnlyList<ConfigPrefix> Prefixes { get; private init; } = [];

    /// <summary>Options of other products, with what to say about them.</summary>
    public IReadOnlyList<ForeignOption> Foreign { get; private init; } = [];

    /// <summary>Old names and the names of today.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; private init; } = ImmutableSortedDictionary<string, string>.Empty;

    internal IReadOnlyList<ConfigRule> Rules { get; private init; } = [];

    /// <summary>Starts a spec with these options.</summary>
    public static ConfigSpec Of(params ConfigKey[] keys) => Empty.Add(keys);

    /// <summary>The option of that name; null if there is none.</summary>
    public ConfigKey? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Adds options.</summary>
    public ConfigSpec Add(params ConfigKey[] keys) => new(this, KeyTable.Append(Keys, keys));

    /// <summary>Adds options under a heading.</summary>
    public ConfigSpec Group(string heading, params ConfigKey[] keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        KeyTable.RefuseNull(keys);
        return Add([.. keys.Select(key => key.With(key.Definition with { Group = heading }))]);
    }

    /// <summary>Adds everything of another spec: framework options before a plugin's own.</summary>
    public ConfigSpec Include(ConfigSpec other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(this, KeyTable.Append(Keys, other.Keys))
        {
            Families = [.. Families, .. other.Families],
            Prefixes = [.. Prefixes, .. other.Prefixes],
            Foreign = [.. Foreign, .. other.Foreign],
            Aliases = Aliases.Concat(other.Aliases).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Rules = [.. Rules, .. other.Rules],
        };
    }

    /// <summary>Adds options that repeat per member.</summary>
    public ConfigSpec Family(ConfigFamily family) => new(this, [.. Keys]) { Families = [.. Families, family] };

    /// <summary>Adds options with free names.</summary>
    public ConfigSpec Prefix(ConfigPrefix prefix) => new(this, [.. Keys]) { Prefixes = [.. Prefixes, prefix] };

    /// <summary>Adds a condition over several options; it runs after every option has been read.</summary>
    public ConfigSpec Rule(ConfigRule rule) => new(this, [.. Keys]) { Rules = [.. Rules, rule] };

    /// <summary>Names an option of another product that means nothing here: a warning.</summary>
    /// <param name="pattern">Its name, or a prefix and <c>*</c>.</param>
    /// <param name="reason">Why, as one sentence with its full stop.</param>
    public ConfigSpec Ignored(string pattern, string reason) =>
        new(this, [.. Keys]) { Foreign = [.. Foreign, new(pattern, reason, IsError: false)] };

    /// <summary>Names an option of another product whose absence would change the data: an error.</summary>
    /// <param name="pattern">Its name, or a prefix and <c>*</c>.</param>
    /// <param name="sentence">What is lost without it, and what to do instead, with its full stop.</param>
    public ConfigSpec Unsupported(string pattern, string sentence) =>
        new(this, [.. Keys]) { Foreign = [.. Foreign, new(pattern, sentence, IsError: true)] };

    /// <summary>Accepts an older name of an option, with a warning.</summary>
    public ConfigSpec Alias(string oldName, ConfigKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var aliases = Aliases.Append(new(oldName, key.Name)).ToImmutableSortedDictionary(StringComparer.Ordinal);
        return new(this, [.. Keys]) { Aliases = aliases };
    }

    /// <summary>Reads a configuration: every value, and every problem at once.</summary>
    /// <param name="values">Name and value; a null value counts as not set.</param>
    public ConfigResult Parse(IReadOnlyDictionary<string, string?> values) => Parse(ResolvedConfig.Of(values));

    /// <summary>Reads a configuration whose references have been resolved; resolved values are never shown.</summary>
    public ConfigResult Parse(ResolvedConfig values) => ConfigParser.Parse(this, values);
}
