using System.Text.Json;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>The records of a topic as <c>connect topics show NAME --json</c> prints them.</summary>
internal sealed class TopicDump
{
    private readonly string[] _lines;

    private TopicDump(string lines) => _lines = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The records, in the order in which they were printed.</summary>
    public IReadOnlyList<JsonElement> Records => [.. _lines.Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.Clone();
    })];

    /// <summary>Reads a topic by the program, over the running worker or from the data folder.</summary>
    public static async Task<TopicDump> ReadAsync(Workplace place, string topic)
    {
        var result = await place.RunAsync("topics", "show", topic, "--json");
        return Parse(result.OutputOrThrow());
    }

    /// <summary>Reads what was printed.</summary>
    public static TopicDump Parse(string lines) => new(lines);

    /// <summary>The value of a header of a record.</summary>
    public static string Header(JsonElement record, string name) =>
        record.GetProperty("headers").EnumerateArray().Single(header => header.GetProperty("name").GetString() == name).GetProperty("value").GetString()!;

    /// <summary>Expects rows 1 to n once each, offsets that increase, and the rows of a key in one partition in the order of their numbers.</summary>
    public void HoldsOnce(long count)
    {
        var offsets = new Dictionary<int, long>();
        var keys = new Dictionary<long, (int Partition, long Seq)>();
        var seen = new HashSet<long>();
        foreach (var line in _lines)
        {
            using var json = JsonDocument.Parse(line);
            var record = json.RootElement;
            var (partition, offset) = (record.GetProperty("partition").GetInt32(), record.GetProperty("offset").GetInt64());
            Assert.True(offset > offsets.GetValueOrDefault(partition, -1), $"Offset {offset} of partition {partition} comes again or too late.");
            offsets[partition] = offset;
            var value = record.GetProperty("value");
            var (key, seq) = (value.GetProperty("k").GetInt64(), value.GetProperty("seq").GetInt64());
            Assert.Equal(key, record.GetProperty("key").GetProperty("k").GetInt64());
            Assert.True(seen.Add(seq), $"Row {seq} is there twice.");
            var before = keys.GetValueOrDefault(key, (partition, -1));
            Assert.True(before.Item1 == partition && before.Item2 < seq, $"Row {seq} of key {key} comes after {before}.");
            keys[key] = (partition, seq);
        }

        Assert.Equal((count, 1L, count), (seen.Count, seen.Min(), seen.Max()));
    }
}
