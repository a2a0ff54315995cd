namespace ConnectRuntime.Configuration.Providers;

/// <summary>Entries of a Java properties file: <c>${file:/path/of/file.properties:key}</c>.</summary>
public sealed class FileConfigProvider : IConfigProvider
{
    private AllowedPaths allowed = new([]);

    /// <inheritdoc/>
    public ConfigSpec Config { get; } = ConfigSpec.Of(AllowedPaths.Key);

    /// <inheritdoc/>
    public void Configure(ConnectorConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        allowed = new(config.Get(AllowedPaths.Key));
    }

    /// <inheritdoc/>
    public async ValueTask<ConfigProviderValues> ReadAsync(
        string path, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var entries = PropertiesReader.Read(await SecretFile.ReadAsync(allowed.Check(path), cancellationToken));
        return new(keys.Where(entries.ContainsKey).ToDictionary(key => key, key => entries[key], StringComparer.Ordinal));
    }
}
