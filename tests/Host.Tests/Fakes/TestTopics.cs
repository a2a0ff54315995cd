using System.Text;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Tests.Fakes;

/// <summary>Puts records into topics.</summary>
internal static class TestTopics
{
    /// <summary>A record of bytes.</summary>
    public sealed record TestRecord(byte[]? Key, byte[]? Value, params (string Name, byte[]? Value)[] Headers)
    {
        /// <summary>The partition it goes to.</summary>
        public int Partition { get; init; }
    }

    /// <summary>Makes a topic with records, stamped with milliseconds 1000, 1001, …</summary>
    public static async Task FillAsync(ITopicLog log, string topic, int partitions, params TestRecord[] records)
    {
        await log.CreateTopicAsync(new TopicSpec(topic, partitions), CancellationToken.None);
        await using var producer = await log.CreateProducerAsync(new ProducerOptions("test"), CancellationToken.None);
        var batch = new EncodedBatch();
        var index = batch.AddTopic(topic);
        foreach (var (at, record) in records.Index())
        {
            foreach (var (name, content) in record.Headers)
            {
                batch.AddHeader(batch.Write(Encoding.UTF8.GetBytes(name)), Write(batch, content));
            }

            var (key, value) = (Write(batch, record.Key), Write(batch, record.Value));
            batch.AddRecord(index, record.Partition, 1000 + at, key, value, record.Headers.Length);
        }

        await producer.AppendAsync(batch, CancellationToken.None);
    }

    /// <summary>A record of texts.</summary>
    public static TestRecord Text(string? key, string? value, int partition = 0) =>
        new(Bytes(key), Bytes(value)) { Partition = partition };

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private static Slice Write(EncodedBatch batch, byte[]? bytes) => bytes is null ? Slice.Null : batch.Write(bytes);
}
