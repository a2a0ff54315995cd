using System.Text.Json;

namespace ConnectRuntime.Runtime.Management;

/// <summary>A connector file: <c>{"name", "config", "initial_state"}</c>, or a flat map of options with its name among them.</summary>
/// <param name="Name">The connector's name; the file's name where it has none.</param>
/// <param name="Config">Its options.</param>
/// <param name="Initial">What it shall do at first.</param>
public sealed record ConnectorFile(string Name, IReadOnlyDictionary<string, string> Config, TargetState Initial)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file. Comments and trailing commas are allowed.</summary>
    /// <param name="utf8">Its content.</param>
    /// <param name="fileName">Its name without extension.</param>
    /// <exception cref="JsonException">It is not JSON; says where.</exception>
    /// <exception cref="FormatException">It is JSON of another shape.</exception>
    public static ConnectorFile Parse(ReadOnlyMemory<byte> utf8, string fileName)
    {
        using var document = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, Lenient);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"it holds a JSON {root.ValueKind}, an object with name and config is required.");
        }

        var nested = root.TryGetProperty("config", out var config) && config.ValueKind == JsonValueKind.Object;
        var options = Options(nested ? config : root);
        var name = nested && root.TryGetProperty("name", out var given) ? Text("name", given) : options.GetValueOrDefault("name", fileName);
        return new ConnectorFile(name, options, nested && root.TryGetProperty("initial_state", out var state) ? State(Text("initial_state", state)) : TargetState.Started);
    }

    private static Dictionary<string, string> Options(JsonElement map)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in map.EnumerateObject())
        {
            options[option.Name] = Text(option.Name, option.Value);
        }

        return options;
    }

    private static string Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new FormatException($"'{name}' is a JSON {value.ValueKind}, a text, number or boolean is required."),
    };

    private static TargetState State(string word) => word.ToUpperInvariant() switch
    {
        "RUNNING" => TargetState.Started,
        "PAUSED" => TargetState.Paused,
        "STOPPED" => TargetState.Stopped,
        _ => throw new FormatException($"initial_state is '{word}', RUNNING, PAUSED or STOPPED is required."),
    };
}
