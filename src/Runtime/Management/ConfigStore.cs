using System.Text;
using System.Text.Json;
using ConnectRuntime.Runtime.Storage;

namespace ConnectRuntime.Runtime.Management;

/// <summary>A connector as it is stored.</summary>
/// <param name="Config">Its configuration as submitted: references to secrets are kept, not their values.</param>
/// <param name="Target">What it shall do.</param>
internal sealed record StoredConnector(IReadOnlyDictionary<string, string> Config, TargetState Target);

/// <summary>A connector as it is to be stored.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Stored">Configuration and target.</param>
/// <param name="FileHash">Hash of the connector file that it comes from; null where it comes from REST.</param>
internal sealed record ConnectorChange(string Name, StoredConnector Stored, string? FileHash);

/// <summary>Connector configurations and target states in the config topic, in Kafka Connect's shapes.</summary>
/// <remarks>
/// <code>
/// connector-NAME      {"properties":{…}}                               null: deleted
/// target-state-NAME   {"state":"STARTED|PAUSED","state.v2":"STARTED|PAUSED|STOPPED"}
/// file-NAME           {"hash":"…"}                                      the connector file that was applied last
/// </code>
/// </remarks>
internal sealed class ConfigStore(CompactedTopic topic)
{
    private const string ConnectorPrefix = "connector-";
    private const string TargetPrefix = "target-state-";
    private const string FilePrefix = "file-";

    /// <summary>All connectors.</summary>
    public IReadOnlyDictionary<string, StoredConnector> List() => topic.List(ConnectorPrefix)
        .ToDictionary(pair => pair.Key[ConnectorPrefix.Length..], pair => new StoredConnector(Properties(pair.Value), TargetOf(pair.Key[ConnectorPrefix.Length..])));

    /// <summary>Stores connectors at once, each with the hash of its file where it came from one.</summary>
    public Task PutAsync(IReadOnlyList<ConnectorChange> connectors, CancellationToken cancellationToken)
    {
        var changes = new List<KeyValuePair<string, byte[]?>>();
        foreach (var (name, connector, fileHash) in connectors)
        {
            var properties = new Dictionary<string, Dictionary<string, string>> { ["properties"] = connector.Config.ToDictionary() };
            changes.Add(new(ConnectorPrefix + name, JsonSerializer.SerializeToUtf8Bytes(properties, RuntimeJson.Default.DictionaryStringDictionaryStringString)));
            changes.Add(new(TargetPrefix + name, Target(connector.Target)));
            if (fileHash is not null)
            {
                changes.Add(new(FilePrefix + name, Flat("hash", fileHash)));
            }
        }

        return topic.PutAsync(changes, cancellationToken);
    }

    /// <summary>Stores what a connector shall do.</summary>
    public Task PutTargetAsync(string name, TargetState target, CancellationToken cancellationToken) =>
        topic.PutAsync(TargetPrefix + name, Target(target), cancellationToken);

    /// <summary>Forgets a connector. The hash of its file stays unless the file is gone, so that a restart does not bring back what REST deleted.</summary>
    public Task DeleteAsync(string name, bool withFile, CancellationToken cancellationToken)
    {
        var changes = new List<KeyValuePair<string, byte[]?>> { new(ConnectorPrefix + name, null), new(TargetPrefix + name, null) };
        if (withFile)
        {
            changes.Add(new(FilePrefix + name, null));
        }

        return topic.PutAsync(changes, cancellationToken);
    }

    /// <summary>The hash of the file that was applied last, or null.</summary>
    public string? FileHash(string name) =>
        topic.Find(FilePrefix + name) is { } stored ? JsonSerializer.Deserialize(stored, RuntimeJson.Default.DictionaryStringString)?.GetValueOrDefault("hash") : null;

    /// <summary>Names of connectors that came from a file.</summary>
    public IReadOnlyList<string> FileNames() => [.. topic.List(FilePrefix).Select(pair => pair.Key[FilePrefix.Length..])];

    private static Dictionary<string, string> Properties(byte[] stored) =>
        JsonSerializer.Deserialize(stored, RuntimeJson.Default.DictionaryStringDictionaryStringString)?.GetValueOrDefault("properties") ?? [];

    private static byte[] Target(TargetState target)
    {
        var word = Word(target);
        var older = target == TargetState.Started ? word : Word(TargetState.Paused);
        return Encoding.UTF8.GetBytes($$"""{"state":"{{older}}","state.v2":"{{word}}"}""");
    }

    private static string Word(TargetState target) => target switch
    {
        TargetState.Paused => "PAUSED",
        TargetState.Stopped => "STOPPED",
        _ => "STARTED",
    };

    private static byte[] Flat(string name, string value) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { [name] = value }, RuntimeJson.Default.DictionaryStringString);

    private TargetState TargetOf(string name)
    {
        var stored = topic.Find(TargetPrefix + name) is { } bytes ? JsonSerializer.Deserialize(bytes, RuntimeJson.Default.DictionaryStringString) : null;
        return (stored?.GetValueOrDefault("state.v2") ?? stored?.GetValueOrDefault("state")) switch
        {
            "PAUSED" => TargetState.Paused,
            "STOPPED" => TargetState.Stopped,
            _ => TargetState.Started,
        };
    }
}
