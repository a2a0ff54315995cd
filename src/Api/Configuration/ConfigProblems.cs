using ConnectRuntime.Configuration.Parsing;

namespace ConnectRuntime.Configuration;

/// <summary>The list to which everything that is wrong is added while one configuration is parsed.</summary>
/// <remarks>Single-threaded; lives as long as the parse.</remarks>
public sealed class ConfigProblems
{
    private readonly List<ConfigProblem> list;
    private readonly string prefix;

    internal ConfigProblems(List<ConfigProblem> list, string prefix)
    {
        this.list = list;
        this.prefix = prefix;
    }

    /// <summary>Refuses the configuration: "Cannot use 'key': found, required. Action."</summary>
    /// <param name="key">The option to blame.</param>
    /// <param name="found">What was found: <c>pk.fields lists 3 fields</c>. Not a secret.</param>
    /// <param name="required">What is required: <c>exactly one is required with pk.mode=kafka</c>.</param>
    /// <param name="action">What to do: <c>Leave one</c>.</param>
    public void Error(ConfigKey key, string found, string required, string action) =>
        Add(key, ConfigSeverity.Error, found, required, action);

    /// <summary>Reports without refusing: "Cannot use 'key': found, required. Action."</summary>
    /// <param name="key">The option to blame.</param>
    /// <param name="found">What was found. Not a secret.</param>
    /// <param name="required">What is required.</param>
    /// <param name="action">What to do.</param>
    public void Warning(ConfigKey key, string found, string required, string action) =>
        Add(key, ConfigSeverity.Warning, found, required, action);

    private void Add(ConfigKey key, ConfigSeverity severity, string found, string required, string action)
    {
        ArgumentNullException.ThrowIfNull(key);
        list.Add(Wording.Rule(prefix + key.Name, severity, found, required, action));
    }
}
