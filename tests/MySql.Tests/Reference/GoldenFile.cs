using System.Text.Json.Nodes;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>What the reference connector wrote: its records, and why its task ended where it did.</summary>
/// <remarks>
/// A line is one of these; schemas and headers are numbered because most records share them:
/// <code>
/// {"schema":n,"is":…}   {"headers":n,"are":[[name,{"schema":…,"payload":…}]…]}
/// {"topic":…,"keySchema":n,"key":…,"valueSchema":n,"value":…,"headers":n}
/// {"failed":…,"because":…}   {"offset":…,"partition":…}
/// </code>
/// </remarks>
internal sealed class GoldenFile
{
    private readonly Dictionary<int, JsonNode> _schemas = [];
    private readonly Dictionary<int, KeyValuePair<string, JsonNode?>[]> _headers = [];

    public GoldenFile(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            Read(JsonNode.Parse(line)!.AsObject());
        }
    }

    /// <summary>The records, in the order of their topic.</summary>
    public List<ReferenceRecord> Records { get; } = [];

    /// <summary>Why the task failed; null where it did not.</summary>
    public string? Failure { get; private set; }

    private void Read(JsonObject line)
    {
        if (line["topic"] is { } topic)
        {
            Records.Add(new ReferenceRecord(
                topic.GetValue<string>(), line["key"], Schema(line["keySchema"]), line["value"], Schema(line["valueSchema"]),
                _headers[line["headers"]!.GetValue<int>()]));
        }
        else if (line["is"] is { } schema)
        {
            _schemas.Add(line["schema"]!.GetValue<int>(), schema);
        }
        else if (line["are"] is JsonArray headers)
        {
            _headers.Add(line["headers"]!.GetValue<int>(), [.. headers.Select(pair => KeyValuePair.Create(pair![0]!.GetValue<string>(), pair[1]?["payload"]))]);
        }
        else if (line["failed"] is not null)
        {
            Failure = line["because"]!.GetValue<string>();
        }
    }

    private JsonNode? Schema(JsonNode? number) => number is null ? null : _schemas[number.GetValue<int>()];
}
