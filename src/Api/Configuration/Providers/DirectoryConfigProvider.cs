namespace ConnectRuntime.Configuration.Providers;

/// <summary>Files of a folder, one per key, as Kubernetes and Docker mount secrets: <c>${dir:/run/secrets:db-password}</c>.</summary>
/// <remarks>The whole text of the file is the value, a line end included; options trim their values.</remarks>
public sealed class DirectoryConfigProvider : IConfigProvider
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
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in keys.Where(key => !key.Contains('/') && key is not ("." or "..")))
        {
            // A mounted secret is itself a link within the mount, so the file is checked after the links are followed.
            if (allowed.Check(Path.Combine(path, key)) is var file && File.Exists(file))
            {
                values[key] = await SecretFile.ReadAsync(file, cancellationToken);
            }
        }

        return new(values);
    }
}
