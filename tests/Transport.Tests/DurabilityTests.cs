using System.Globalization;
using ConnectRuntime.Testing.Transport;
using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Transport.Tests;

/// <summary>
/// Power cuts at every operation, torn writes at every byte: what was acknowledged is there, in order, and nothing else but what was
/// asked for.
/// </summary>
public sealed class DurabilityTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static bool Long => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CONNECTRUNTIME_LONG"));

    /// <summary>Random power cuts per operation.</summary>
    private static int Seeds => Long ? 200 : 4;

    /// <summary>
    /// Bytes from one torn write to the next; every write begins with another one, so each place of a layout has its turn.
    /// </summary>
    private static int Stride => Long ? 1 : 4;

    private static EmbeddedTopicLog Open(FaultyFileSystem files) =>
        EmbeddedTopicLog.Open(new EmbeddedLogOptions("/data") { FileSystem = files, SegmentBytes = 400, JournalBytes = 200 });

    private static async Task<List<string?>> ReadAsync(EmbeddedTopicLog log, string topic, int partition)
    {
        await using var consumer = await log.CreateConsumerAsync(new ConsumerOptions("reader"), None);
        consumer.Assign(new Dictionary<TopicPartition, long> { [new(topic, partition)] = -1 });
        var end = (await log.GetOffsetsAsync(new(topic, partition), None)).Stable;
        var batch = new FetchedBatch();
        var values = new List<string?>();
        for (long next = 0; next < end;)
        {
            await consumer.FetchAsync(batch, 1 << 20, TimeSpan.FromSeconds(5), None);
            values.AddRange(batch.Copy().Values());
            next = batch.Positions[0].NextOffset;
        }

        return values;
    }

    /// <summary>What a workload got acknowledged before the power went.</summary>
    private sealed class Acknowledged
    {
        public int Records { get; set; }

        public int Committed { get; set; }

        public int Offset { get; set; } = -1;

        public HashSet<string> Aborted { get; } = [];
    }

    /// <summary>Plain records in t-0, transactions over a, b and a group's offsets, an abort, and a second topic later on.</summary>
    private static async Task<Acknowledged> WorkAsync(FaultyFileSystem files)
    {
        var done = new Acknowledged();
        try
        {
            await using var log = Open(files);
            await using var plain = await log.CreateProducerAsync(new ProducerOptions("plain"), None);
            await using var tx = await log.CreateProducerAsync(new ProducerOptions("tx") { TransactionalId = "tx" }, None);
            for (var i = 0; i < 6; i++)
            {
                await plain.AppendAsync(Rows.Batch("t", 0, Rows.Numbers(i * 3, 3)), None);
                done.Records = (i + 1) * 3;
                await tx.BeginTransactionAsync(None);
                await tx.AppendAsync(Rows.Batch("a", 0, $"{i}", $"{i}"), None);
                await plain.AppendAsync(Rows.Batch("a", 0, "plain"), None);
                await tx.AppendAsync(Rows.Batch("b", 0, $"{i}"), None);
                if (i == 3)
                {
                    await tx.AbortTransactionAsync(None);
                    continue;
                }

                await tx.SendOffsetsAsync("g", new Dictionary<TopicPartition, long> { [new("b", 0)] = i }, None);
                await tx.CommitTransactionAsync(None);
                done.Committed = i + 1;
                await log.AlterGroupOffsetsAsync("h", new Dictionary<TopicPartition, long?> { [new("t", 0)] = i }, None);
                done.Offset = i;
            }
        }
        catch (TopicLogException)
        {
            // The power is off.
        }

        return done;
    }

    private static async Task CheckAsync(FaultyFileSystem files, Acknowledged done, string what)
    {
        await using var log = Open(files);
        var topics = (await log.ListTopicsAsync(None)).Select(t => t.Name).ToHashSet();
        var plain = topics.Contains("t") ? await ReadAsync(log, "t", 0) : [];
        Assert.True(plain.Count >= done.Records, $"{what}: {plain.Count} records of {done.Records} acknowledged");
        Assert.Equal(Rows.Numbers(0, plain.Count), plain);

        var a = topics.Contains("a") ? await ReadAsync(log, "a", 0) : [];
        var b = topics.Contains("b") ? await ReadAsync(log, "b", 0) : [];
        var committed = b.Select(v => int.Parse(v!, CultureInfo.InvariantCulture)).ToList();
        Assert.DoesNotContain(3, committed);
        Assert.Equal(Enumerable.Range(0, committed.Count == 0 ? 0 : committed[^1] + 1).Where(i => i != 3), committed);
        Assert.True((committed.Count == 0 ? 0 : committed[^1] + 1) >= done.Committed, $"{what}: a commit is lost");
        Assert.Equal(committed.SelectMany(i => new[] { $"{i}", $"{i}" }), a.Where(v => v != "plain"));

        var g = await log.GetGroupOffsetsAsync("g", None);
        Assert.Equal(committed.Count == 0 ? [] : [committed[^1]], g.Values);
        var h = await log.GetGroupOffsetsAsync("h", None);
        Assert.True(done.Offset < 0 || h[new("t", 0)] >= done.Offset, $"{what}: a group offset is lost");

        // What was shown stays, it goes on, and a second power cut leaves the same.
        var shown = files.CrashForgetting();
        await using (var producer = await log.CreateProducerAsync(new ProducerOptions("more") { TransactionalId = "tx" }, None))
        {
            await producer.BeginTransactionAsync(None);
            await producer.AppendAsync(Rows.Batch("b", 0, "100"), None);
            await producer.CommitTransactionAsync(None);
        }

        await using (var again = Open(shown))
        {
            Assert.Equal(plain, topics.Contains("t") ? await ReadAsync(again, "t", 0) : []);
            Assert.Equal(a, topics.Contains("a") ? await ReadAsync(again, "a", 0) : []);
            Assert.Equal(b, topics.Contains("b") ? await ReadAsync(again, "b", 0) : []);
            Assert.Equal(g, await again.GetGroupOffsetsAsync("g", None));
        }

        await using var after = Open(files.CrashForgetting());
        Assert.Equal(b.Append("100"), await ReadAsync(after, "b", 0));
    }

    private static async Task<int> OperationsAsync()
    {
        var files = new FaultyFileSystem();
        await WorkAsync(files);
        return files.Operations;
    }

    [Fact]
    public async Task A_power_cut_at_every_operation_leaves_all_that_was_acknowledged()
    {
        var total = await OperationsAsync();
        Assert.True(total > 100);
        for (var at = 1; at <= total; at++)
        {
            var files = new FaultyFileSystem { CrashAt = at };
            var done = await WorkAsync(files);
            await CheckAsync(files.CrashForgetting(), done, $"forgetting at {at}");
            for (var seed = at * 10_000; seed < (at * 10_000) + Seeds; seed++)
            {
                await CheckAsync(files.CrashScrambling(new Random(seed)), done, $"scrambling at {at}, seed {seed}");
            }

            await CheckAsync(files.Restart(), done, $"restarted at {at}");
        }
    }

    [Fact]
    public async Task A_write_torn_at_every_byte_leaves_all_that_was_acknowledged()
    {
        var total = await OperationsAsync();
        var torn = 0;
        for (var at = 1; at <= total; at++)
        {
            var files = new FaultyFileSystem { CrashAt = at };
            var done = await WorkAsync(files);
            for (var bytes = 1 + (at % Stride); bytes < files.TornWriteSize; bytes += Stride)
            {
                await CheckAsync(files.CrashTearing(bytes), done, $"torn at {at} after {bytes} bytes");
                torn++;
            }
        }

        Assert.True(torn > 4000 / Stride, $"{torn} torn writes");
    }
}
