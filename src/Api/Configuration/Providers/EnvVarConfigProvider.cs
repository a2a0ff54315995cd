using System.Text.RegularExpressions;

namespace ConnectRuntime.Configuration.Providers;

/// <summary>Environment variables: <c>${env:NAME}</c>.</summary>
public sealed class EnvVarConfigProvider : IConfigProvider
{
    /// <summary>The variables that may be read.</summary>
    public static readonly ConfigKey<Regex?> AllowList = ConfigKey.Regex("allowlist.pattern").Optional()
        .Doc("Names of the variables that may be read, as a pattern for the whole name; all if not set.");

    private Regex? allowed;

    /// <inheritdoc/>
    public ConfigSpec Config { get; } = ConfigSpec.Of(AllowList);

    /// <inheritdoc/>
    public void Configure(ConnectorConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        allowed = config.Get(AllowList) is { } pattern
            ? new Regex($@"\A(?:{pattern})\z", pattern.Options, pattern.MatchTimeout)
            : null;
    }

    /// <inheritdoc/>
    public ValueTask<ConfigProviderValues> ReadAsync(string path, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (allowed?.IsMatch(key) != false && Environment.GetEnvironmentVariable(key) is { } value)
            {
                values[key] = value;
            }
        }

        return new(new ConfigProviderValues(values));
    }
}
