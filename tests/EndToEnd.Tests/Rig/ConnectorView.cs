using System.Text.Json;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>What <c>GET /connectors/{name}/status</c> says, as far as tests look.</summary>
/// <param name="Json">The answer.</param>
internal sealed record ConnectorView(JsonElement Json)
{
    /// <summary>The state of the connector, or of the task that differs from it.</summary>
    public string State => Parts.Select(part => Text(part, "state")).FirstOrDefault(state => state != "RUNNING") ?? "RUNNING";

    /// <summary>Why it failed.</summary>
    public string Trace => string.Join('\n', Parts.Select(part => Text(part, "trace")));

    /// <summary>What it waits for, or how far it has come.</summary>
    public string Detail => string.Join('\n', Parts.Select(part => Text(part, "detail")));

    /// <summary>Whether it runs and nothing is in its way.</summary>
    public bool IsWell => State == "RUNNING" && Tasks.Any() && !Detail.Contains("trying again", StringComparison.Ordinal);

    /// <summary>Rows moved by its tasks since they were started.</summary>
    public long Rows => Tasks.Sum(task => task.GetProperty("rows").GetInt64());

    /// <summary>Records that its tasks are behind; −1 where that is not known.</summary>
    public long Lag => Tasks.Select(task => task.TryGetProperty("lag", out var lag) ? lag.GetInt64() : -1).DefaultIfEmpty(-1).Sum();

    private IEnumerable<JsonElement> Tasks => Json.GetProperty("tasks").EnumerateArray();

    private IEnumerable<JsonElement> Parts => Tasks.Prepend(Json.GetProperty("connector"));

    /// <inheritdoc/>
    public override string ToString() => Json.GetRawText();

    private static string Text(JsonElement part, string name) => part.TryGetProperty(name, out var text) ? text.GetString() ?? string.Empty : string.Empty;
}
