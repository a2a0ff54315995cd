using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>Replaces what differs from run to run by placeholders, as the recording script does; <c>README.md</c> of the fixtures has the rules.</summary>
internal sealed partial class Placeholders(BasePosition since, IReadOnlyDictionary<long, int> events)
{
    private static readonly string[] Times = ["ts_ms", "ts_us", "ts_ns"];

    /// <summary>The record with placeholders.</summary>
    public ReferenceRecord Apply(ReferenceRecord record) => new(
        record.Topic, Walk(record.Key, true), record.KeySchema, Walk(record.Value, true), record.ValueSchema, [.. record.Headers.Select(Header)]);

    private static KeyValuePair<string, JsonNode?> Header(KeyValuePair<string, JsonNode?> header) =>
        header.Key == "__debezium.context.runId" ? new(header.Key, "<run>") : header;

    private JsonNode? Walk(JsonNode? node, bool isRoot = false) => node switch
    {
        JsonObject members => Members(members, isRoot),
        JsonArray items => new JsonArray([.. items.Select(item => Walk(item))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Text(text),
        _ => node?.DeepClone(),
    };

    private JsonObject Members(JsonObject members, bool isRoot)
    {
        var isSource = members.ContainsKey("file") && members.ContainsKey("pos") && members.ContainsKey("server_id");
        var result = new JsonObject();
        foreach (var (name, value) in members)
        {
            result[name] = value switch
            {
                null => null,
                _ when name is "before" or "after" or "ddl" or "tableChanges" => value.DeepClone(),
                _ when isSource => Source(name, value, members),
                _ when isRoot && Times.Contains(name) => "<ts>",
                _ => Walk(value),
            };
        }

        return result;
    }

    private JsonNode? Source(string name, JsonNode value, JsonObject members) => name switch
    {
        "file" => value.GetValue<string>().Length == 0 ? string.Empty : File(value.GetValue<string>()),
        "pos" => Position(members["file"]!.GetValue<string>(), value),
        "version" => "<version>",
        "thread" => "<thread>",
        "server_id" => value.GetValue<long>() == 0 ? 0 : "<server>",
        _ when Times.Contains(name) => value.GetValue<long>() == 0 ? 0 : "<ts>",
        _ => Walk(value),
    };

    private JsonNode Position(string file, JsonNode position) => file == since.File && events.TryGetValue(position.GetValue<long>(), out var number)
        ? $"<event{Signed(number)}>"
        : position.DeepClone();

    private string File(string name) => $"<file{Signed(Number(name) - Number(since.File))}>";

    private string Text(string text)
    {
        var last = since.Gtids.Length == 0 ? 0 : int.Parse(LastNumber().Match(since.Gtids).Value, CultureInfo.InvariantCulture);
        if (since.Gtids.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
        {
            text = Regex.Replace(text, Regex.Escape(since.Gtids[..colon]) + @":(\d+)(-(\d+))?", match => match.Groups[3].Success
                ? $"<uuid>:{match.Groups[1].Value}..{Signed(Int(match.Groups[3]) - last)}"
                : $"<uuid>:{Signed(Int(match.Groups[1]) - last)}");
        }
        else
        {
            text = MariaDbGtid().Replace(text, match => $"{match.Groups[1].Value}-<{Signed(Int(match.Groups[2]) - last)}>");
        }

        return FilePosition().Match(text) is { Success: true } place
            ? $"file={File(place.Groups[1].Value)},pos={Position(place.Groups[1].Value, long.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture))}"
            : text;
    }

    private static string Signed(long number) => number.ToString("+0;-0;+0", CultureInfo.InvariantCulture);

    private static int Int(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static long Number(string file) => long.Parse(file[(file.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+$")]
    private static partial Regex LastNumber();

    [GeneratedRegex(@"^(\d+-\d+)-(\d+)$")]
    private static partial Regex MariaDbGtid();

    [GeneratedRegex(@"^file=([^,]+),pos=(\d+)$")]
    private static partial Regex FilePosition();
}
