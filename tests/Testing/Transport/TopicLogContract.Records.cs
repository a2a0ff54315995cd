using System.Text;
using ConnectRuntime.Transport;
using Xunit;

namespace ConnectRuntime.Testing.Transport;

/// <content>Records: order, shape and size.</content>
public abstract partial class TopicLogContract
{
    [Fact]
    public async Task Records_come_in_order_with_increasing_offsets()
    {
        var topic = await TopicAsync("order");
        await using var producer = await Log.CreateProducerAsync(new ProducerOptions("test"), None);
        for (var i = 0; i < 10; i++)
        {
            await producer.AppendAsync(Rows.Batch(topic, 0, Rows.Numbers(i * 100, 100)), None);
        }

        await using var consumer = await ReaderAsync(true, (topic, 0));
        var rows = await consumer.FetchAsync(1000);
        Assert.Equal(Rows.Numbers(0, 1000), rows.Values());
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(pair.First.Offset < pair.Second.Offset));
    }

    [Fact]
    public async Task Appends_under_way_at_once_keep_their_order()
    {
        var topic = await TopicAsync("pipelined");
        await using var producer = await Log.CreateProducerAsync(new ProducerOptions("test"), None);
        var appends = Enumerable.Range(0, 50).Select(
            i => producer.AppendAsync(Rows.Batch(topic, 0, Rows.Numbers(i * 10, 10)), None).AsTask()).ToList();
        await Task.WhenAll(appends);
        await using var consumer = await ReaderAsync(true, (topic, 0));
        Assert.Equal(Rows.Numbers(0, 500), (await consumer.FetchAsync(500)).Values());
    }

    [Fact]
    public async Task One_batch_fills_several_partitions_and_topics()
    {
        var a = await TopicAsync("several-a", 3);
        var b = await TopicAsync("several-b", 2);
        var batch = new EncodedBatch();
        for (var i = 0; i < 600; i++)
        {
            batch.Add(i % 2 == 0 ? a : b, i % 2 == 0 ? i % 3 : i / 2 % 2, $"k{i}", $"{i}");
        }

        await AppendAsync(batch);
        await using var consumer = await ReaderAsync(true, (a, 0), (a, 1), (a, 2), (b, 0), (b, 1));
        var rows = await consumer.FetchAsync(600);
        Assert.Equal(600, rows.Count);
        foreach (var row in rows)
        {
            var i = int.Parse(row.Value!, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal($"k{i}", row.Key);
            Assert.Equal(new TopicPartition(i % 2 == 0 ? a : b, i % 2 == 0 ? i % 3 : i / 2 % 2), row.Partition);
        }

        Assert.All(
            rows.GroupBy(r => r.Partition), g =>
                Assert.Equal(g.OrderBy(r => int.Parse(r.Value!, System.Globalization.CultureInfo.InvariantCulture)), g));
    }

    [Fact]
    public async Task Null_is_not_empty_and_headers_stay()
    {
        var topic = await TopicAsync("shapes");
        var batch = new EncodedBatch();
        batch.Add(topic, 0, null, null, 1_700_000_000_123);
        batch.Add(topic, 0, "", "", 1_700_000_000_000);
        batch.AddHeader(batch.Write("first"u8), batch.Write("1"u8));
        batch.AddHeader(batch.Write("second"u8), Slice.Null);
        batch.AddHeader(batch.Write("first"u8), batch.Write(""u8));
        batch.AddRecord(batch.AddTopic(topic), 0, 1_800_000_000_000, batch.Write("k"u8), batch.Write("v"u8), 3);
        await AppendAsync(batch);

        await using var consumer = await ReaderAsync(true, (topic, 0));
        var rows = await consumer.FetchAsync(3);
        Assert.Equal([null, "", "k"], rows.Select(r => r.Key));
        Assert.Equal([null, "", "v"], rows.Values());
        Assert.Equal([1_700_000_000_123, 1_700_000_000_000, 1_800_000_000_000], rows.Select(r => r.Timestamp));
        Assert.Empty(rows[0].Headers);
        Assert.Equal([("first", "1"), ("second", null), ("first", "")], rows[2].Headers);
    }

    [Fact]
    public async Task No_timestamp_means_now()
    {
        var topic = await TopicAsync("now");
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await AppendAsync(Rows.Batch(topic, 0, "x"));
        await using var consumer = await ReaderAsync(true, (topic, 0));
        var row = Assert.Single(await consumer.FetchAsync(1));
        Assert.InRange(row.Timestamp, before - 1000, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 1000);
    }

    [Fact]
    public async Task An_empty_batch_appends_nothing()
    {
        var topic = await TopicAsync("empty");
        await AppendAsync(new EncodedBatch());
        Assert.Equal(new OffsetRange(0, 0, 0), await Log.GetOffsetsAsync(new TopicPartition(topic, 0), None));
    }

    [Fact]
    public async Task A_record_of_40_MB_comes_whole_and_alone()
    {
        var topic = await TopicAsync("large");
        var value = new byte[40_000_000];
        new Random(7).NextBytes(value);
        var batch = new EncodedBatch();
        batch.Add(topic, 0, null, "before");
        batch.AddRecord(batch.AddTopic(topic), 0, -1, Slice.Null, batch.Write(value));
        batch.Add(topic, 0, null, "after");
        await AppendAsync(batch);

        await using var consumer = await ReaderAsync(true, (topic, 0));
        var fetched = new FetchedBatch();
        var sizes = new List<int>();
        for (var seen = 0; seen < 3;)
        {
            await consumer.FetchAsync(fetched, 1 << 20, TimeSpan.FromSeconds(5), None);
            seen += fetched.Records.Length;
            foreach (var record in fetched.Records)
            {
                sizes.Add(record.Value.Length);
                if (record.Value.Length == value.Length)
                {
                    Assert.Equal(1, fetched.Records.Length);
                    Assert.True(fetched[record.Value].SequenceEqual(value));
                }
            }
        }

        Assert.Equal([6, value.Length, 5], sizes);
    }

    [Fact]
    public async Task A_fetch_stays_within_its_bytes()
    {
        var topic = await TopicAsync("budget");
        var batch = new EncodedBatch();
        for (var i = 0; i < 100; i++)
        {
            batch.AddRecord(
                batch.AddTopic(topic), 0, -1, Slice.Null, batch.Write(Encoding.ASCII.GetBytes(new string((char)('0' + (i % 10)), 10_000))));
        }

        await AppendAsync(batch);
        await using var consumer = await ReaderAsync(true, (topic, 0));
        var fetched = new FetchedBatch();
        var count = 0;
        while (count < 100)
        {
            await consumer.FetchAsync(fetched, 65_536, TimeSpan.FromSeconds(5), None);
            var bytes = 0;
            foreach (var record in fetched.Records)
            {
                Assert.Equal((byte)('0' + (count++ % 10)), fetched[record.Value][0]);
                bytes += record.Value.Length;
            }

            Assert.InRange(bytes, 10_000, 65_536);
        }
    }

    [Fact]
    public async Task Fetch_waits_for_data_and_is_cancelled_promptly()
    {
        var topic = await TopicAsync("waiting");
        await using var consumer = await ReaderAsync(true, (topic, 0));
        var batch = new FetchedBatch();
        var waiting = consumer.FetchAsync(batch, 1024, Timeout.InfiniteTimeSpan, None).AsTask();
        await Task.Delay(300);
        Assert.False(waiting.IsCompleted);
        await AppendAsync(Rows.Batch(topic, 0, "late"));
        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["late"], batch.Copy().Values());

        using var cancel = new CancellationTokenSource(100);
        var began = DateTime.UtcNow;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => consumer.FetchAsync(new FetchedBatch(), 1024, TimeSpan.FromSeconds(30), cancel.Token).AsTask());
        Assert.True(DateTime.UtcNow - began < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Offsets_are_bounds_and_seeks_begin_between()
    {
        var topic = await TopicAsync("bounds");
        var partition = new TopicPartition(topic, 0);
        await AppendAsync(Rows.Batch(topic, 0, Rows.Numbers(0, 20_000)));
        await AppendAsync(Rows.Batch(topic, 0, Rows.Numbers(20_000, 20_000)));
        Assert.Equal(new OffsetRange(0, 40_000, 40_000), await Log.GetOffsetsAsync(partition, None));
        await using var consumer = await ReaderAsync(true, (topic, 0));
        foreach (var offset in new[] { 39_999, 12_345, 0, 20_000, 19_999 })
        {
            consumer.Seek(partition, offset);
            Assert.Equal(offset, (await consumer.FetchAsync(1))[0].Offset);
        }

        await FailsAsync(TopicLogErrorKind.Config, () => Log.GetOffsetsAsync(new TopicPartition(topic, 1), None).AsTask());
    }

    [Fact]
    public async Task Paused_partitions_wait()
    {
        var topic = await TopicAsync("pause", 2);
        await using var consumer = await ReaderAsync(true, (topic, 0), (topic, 1));
        consumer.Pause([new TopicPartition(topic, 0)]);
        await AppendAsync(Rows.Batch(topic, 0, "a"));
        await AppendAsync(Rows.Batch(topic, 1, "b"));
        Assert.Equal(["b"], (await consumer.FetchAsync(1)).Values());
        consumer.Resume([new TopicPartition(topic, 0)]);
        Assert.Equal(["a"], (await consumer.FetchAsync(1)).Values());
    }
}
