using System.Text.Json;
using ConnectRuntime.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Management;

/// <summary>States of connectors and tasks, and the topics they have used, in the status topic in Kafka Connect's shapes.</summary>
/// <remarks>
/// Written behind the change and never waited for: the states that REST shows are the ones in memory.
/// <code>
/// status-connector-NAME              {"state","trace","worker_id","generation","version"}
/// status-task-NAME-N                 the same
/// status-topic-TOPIC:connector-NAME  {"topic":{"name","connector","task","discoverTimestamp"}}
/// </code>
/// </remarks>
internal sealed class StatusStore(CompactedTopic topic, string workerId, TimeProvider clock, ILogger log)
{
    private const string TopicPrefix = "status-topic-";

    /// <summary>Stores a state.</summary>
    public void Put(string connector, TaskStatus status)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("state", Word(status.State));
            json.WriteString("trace", status.Trace);
            json.WriteString("worker_id", workerId);
            json.WriteNumber("generation", 1);
            json.WriteString("version", status.Version);
            json.WriteEndObject();
        }

        Write(Key(connector, status.Id), text.ToArray());
    }

    /// <summary>Forgets a connector or a task that is no more.</summary>
    public void Remove(string connector, int id) => Write(Key(connector, id), null);

    /// <summary>Notes that a connector has used a topic; once is enough.</summary>
    public void PutTopic(string connector, int task, string name)
    {
        var key = $"{TopicPrefix}{name}:connector-{connector}";
        if (topic.Find(key) is not null)
        {
            return;
        }

        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteStartObject("topic");
            json.WriteString("name", name);
            json.WriteString("connector", connector);
            json.WriteNumber("task", task);
            json.WriteNumber("discoverTimestamp", clock.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteEndObject();
            json.WriteEndObject();
        }

        Write(key, text.ToArray());
    }

    /// <summary>Forgets the topics of a connector that is no more.</summary>
    public void RemoveTopics(string connector)
    {
        foreach (var name in Topics(connector))
        {
            Write($"{TopicPrefix}{name}:connector-{connector}", null);
        }
    }

    /// <summary>The topics that a connector has used.</summary>
    public IReadOnlyList<string> Topics(string connector)
    {
        var suffix = $":connector-{connector}";
        return [.. topic.List(TopicPrefix).Where(pair => pair.Key.EndsWith(suffix, StringComparison.Ordinal))
            .Select(pair => pair.Key[TopicPrefix.Length..^suffix.Length])];
    }

    /// <summary>Kafka Connect's word for a state.</summary>
    public static string Word(ConnectorState state) => state.ToString().ToUpperInvariant();

    private static string Key(string connector, int id) => id < 0 ? $"status-connector-{connector}" : $"status-task-{connector}-{id}";

    private void Write(string key, byte[]? value)
    {
        // Taken at once, so that a second look does not write it again.
        topic.Take(key, value);
        _ = WriteAsync(key, value);
    }

    private async Task WriteAsync(string key, byte[]? value)
    {
        try
        {
            await topic.PutAsync(key, value, CancellationToken.None);
        }
        catch (Exception exception) when (exception is Transport.TopicLogException or ObjectDisposedException)
        {
            log.LogDebug("A status was not stored: {Reason}", exception.Message);
        }
    }
}
