using System.Globalization;
using System.Text;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Testing.Transport;

/// <summary>Records as text, for tests of topic logs.</summary>
public static class Rows
{
    /// <summary>A batch of records with these values in one partition, without keys.</summary>
    public static EncodedBatch Batch(string topic, int partition, params string?[] values)
    {
        var batch = new EncodedBatch();
        foreach (var value in values)
        {
            batch.Add(topic, partition, null, value);
        }

        return batch;
    }

    /// <summary>Adds a record.</summary>
    public static void Add(this EncodedBatch batch, string topic, int partition, string? key, string? value, long timestamp = -1)
    {
        var keySlice = key is null ? Slice.Null : batch.Write(Encoding.UTF8.GetBytes(key));
        var valueSlice = value is null ? Slice.Null : batch.Write(Encoding.UTF8.GetBytes(value));
        batch.AddRecord(batch.AddTopic(topic), partition, timestamp, keySlice, valueSlice);
    }

    /// <summary>The numbers from <paramref name="first"/> on, as values.</summary>
    public static string[] Numbers(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>A record that was fetched, copied out.</summary>
    public sealed record Row(
        TopicPartition Partition, long Offset, long Timestamp, string? Key, string? Value, IReadOnlyList<(
            string Name, string? Value)> Headers);

    /// <summary>All records of a fetch, copied out.</summary>
    public static List<Row> Copy(this FetchedBatch batch)
    {
        var rows = new List<Row>();
        foreach (var record in batch.Records)
        {
            var headers = new List<(string, string?)>();
            foreach (var header in batch.Headers.Slice(record.HeaderStart, record.HeaderCount))
            {
                headers.Add((batch.Text(header.Name)!, batch.Text(header.Value)));
            }

            rows.Add(
                new Row(batch.Positions[record.Partition].Partition, record.Offset, record.Timestamp, batch.Text(record.Key), batch.Text(
                    record.Value), headers));
        }

        return rows;
    }

    /// <summary>Fetches until there are so many records, or for 20 s; then a little longer for records that should not be there.</summary>
    public static async Task<List<Row>> FetchAsync(this ITopicConsumer consumer, int count, int maxBytes = 1 << 20)
    {
        var rows = new List<Row>();
        var batch = new FetchedBatch();
        var end = DateTime.UtcNow.AddSeconds(20);
        while (rows.Count < count && DateTime.UtcNow < end)
        {
            await consumer.FetchAsync(batch, maxBytes, TimeSpan.FromMilliseconds(200), CancellationToken.None);
            rows.AddRange(batch.Copy());
        }

        await consumer.FetchAsync(batch, maxBytes, TimeSpan.FromMilliseconds(50), CancellationToken.None);
        rows.AddRange(batch.Copy());
        return rows;
    }

    /// <summary>The values of these records.</summary>
    public static IEnumerable<string?> Values(this IEnumerable<Row> rows) => rows.Select(r => r.Value);

    private static string? Text(this FetchedBatch batch, Slice slice) => slice.IsNull ? null : Encoding.UTF8.GetString(batch[slice]);
}
