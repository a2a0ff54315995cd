using ConnectRuntime.Configuration.Parsing;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Configuration.Providers;

/// <summary>Replaces references to config providers when a configuration is used, so that stored configurations hold references and not secrets.</summary>
/// <remarks>
/// A reference that cannot be resolved is an error; Kafka Connect leaves its text in the value, which then fails far away
/// as a wrong password. A resolved text is not searched for further references.
/// </remarks>
public sealed class ConfigResolver
{
    private readonly SortedDictionary<string, IConfigProvider> providers;

    /// <summary>Makes a resolver over providers by name.</summary>
    public ConfigResolver(IEnumerable<KeyValuePair<string, IConfigProvider>> providers)
    {
        ArgumentNullException.ThrowIfNull(providers);
        this.providers = new(providers.ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>A resolver with the built-in providers <c>env</c>, <c>file</c> and <c>dir</c>, without restrictions.</summary>
    public static ConfigResolver BuiltIn { get; } = new(new Dictionary<string, IConfigProvider>
    {
        ["env"] = new EnvVarConfigProvider(),
        ["file"] = new FileConfigProvider(),
        ["dir"] = new DirectoryConfigProvider(),
    });

    /// <summary>Replaces all references; every path is read once.</summary>
    /// <exception cref="ConnectException">A provider is away for the moment (kind Transient).</exception>
    public async ValueTask<ResolvedConfig> ResolveAsync(
        IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var resolution = new Resolution(providers);
        await resolution.ReadAsync(values.Values.OfType<string>().SelectMany(ConfigReference.FindAll), cancellationToken);

        var resolved = new Dictionary<string, string?>(StringComparer.Ordinal);
        var references = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<ConfigProblem>();
        foreach (var (name, text) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var missing = problems.Count;
            if (text is not null && ConfigReference.FindAll(text) is { Count: > 0 } found)
            {
                references[name] = text;
                problems.AddRange(found.Select(reference => resolution.Problem(name, reference)).OfType<ConfigProblem>());
            }

            if (problems.Count == missing)
            {
                resolved[name] = text is null ? null : ConfigReference.Replace(text, resolution.ValueOf);
            }
        }

        return new(resolved, references, problems, resolution.RefreshAfter);
    }
}
