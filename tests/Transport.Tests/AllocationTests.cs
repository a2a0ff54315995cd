using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Transport.Tests;

/// <summary>Tests that look at the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>The name to put on a test class.</summary>
    public const string Name = "alone";
}

/// <summary>The data path allocates nothing per record once it is warm.</summary>
[Collection(AloneCollection.Name)]
public sealed class AllocationTests : IDisposable
{
    private const int Records = 50_000;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _folder = Directory.CreateTempSubdirectory("transport-allocation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Appends_and_fetches_allocate_less_than_a_byte_in_ten_records()
    {
        await using var log = EmbeddedTopicLog.Open(new EmbeddedLogOptions(_folder));
        await log.CreateTopicAsync(new TopicSpec("t", 4), None);
        await using var producer = await log.CreateProducerAsync(new ProducerOptions("p"), None);
        var batch = new EncodedBatch(Records * 64);
        var topic = batch.AddTopic("t");
        for (var i = 0; i < Records; i++)
        {
            batch.AddHeader(batch.Write("h"u8), batch.Write("v"u8));
            batch.AddRecord(topic, i % 4, i, batch.Write("key"u8), batch.Write("some value that is not short"u8), 1);
        }

        await using var consumer = await log.CreateConsumerAsync(new ConsumerOptions("c"), None);
        consumer.Assign(Enumerable.Range(0, 4).ToDictionary(i => new TopicPartition("t", i), _ => 0L));
        var fetched = new FetchedBatch();
        var best = long.MaxValue;
        for (var round = 0; round < 8; round++)
        {
            var before = GC.GetTotalAllocatedBytes(true);
            await producer.AppendAsync(batch, None);
            for (var seen = 0; seen < Records;)
            {
                await consumer.FetchAsync(fetched, 1 << 20, TimeSpan.FromSeconds(5), None);
                seen += fetched.Records.Length;
            }

            best = Math.Min(best, GC.GetTotalAllocatedBytes(true) - before);
        }

        Assert.True(best < Records / 10, $"{best} bytes for {Records} records");
    }
}
