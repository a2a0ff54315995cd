using System.Text.Json;
using ConnectRuntime.Runtime.Management;
using TaskStatus = ConnectRuntime.Runtime.Management.TaskStatus;

namespace ConnectRuntime.Host.Rest;

/// <summary>Writes connectors and their states in Kafka Connect's shapes, with fields of our own behind theirs.</summary>
internal static class ConnectorJson
{
    /// <summary><c>{"name", "config": {}, "tasks": [{"connector", "task"}], "type"}</c></summary>
    public static void WriteInfo(Utf8JsonWriter json, ConnectorInfo info)
    {
        json.WriteStartObject();
        json.WriteString("name", info.Name);
        json.WritePropertyName("config");
        WriteMap(json, info.Config);
        json.WriteStartArray("tasks");
        for (var task = 0; task < info.TaskCount; task++)
        {
            WriteTaskId(json, info.Name, task);
        }

        json.WriteEndArray();
        json.WriteString("type", Word(info.Type));
        json.WriteEndObject();
    }

    /// <summary><c>{"name", "connector": {}, "tasks": [], "type"}</c></summary>
    public static void WriteStatus(Utf8JsonWriter json, ConnectorStatus status)
    {
        json.WriteStartObject();
        json.WriteString("name", status.Name);
        json.WritePropertyName("connector");
        WriteTask(json, status.Connector);
        json.WriteStartArray("tasks");
        foreach (var task in status.Tasks)
        {
            WriteTask(json, task);
        }

        json.WriteEndArray();
        json.WriteString("type", Word(status.Type));
        json.WriteEndObject();
    }

    /// <summary><c>{"id", "state", "worker_id", "version", "trace"}</c>, without id for the connector itself, and what we have beside that.</summary>
    public static void WriteTask(Utf8JsonWriter json, TaskStatus status)
    {
        json.WriteStartObject();
        if (status.Id >= 0)
        {
            json.WriteNumber("id", status.Id);
        }

        json.WriteString("state", Word(status.State));
        json.WriteString("worker_id", status.WorkerId);
        json.WriteString("version", status.Version);
        WriteText(json, "trace", status.Trace);
        WriteText(json, "detail", status.Detail);
        json.WriteNumber("restarts", status.Restarts);
        WriteTime(json, "next_start", status.NextStart);
        WriteTime(json, "since", status.Since == default ? null : status.Since);
        if (status.Id >= 0)
        {
            json.WriteNumber("rows", status.Rows);
            WriteTime(json, "last_row_at", status.LastRowAt);
            if (status.Lag is { } lag)
            {
                json.WriteNumber("lag", lag);
            }
        }

        json.WriteEndObject();
    }

    /// <summary><c>{"connector", "task"}</c></summary>
    public static void WriteTaskId(Utf8JsonWriter json, string connector, int task)
    {
        json.WriteStartObject();
        json.WriteString("connector", connector);
        json.WriteNumber("task", task);
        json.WriteEndObject();
    }

    /// <summary>A flat map.</summary>
    public static void WriteMap(Utf8JsonWriter json, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Kafka Connect's word for a state.</summary>
    public static string Word(ConnectorState state) => state.ToString().ToUpperInvariant();

    /// <summary>Kafka Connect's word for a direction.</summary>
    public static string Word(ConnectorType type) => type.ToString().ToLowerInvariant();

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } moment)
        {
            json.WriteString(name, moment.UtcDateTime);
        }
    }
}
