using System.Text.Json;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>What a reader of a table's topic has after all its records, where every record must fit what the reader had before it.</summary>
/// <remarks>
/// A row that is created was not there; one that is updated or deleted was as its image before says; one that is read by the snapshot was not there, or
/// is what it was. A change of a row that was not read yet may only come while the snapshot goes on.
/// </remarks>
internal sealed class TableReplay
{
    private readonly Dictionary<string, string> _rows = new(StringComparer.Ordinal);

    private TableReplay(IReadOnlyList<JsonElement> records)
    {
        var lastRead = records.Count - 1;
        for (; lastRead >= 0 && Operation(records[lastRead]) != "r"; lastRead--)
        {
        }

        for (var i = 0; i < records.Count; i++)
        {
            Take(records[i], i, isSnapshot: i < lastRead);
        }
    }

    /// <summary>Records by operation.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    /// <summary>The rows as JSON, sorted by key.</summary>
    public IEnumerable<string> Rows => _rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => row.Value);

    /// <summary>Replays a topic.</summary>
    public static async Task<TableReplay> ReadAsync(Workplace place, string topic) => new((await TopicDump.ReadAsync(place, topic)).Records);

    private void Take(JsonElement record, int index, bool isSnapshot)
    {
        var key = record.GetProperty("key").GetRawText();
        var known = _rows.GetValueOrDefault(key);
        var operation = Operation(record);
        Counts[operation] = Counts.GetValueOrDefault(operation) + 1;
        var value = record.GetProperty("value");
        var problem = operation switch
        {
            "c" when known is not null => "is created, and is there",
            "u" or "d" when known is null && !isSnapshot => "changes, and is not there",
            "u" or "d" when known is not null && known != Image(value, "before") => $"changes from {Image(value, "before")}, and is {known}",
            "r" when known is not null && known != Image(value, "after") => $"is read as {Image(value, "after")}, and is {known}",
            "tombstone" when known is not null => "has a tombstone, and is there",
            _ => null,
        };
        Assert.True(problem is null, $"Record {index}: row {key} {problem}.");
        if (operation is "d")
        {
            _rows.Remove(key);
        }
        else if (operation is not "tombstone")
        {
            _rows[key] = Image(value, "after");
        }
    }

    private static string Operation(JsonElement record) =>
        record.GetProperty("value") is { ValueKind: JsonValueKind.Object } value ? value.GetProperty("op").GetString()! : "tombstone";

    private static string Image(JsonElement value, string name) => value.GetProperty(name).GetRawText();
}
