using ConnectRuntime.Configuration.Parsing;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Configuration.Providers;

/// <summary>The answers of the providers while one configuration is resolved.</summary>
internal sealed class Resolution(IReadOnlyDictionary<string, IConfigProvider> providers)
{
    private readonly Dictionary<(string Provider, string Path), IReadOnlyDictionary<string, string>> answers = [];
    private readonly Dictionary<(string Provider, string Path), string> failures = [];

    /// <summary>When the earliest value expires.</summary>
    public TimeSpan? RefreshAfter { get; private set; }

    public async ValueTask ReadAsync(IEnumerable<ConfigReference> references, CancellationToken cancellationToken)
    {
        foreach (var place in references.GroupBy(reference => (reference.Provider, reference.Path)))
        {
            if (!providers.TryGetValue(place.Key.Provider, out var provider))
            {
                continue;
            }

            try
            {
                string[] keys = [.. place.Select(reference => reference.Key).Distinct(StringComparer.Ordinal)];
                var answer = await provider.ReadAsync(place.Key.Path, keys, cancellationToken);
                answers[place.Key] = answer.Values;
                RefreshAfter = RefreshAfter is { } soonest && !(answer.TimeToLive < soonest) ? soonest : answer.TimeToLive;
            }
            catch (ConnectException failure) when (failure.Kind != ErrorKind.Transient)
            {
                failures[place.Key] = failure.Message;
            }
        }
    }

    public string ValueOf(ConfigReference reference) => answers[(reference.Provider, reference.Path)][reference.Key];

    public ConfigProblem? Problem(string name, ConfigReference reference)
    {
        if (!providers.ContainsKey(reference.Provider))
        {
            return Wording.NoProvider(name, reference, providers.Keys);
        }

        var place = (reference.Provider, reference.Path);
        if (failures.TryGetValue(place, out var failure))
        {
            return Wording.ProviderFailed(name, reference, failure);
        }

        return answers[place].ContainsKey(reference.Key) ? null : Wording.NoSuchKey(name, reference);
    }
}
