using System.Text.Json.Nodes;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes.Reference;

/// <summary>What is written for the statements of a reference case is what the reference connector wrote: topics, keys, values, schemas, headers, in order.</summary>
public class ReferenceTests
{
    public static TheoryData<string> Cases =>
    [
        "events", "events-mariadb", "ddl", "keys", "keys-chosen", "transactions", "names-avro", "names-unicode",
        "filters-exclude", "filters-include", "filters-propagate",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_are_the_reference_connectors(string name) => Compare(name, 4096);

    /// <summary>Batches end inside of transactions, and between the two rows of a changed key never.</summary>
    [Theory]
    [InlineData("events")]
    [InlineData("transactions")]
    public void Small_batches_make_no_difference(string name)
    {
        Compare(name, 1);
        Compare(name, 3);
    }

    /// <summary>What a consumer decodes from Avro is what the reference connector wrote; only what a schema cannot say in Avro is not compared.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Rows_come_through_Avro(string name)
    {
        var reference = ReferenceCase.Load(name);
        var expected = reference.Records.Where(record => !record.Topic.StartsWith("__debezium", StringComparison.Ordinal))
            .GroupBy(record => record.Topic).ToDictionary(topic => topic.Key, topic => new Queue<JsonObject>(topic.Select(RecordText.Of)));
        var batches = new List<RecordBatch>();
        ReferenceReplay.Run(reference, 4096, batches.Add);
        var batch = Assert.Single(batches);
        var pipe = await AvroPipe.OpenAsync();
        for (var i = 0; i < batch.RowCount; i++)
        {
            var topic = batch.Streams[batch.Rows[i].Stream].Topic;
            var next = expected[topic].Dequeue();
            next.Remove("headers");
            next.Remove("keySchema");
            next.Remove("valueSchema");
            Same(next, RecordText.Of(await pipe.TakeAsync(batch, i), 0), $"{topic}");
        }

        Assert.All(expected.Values, Assert.Empty);
    }

    private static void Compare(string name, int rowsPerBatch)
    {
        var reference = ReferenceCase.Load(name);
        var written = new Dictionary<string, List<JsonObject>>();
        ReferenceReplay.Run(reference, rowsPerBatch, batch =>
        {
            for (var i = 0; i < batch.RowCount; i++)
            {
                Assert.True(batch.Rows[i].IsLive);
                var topic = batch.Streams[batch.Rows[i].Stream].Topic;
                if (!written.TryGetValue(topic, out var rows))
                {
                    written.Add(topic, rows = []);
                }

                rows.Add(RecordText.Of(batch, i));
            }
        });
        var expected = reference.Records.Where(record => !record.Topic.StartsWith("__debezium", StringComparison.Ordinal))
            .GroupBy(record => record.Topic).ToDictionary(topic => topic.Key, topic => topic.Select(RecordText.Of).ToList());
        Assert.Equal(expected.Keys.Order(), written.Keys.Order());
        foreach (var (topic, records) in expected)
        {
            for (var i = 0; i < Math.Min(records.Count, written[topic].Count); i++)
            {
                Same(records[i], written[topic][i], $"{topic}[{i}]");
            }

            Assert.Equal(records.Count, written[topic].Count);
        }
    }

    private static void Same(JsonObject expected, JsonObject actual, string place)
    {
        foreach (var (part, value) in expected)
        {
            var unordered = part == "value" && expected["value"]?["data_collections"] is JsonArray;
            if (unordered)
            {
                Sort(value!);
                Sort(actual[part]!);
            }

            if (!JsonNode.DeepEquals(value, actual[part]))
            {
                Assert.Equal($"{place} {part} {value?.ToJsonString()}", $"{place} {part} {actual[part]?.ToJsonString()}");
            }
        }
    }

    // The reference connector lists the tables of a transaction in the order of its hash table.
    private static void Sort(JsonNode value) => value["data_collections"] = new JsonArray(
        [.. value["data_collections"]!.AsArray().Select(table => table!.DeepClone()).OrderBy(table => (string?)table["data_collection"], StringComparer.Ordinal)]);
}
