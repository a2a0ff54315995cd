using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>The differences that are meant. One that is not here fails, and one that is here and does not occur fails too.</summary>
internal static partial class IntendedDifferences
{
    /// <summary>Topic and path of a record of schema changes.</summary>
    private const string SchemaChanges = "", Record = "(record)";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<IntendedDifference> All =
        [.. Numbers, .. Texts, .. Times, .. Documents, .. Schemas, .. Statements, .. Changes, .. Stops];

    private static IntendedDifference When(string cases, string topic, string path, Func<JsonNode?, JsonNode?, bool> holds, string reason) =>
        new(cases, topic, path, null, null, reason) { Holds = holds };

    private static IntendedDifference OnlyOurs(string cases, string topic, string record, string reason) => new(cases, topic, Record, null, record, reason);

    private static IntendedDifference OnlyTheirs(string cases, string topic, string record, string reason) => new(cases, topic, Record, record, null, reason);

    private static bool IsAnything(JsonNode? theirs, JsonNode? ours) => true;

    // The same moment with more digits.
    private static bool IsSameMoment(JsonNode? theirs, JsonNode? ours) =>
        Text(ours).Length > Text(theirs).Length
        && DateTimeOffset.Parse(Text(theirs), CultureInfo.InvariantCulture) == DateTimeOffset.Parse(Text(ours), CultureInfo.InvariantCulture);

    private static bool IsTruth(JsonNode? theirs, JsonNode? ours) => theirs is JsonValue value
        && value.TryGetValue<bool>(out var truth) && truth == (ours!.GetValue<int>() != 0);

    private static bool HasSixDigits(JsonNode? theirs, JsonNode? ours) =>
        theirs!.GetValue<double>().ToString("E5", CultureInfo.InvariantCulture) == ours!.GetValue<double>().ToString("E5", CultureInfo.InvariantCulture);

    private static bool IsSameDocument(JsonNode? theirs, JsonNode? ours) => IsSame(JsonNode.Parse(Text(theirs)), JsonNode.Parse(Text(ours)));

    private static bool IsSame(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (JsonObject x, JsonObject y) =>
            x.Select(pair => pair.Key).SequenceEqual(y.Select(pair => pair.Key)) && x.All(pair => IsSame(pair.Value, y[pair.Key])),
        (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(pair => IsSame(pair.First, pair.Second)),
        (JsonValue x, JsonValue y) when x.GetValueKind() == JsonValueKind.Number =>
            x.ToJsonString() == y.ToJsonString() || x.GetValue<double>().Equals(y.GetValue<double>()),
        _ => JsonNode.DeepEquals(a, b),
    };

    private static string Text(JsonNode? text) => text!.GetValue<string>();
}
