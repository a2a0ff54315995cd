using System.Text.Json;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Topics;

/// <summary>A topic with the number of offsets it spans.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Partitions">How many partitions it has.</param>
/// <param name="Begin">Sum of the oldest offsets.</param>
/// <param name="End">Sum of the next offsets.</param>
internal sealed record TopicRow(string Name, int Partitions, long Begin, long End);

/// <summary>All topics with their sizes.</summary>
internal static class TopicList
{
    /// <summary>Asks the log.</summary>
    public static async Task<IReadOnlyList<TopicRow>> ReadAsync(ITopicLog log, CancellationToken cancellationToken)
    {
        var rows = new List<TopicRow>();
        foreach (var topic in await log.ListTopicsAsync(cancellationToken))
        {
            var (begin, end) = (0L, 0L);
            for (var partition = 0; partition < topic.PartitionCount; partition++)
            {
                var range = await log.GetOffsetsAsync(new TopicPartition(topic.Name, partition), cancellationToken);
                begin += range.Begin;
                end += range.End;
            }

            rows.Add(new TopicRow(topic.Name, topic.PartitionCount, begin, end));
        }

        return rows;
    }

    /// <summary>As an array of <c>{"name", "partitions", "begin", "end"}</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<TopicRow> topics)
    {
        json.WriteStartArray();
        foreach (var topic in topics)
        {
            json.WriteStartObject();
            json.WriteString("name", topic.Name);
            json.WriteNumber("partitions", topic.Partitions);
            json.WriteNumber("begin", topic.Begin);
            json.WriteNumber("end", topic.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<TopicRow> Parse(JsonElement array) =>
    [
        .. array.EnumerateArray().Select(topic => new TopicRow(
            topic.GetProperty("name").GetString()!,
            topic.GetProperty("partitions").GetInt32(),
            topic.GetProperty("begin").GetInt64(),
            topic.GetProperty("end").GetInt64())),
    ];
}
