using ConnectRuntime.Benchmarks.Pipelines;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>Reads a topic of sample rows back, record by record.</summary>
internal static class TopicSum
{
    /// <summary>The checksum of its first records.</summary>
    public static async Task<SampleSum> ReadAsync(Bench bench, string topic, long rows)
    {
        await using var consumer = await bench.Worker.Log.CreateConsumerAsync(new ConsumerOptions("check"), default);
        consumer.Assign(new Dictionary<TopicPartition, long> { [new TopicPartition(topic, 0)] = -1 });
        var fetched = new FetchedBatch();
        var batch = new RecordBatch();
        IRecordDecoder? decoder = null;
        RecordStream? stream = null;
        SampleSum sum = default;
        while (sum.Rows < rows)
        {
            await consumer.FetchAsync(fetched, 4 * 1024 * 1024, TimeSpan.FromSeconds(10), default);
            if (fetched.Records.Length == 0)
            {
                throw new InvalidOperationException($"{topic} has {sum.Rows} records, {rows} were expected.");
            }

            foreach (var record in fetched.Records.ToArray())
            {
                var value = fetched[record.Value].ToArray();
                decoder ??= await bench.Worker.Format.CreateDecoderAsync(topic, RecordPart.Value, bench.Worker.Format.ReadSchemaId(value), default);
                stream ??= decoder.StreamFor(topic, null);
                batch.Clear();
                var at = batch.AddBytes(value);
                var row = batch.Add(stream);
                decoder.Decode(batch, ref row.Row, new RawRange(at, value.Length), null);
                sum = sum.Add(new RowReader(batch, 0).After);
            }
        }

        return sum;
    }
}
