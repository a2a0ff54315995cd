namespace ConnectRuntime.Configuration.Providers;

/// <summary>A source of values that do not stand in the configuration itself, such as secrets; named by the worker and referred to as <c>${name:path:key}</c>.</summary>
/// <remarks>Called when a configuration is used, from several threads at once.</remarks>
public interface IConfigProvider
{
    /// <summary>Its own options, <c>config.providers.&lt;name&gt;.param.*</c> of the worker.</summary>
    ConfigSpec Config => ConfigSpec.Empty;

    /// <summary>Gives it its options; called once, before any read.</summary>
    void Configure(ConnectorConfig config)
    {
    }

    /// <summary>Reads the values of some keys; a key that does not exist is left out of the answer.</summary>
    /// <param name="path">The middle of the reference: a file, a folder, a secret's path; empty if the reference has none.</param>
    /// <param name="keys">The ends of the references.</param>
    /// <param name="cancellationToken">Ends when the work that needs the values is given up.</param>
    /// <exception cref="Errors.ConnectException">The path cannot be read. Of kind Transient the whole resolution is tried again, of any other kind the options that need the path are in error.</exception>
    ValueTask<ConfigProviderValues> ReadAsync(string path, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);
}

/// <summary>What a provider found.</summary>
/// <param name="Values">By key; keys that do not exist are missing.</param>
/// <param name="TimeToLive">How long the values hold; null for as long as the configuration is used.</param>
public sealed record ConfigProviderValues(IReadOnlyDictionary<string, string> Values, TimeSpan? TimeToLive = null);
