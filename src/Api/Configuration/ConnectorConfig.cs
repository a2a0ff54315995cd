using ConnectRuntime.Configuration.Parsing;

namespace ConnectRuntime.Configuration;

/// <summary>A configuration as typed values; immutable.</summary>
public sealed class ConnectorConfig
{
    private readonly LevelValues values;

    internal ConnectorConfig(LevelValues values) => this.values = values;

    /// <summary>The values as texts, references resolved and older names renamed: what a task is given. Holds secrets.</summary>
    public IReadOnlyDictionary<string, string> Raw => values.Raw;

    /// <summary>The value of an option, or its default; null only for an optional option that is not set.</summary>
    /// <exception cref="ArgumentException">The option is not part of the spec that was parsed.</exception>
    public T Get<T>(ConfigKey<T> key)
    {
        Check(key);
        return (T)values.Typed[key.Name]!;
    }

    /// <summary>True if the user has set the option, be it to its default.</summary>
    public bool IsSet(ConfigKey key)
    {
        Check(key);
        return values.Raw.ContainsKey(key.Name);
    }

    /// <summary>True if the option is read at all, by its <c>VisibleWhen</c>.</summary>
    public bool IsVisible(ConfigKey key)
    {
        Check(key);
        return !values.Hidden.Contains(key.Name);
    }

    /// <summary>The members of a family in the order in which they are listed.</summary>
    public IReadOnlyList<KeyValuePair<string, ConnectorConfig>> Members(ConfigFamily family)
    {
        ArgumentNullException.ThrowIfNull(family);
        return values.Members.GetValueOrDefault(family.Prefix) ?? [];
    }

    /// <summary>The one member of a section, or the member of that alias; null if there is none.</summary>
    public ConnectorConfig? Member(ConfigFamily family, string alias = "") =>
        Members(family).FirstOrDefault(member => member.Key == alias).Value;

    /// <summary>The options of a family with free names, named without the prefix.</summary>
    public IReadOnlyDictionary<string, string> Get(ConfigPrefix prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return values.Free.TryGetValue(prefix.Prefix, out var found) ? found : new Dictionary<string, string>();
    }

    /// <summary>This configuration with the options of one task laid over it.</summary>
    /// <param name="options">Options of the spec replace the connector's values; other names are found in <see cref="Raw"/> only.</param>
    /// <exception cref="Errors.ConnectException">An option of the spec has a bad value.</exception>
    public ConnectorConfig WithTask(IReadOnlyDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var known = options.Where(option => values.Spec.Find(option.Key) is not null).ToDictionary();
        var task = values.Spec.Parse(values.Input.With(known)).Require("a task");
        foreach (var (name, text) in options.Where(option => !known.ContainsKey(option.Key)))
        {
            task.values.Raw[name] = text;
            task.values.Shown[name] = ConfigMask.LooksSecret(name) ? Secret.Mask : ConfigMask.Scrub(text);
        }

        return task;
    }

    /// <summary>The options that are set, one per line, secrets hidden.</summary>
    public override string ToString() => string.Join('\n', values.Shown.Select(pair => $"{pair.Key}={pair.Value}"));

    private void Check(ConfigKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (values.Bad.Contains(key.Name))
        {
            throw new BadValueException(key.Name);
        }

        if (!values.Typed.ContainsKey(key.Name))
        {
            throw new ArgumentException($"The option '{key.Name}' is not part of the spec that was parsed.", nameof(key));
        }
    }
}
