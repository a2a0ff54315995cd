using System.Text.Json;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Rest;

/// <summary>The body of <c>POST /connectors</c>: <c>{"name", "config": {}, "initial_state"}</c>.</summary>
/// <param name="Name">The connector's name.</param>
/// <param name="Config">Its configuration, with its name as last option.</param>
/// <param name="Initial">What it does first.</param>
internal sealed record CreateRequest(string Name, IReadOnlyDictionary<string, string> Config, TargetState Initial)
{
    /// <summary>Reads and checks the body of a request.</summary>
    public static async Task<CreateRequest> ReadAsync(HttpContext context)
    {
        using var document = await RestBody.ReadObjectAsync(context);
        var name = string.Empty;
        Dictionary<string, string>? config = null;
        var initial = TargetState.Started;
        foreach (var property in document.RootElement.EnumerateObject())
        {
            switch (property.Name)
            {
                case "name":
                    name = IsNull(property) ? string.Empty : TrimAscii(RestBody.Text(property.Value, "'name'"));
                    break;
                case "config":
                    config = property.Value.ValueKind switch
                    {
                        JsonValueKind.Object => RestBody.Config(property.Value),
                        JsonValueKind.Null => null,
                        _ => throw RestException.BadRequest("'config' is not a JSON object of options and texts, which is required."),
                    };
                    break;
                case "initial_state":
                    initial = ReadState(property.Value);
                    break;
                default:
                    throw RestException.BadRequest($"Unknown field '{property.Name}', known are name, config and initial_state.");
            }
        }

        return config is null
            ? throw RestException.BadRequest("The body has no 'config', which is required.")
            : new CreateRequest(name, WithName(name, config), initial);
    }

    /// <summary>The configuration with the connector's name in it; another name in it is refused.</summary>
    public static IReadOnlyDictionary<string, string> WithName(string name, Dictionary<string, string> config)
    {
        if (config.Remove("name", out var own) && own != name)
        {
            throw RestException.BadRequest($"Connector name configuration ({own}) doesn't match connector name in the URL ({name})");
        }

        ConnectorNamePolicy.Check(name);
        config.Add("name", name);
        return config;
    }

    private static bool IsNull(JsonProperty property) => property.Value.ValueKind == JsonValueKind.Null;

    private static TargetState ReadState(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return TargetState.Started;
        }

        var word = RestBody.Text(element, "'initial_state'");
        return word.ToUpperInvariant() switch
        {
            "RUNNING" => TargetState.Started,
            "PAUSED" => TargetState.Paused,
            "STOPPED" => TargetState.Stopped,
            _ => throw RestException.BadRequest($"'initial_state' is '{word}', one of RUNNING, PAUSED and STOPPED is required."),
        };
    }

    // What Java's trim takes away: everything up to the blank, and no blank of any other script.
    private static string TrimAscii(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && text[start] <= ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] <= ' ')
        {
            end--;
        }

        return text[start..end];
    }
}
