using System.Collections.Concurrent;
using System.Globalization;
using ConnectRuntime.Testing.Transport;
using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Transport.Tests;

/// <summary>Everything at once: producers, transactions, members that come and go.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private const int Partitions = 4;
    private const int Producers = 4;
    private const int Appends = 300;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _folder = Directory.CreateTempSubdirectory("transport-concurrency-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Every third transaction is aborted; each record says its producer and number.</summary>
    private static async Task ProduceAsync(EmbeddedTopicLog log, int id)
    {
        var transactional = id % 2 == 0;
        var options = new ProducerOptions("p") { TransactionalId = transactional ? $"tx-{id}" : null };
        await using var producer = await log.CreateProducerAsync(options, None);
        var batch = new EncodedBatch();
        for (var i = 0; i < Appends; i++)
        {
            batch.Clear();
            var aborted = transactional && i % 3 == 2;
            for (var p = 0; p < Partitions; p++)
            {
                batch.Add("t", p, $"{id}", aborted ? "aborted" : $"{i}");
            }

            if (transactional)
            {
                await producer.BeginTransactionAsync(None);
            }

            await producer.AppendAsync(batch, None);
            if (aborted)
            {
                await producer.AbortTransactionAsync(None);
            }
            else if (transactional)
            {
                await producer.CommitTransactionAsync(None);
            }
        }
    }

    private static int Expected(int id) => id % 2 == 0 ? Appends - (Appends / 3) : Appends;

    /// <summary>Joins, reads, commits what it read, leaves after a while, until all is read.</summary>
    private static async Task ConsumeAsync(EmbeddedTopicLog log, ConcurrentQueue<Rows.Row> read, int all, Random random)
    {
        while (read.Count < all)
        {
            var next = new Dictionary<TopicPartition, long>();
            var listener = new RecordingListener { OnRevoked = RevokedAsync };
            await using var consumer = await log.CreateConsumerAsync(
                new ConsumerOptions("c") { Group = "g", Topics = ["t"], Listener = listener }, None);
            var batch = new FetchedBatch();
            for (var fetches = random.Next(5, 40); fetches > 0 && read.Count < all; fetches--)
            {
                await consumer.FetchAsync(batch, 4096, TimeSpan.FromMilliseconds(20), None);
                batch.Copy().ForEach(read.Enqueue);
                foreach (var position in batch.Positions)
                {
                    next[position.Partition] = position.NextOffset;
                }
            }

            // A partition that comes back begins where others have left it: what was read of it before is no longer to be committed.
            async ValueTask RevokedAsync(ITopicConsumer consumer, IReadOnlyList<TopicPartition> partitions)
            {
                await consumer.CommitAsync(next.Where(n => partitions.Contains(n.Key)).ToDictionary(), None);
                foreach (var partition in partitions)
                {
                    next.Remove(partition);
                }
            }
        }
    }

    [Fact]
    public async Task Every_committed_record_is_read_once_and_in_order_by_a_group_that_changes()
    {
        await using var log = EmbeddedTopicLog.Open(
            new EmbeddedLogOptions(_folder) { SegmentBytes = 20_000, MaxOpenFiles = 3, JournalBytes = 5_000 });
        await log.CreateTopicAsync(new TopicSpec("t", Partitions), None);
        var all = Partitions * Enumerable.Range(0, Producers).Sum(Expected);
        var read = new ConcurrentQueue<Rows.Row>();
        var producing = Enumerable.Range(0, Producers).Select(id => Task.Run(() => ProduceAsync(log, id)));
        var consuming = Enumerable.Range(0, 3).Select(seed => Task.Run(() => ConsumeAsync(log, read, all, new Random(seed))));
        await Task.WhenAll([.. producing, .. consuming]).WaitAsync(TimeSpan.FromSeconds(120), None);

        Assert.Equal(all, read.Count);
        Assert.DoesNotContain(read, r => r.Value == "aborted");
        foreach (var sequence in read.GroupBy(r => (r.Partition, r.Key)))
        {
            var numbers = sequence.OrderBy(r => r.Offset).Select(r => int.Parse(r.Value!, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(Expected(int.Parse(sequence.Key.Key!, CultureInfo.InvariantCulture)), numbers.Count);
            Assert.Equal(numbers.Order().Distinct(), numbers);
        }
    }
}
