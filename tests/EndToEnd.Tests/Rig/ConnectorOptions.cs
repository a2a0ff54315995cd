using System.Text.Json;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>The options of one connector as a user writes them.</summary>
internal sealed class ConnectorOptions : Dictionary<string, string>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>A connector file, <c>{"name", "config"}</c>.</summary>
    public string ToFile(string name) =>
        JsonSerializer.Serialize(new Dictionary<string, object> { ["name"] = name, ["config"] = new Dictionary<string, string>(this) }, Indented);

    /// <summary>The body of <c>PUT /connectors/{name}/config</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Dictionary<string, string>(this));

    /// <summary>The same with other options.</summary>
    public ConnectorOptions With(string name, string value)
    {
        var copy = new ConnectorOptions();
        foreach (var (option, text) in this)
        {
            copy[option] = text;
        }

        copy[name] = value;
        return copy;
    }
}
