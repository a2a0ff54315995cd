using System.Diagnostics;
using ConnectRuntime.Testing.Servers;
using ConnectRuntime.Testing.Transport;
using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Transport.Tests;

/// <summary>What is particular to the embedded log: its folder, its limits, its restarts.</summary>
public sealed class EmbeddedLogTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _folder = Directory.CreateTempSubdirectory("transport-log-").FullName;
    private readonly List<string> _messages = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private EmbeddedTopicLog Open(Func<EmbeddedLogOptions, EmbeddedLogOptions>? with = null)
    {
        var options = new EmbeddedLogOptions(_folder) { Log = _messages.Add };
        return EmbeddedTopicLog.Open(with is null ? options : with(options));
    }

    private static async Task AppendAsync(EmbeddedTopicLog log, EncodedBatch batch)
    {
        await using var producer = await log.CreateProducerAsync(new ProducerOptions("test"), None);
        await producer.AppendAsync(batch, None);
    }

    private static async Task<List<Rows.Row>> ReadAsync(EmbeddedTopicLog log, string topic, int count)
    {
        await using var consumer = await log.CreateConsumerAsync(new ConsumerOptions("reader"), None);
        consumer.Assign(new Dictionary<TopicPartition, long> { [new TopicPartition(topic, 0)] = -1 });
        return await consumer.FetchAsync(count);
    }

    [Fact]
    public async Task A_folder_is_open_once()
    {
        await using (Open())
        {
            var error = Assert.Throws<TopicLogException>(() => Open());
            Assert.Equal(TopicLogErrorKind.Config, error.Kind);
            Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
        }

        await using var again = Open();
    }

    [Fact]
    public async Task An_unknown_format_is_refused()
    {
        await Open().DisposeAsync();
        File.WriteAllText(Path.Combine(_folder, "format.json"), """{"version":2,"clusterId":"x"}""");
        Assert.Equal(TopicLogErrorKind.Config, Assert.Throws<TopicLogException>(() => Open()).Kind);
    }

    [Fact]
    public async Task A_restart_keeps_identity_topics_records_and_offsets()
    {
        string id;
        Guid topic;
        await using (var log = Open())
        {
            id = log.ClusterId;
            await AppendAsync(log, Rows.Batch("t", 0, Rows.Numbers(0, 100)));
            topic = (await log.FindTopicAsync("t", None))!.Id;
            await log.AlterGroupOffsetsAsync("g", new Dictionary<TopicPartition, long?> { [new("t", 0)] = 42 }, None);
        }

        await using var again = Open();
        Assert.Equal(id, again.ClusterId);
        Assert.Equal(topic, (await again.FindTopicAsync("t", None))!.Id);
        Assert.Equal(42, (await again.GetGroupOffsetsAsync("g", None))[new("t", 0)]);
        await AppendAsync(again, Rows.Batch("t", 0, "100"));
        var rows = await ReadAsync(again, "t", 101);
        Assert.Equal(Rows.Numbers(0, 101), rows.Values());
        Assert.Equal(Enumerable.Range(0, 101).Select(i => (long)i), rows.Select(r => r.Offset));
        Assert.Empty(_messages);
    }

    [Fact]
    public async Task Segments_roll_and_all_are_read_and_sought()
    {
        await using (var log = Open(o => o with { SegmentBytes = 10_000 }))
        {
            for (var i = 0; i < 50; i++)
            {
                await AppendAsync(log, Rows.Batch("t", 0, Rows.Numbers(i * 100, 100)));
            }
        }

        var files = Directory.GetFiles(Path.Combine(_folder, "topics", "t", "0"), "*.log");
        Assert.InRange(files.Length, 3, 50);
        await using var again = Open();
        Assert.Equal(Rows.Numbers(0, 5000), (await ReadAsync(again, "t", 5000)).Values());
        await using var consumer = await again.CreateConsumerAsync(new ConsumerOptions("seek"), None);
        consumer.Assign(new Dictionary<TopicPartition, long> { [new("t", 0)] = 3333 });
        Assert.Equal(3333, (await consumer.FetchAsync(1))[0].Offset);
    }

    [Fact]
    public async Task Unknown_topics_are_made_with_the_default_unless_forbidden()
    {
        await using (var log = Open(o => o with { DefaultPartitions = 3 }))
        {
            await AppendAsync(log, Rows.Batch("made", 2, "x"));
            Assert.Equal(3, (await log.FindTopicAsync("made", None))!.PartitionCount);
        }

        await using var strict = Open(o => o with { AutoCreateTopics = false });
        var error = await Assert.ThrowsAsync<TopicLogException>(() => AppendAsync(strict, Rows.Batch("absent", 0, "x")));
        Assert.Equal(TopicLogErrorKind.Data, error.Kind);
    }

    [Fact]
    public async Task A_refused_record_refuses_its_batch()
    {
        await using var log = Open(o => o with { MaxRecordBytes = 100 });
        var batch = Rows.Batch("t", 0, "fine", new string('x', 101));
        var error = await Assert.ThrowsAsync<TopicLogException>(() => AppendAsync(log, batch));
        Assert.Equal(TopicLogErrorKind.Data, error.Kind);
        Assert.Contains("record 1", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TopicLogException>(() => AppendAsync(log, Rows.Batch("t", 1, "x")));
        await AppendAsync(log, Rows.Batch("t", 0, "next"));
        Assert.Equal(["next"], (await ReadAsync(log, "t", 1)).Values());
    }

    [Fact]
    public async Task Damage_is_reported_with_its_place_and_not_skipped()
    {
        await using (var log = Open())
        {
            await AppendAsync(log, Rows.Batch("t", 0, "first"));
            await AppendAsync(log, Rows.Batch("t", 0, "second"));
            await AppendAsync(log, Rows.Batch("t", 0, "third"));
        }

        var file = Directory.GetFiles(Path.Combine(_folder, "topics", "t", "0"), "*.log").Single();
        var bytes = File.ReadAllBytes(file);
        var second = bytes.AsSpan().IndexOf("second"u8);
        bytes[second] ^= 1;
        File.WriteAllBytes(file, bytes);
        await using var again = Open();
        var error = await Assert.ThrowsAsync<TopicLogException>(() => ReadAsync(again, "t", 3));
        Assert.Equal(TopicLogErrorKind.Fatal, error.Kind);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains("byte 73", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(500, false)]
    public async Task Many_topics_in_one_batch_with_few_files_open(int topics, bool inMemory)
    {
        await using var log = Open(o => o with { MaxOpenFiles = 100, FileSystem = inMemory ? new FaultyFileSystem() : o.FileSystem });
        var batch = new EncodedBatch();
        for (var i = 0; i < topics; i++)
        {
            batch.Add($"t{i}", 0, null, $"{i}");
        }

        await AppendAsync(log, batch);
        await AppendAsync(log, batch);
        Assert.Equal(["499", "499"], (await ReadAsync(log, "t499", 2)).Values());
        await using var consumer = await log.CreateConsumerAsync(
            new ConsumerOptions("all") { Group = "g", TopicPattern = "t[0-9]+", Listener = new RecordingListener() }, None);
        Assert.Equal(2 * topics, (await consumer.FetchAsync(2 * topics)).Count);
    }

    [Fact]
    public async Task A_value_of_70_MB_is_taken()
    {
        await using var log = Open();
        var batch = new EncodedBatch();
        var value = new byte[70_000_000];
        batch.AddRecord(batch.AddTopic("t"), 0, -1, Slice.Null, batch.Write(value));
        await AppendAsync(log, batch);
        await using var consumer = await log.CreateConsumerAsync(new ConsumerOptions("reader"), None);
        consumer.Assign(new Dictionary<TopicPartition, long> { [new("t", 0)] = -1 });
        var fetched = new FetchedBatch();
        await consumer.FetchAsync(fetched, 1 << 20, TimeSpan.FromSeconds(10), None);
        Assert.Equal(value.Length, fetched.Records[0].Value.Length);
    }

    /// <summary>
    /// Behind a torn record may be a whole one, which must not come back when the torn one is written over by one of its size.
    /// </summary>
    [Fact]
    public async Task What_is_behind_a_torn_end_stays_away()
    {
        var log = Open();
        await AppendAsync(log, Rows.Batch("t", 0, "one"));
        await AppendAsync(log, Rows.Batch("t", 0, "two"));
        for (var next = 5; next < 7; next++)
        {
            await log.AlterGroupOffsetsAsync("g", new Dictionary<TopicPartition, long?> { [new("t", 0)] = next }, None);
        }

        await log.DisposeAsync();
        File.Delete(Path.Combine(_folder, "clean"));
        var records = Path.Combine(_folder, "topics", "t", "0", "00000000000000000000.log");
        var journal = Path.Combine(_folder, "state.log");
        Flip(records, File.ReadAllBytes(records).AsSpan().IndexOf("one"u8));
        Flip(journal, (int)new FileInfo(journal).Length / 4);

        await using (var torn = Open())
        {
            Assert.Empty(await torn.GetGroupOffsetsAsync("g", None));
            Assert.Empty(await ReadAsync(torn, "t", 0));
            Assert.Equal(2, _messages.Count);
            await AppendAsync(torn, Rows.Batch("t", 0, "six"));
            await torn.AlterGroupOffsetsAsync("g", new Dictionary<TopicPartition, long?> { [new("t", 0)] = 7 }, None);
        }

        File.Delete(Path.Combine(_folder, "clean"));
        await using var again = Open();
        Assert.Equal(["six"], (await ReadAsync(again, "t", 1)).Values());
        Assert.Equal(7, (await again.GetGroupOffsetsAsync("g", None))[new("t", 0)]);
    }

    private static void Flip(string file, int position)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[position] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    [Fact]
    public async Task Append_time_is_the_logs_time()
    {
        await using var log = Open();
        await log.CreateTopicAsync(
            new TopicSpec("t", 1) { Config = new Dictionary<string, string> { ["message.timestamp.type"] = "LogAppendTime" } }, None);
        var batch = new EncodedBatch();
        batch.Add("t", 0, null, "x", 5);
        await AppendAsync(log, batch);
        var row = Assert.Single(await ReadAsync(log, "t", 1));
        Assert.InRange(row.Timestamp, 1_700_000_000_000, long.MaxValue);
    }

    /// <summary>Kafka's own tool is the judge of the files.</summary>
    [Fact]
    public async Task Kafka_reads_the_files()
    {
        var home = ServerRequirement.Home("KAFKA_HOME", "bin/kafka-dump-log.sh");
        await using (var log = Open())
        {
            await using var producer = await log.CreateProducerAsync(new ProducerOptions("test") { TransactionalId = "tx" }, None);
            await producer.BeginTransactionAsync(None);
            var batch = new EncodedBatch();
            batch.Add("t", 0, "a-key", "a-value", 1_700_000_000_000);
            batch.Add("t", 0, null, null, 1_700_000_000_777);
            batch.AddHeader(batch.Write("h1"u8), batch.Write("hv"u8));
            batch.AddRecord(0, 0, 1_600_000_000_000, Slice.Null, batch.Write("third"u8), 1);
            await producer.AppendAsync(batch, None);
            await producer.CommitTransactionAsync(None);
            await producer.BeginTransactionAsync(None);
            await producer.AppendAsync(Rows.Batch("t", 0, "gone"), None);
            await producer.AbortTransactionAsync(None);
        }

        var file = Directory.GetFiles(Path.Combine(_folder, "topics", "t", "0"), "*.log").Single();
        using var dump = Process.Start(
            new ProcessStartInfo(Path.Combine(home, "bin", "kafka-dump-log.sh"), ["--files", file, "--print-data-log"])
        {
            RedirectStandardOutput = true,
        })!;
        var text = await dump.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await dump.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains(
            "baseOffset: 0 lastOffset: 2 count: 3 baseSequence: -1 lastSequence: -1 producerId: 0 producerEpoch: 0", text,
                StringComparison.Ordinal);
        Assert.Contains("CreateTime: 1700000000777", text, StringComparison.Ordinal);
        Assert.Contains("key: a-key payload: a-value", text, StringComparison.Ordinal);
        Assert.Contains("headerKeys: [h1]", text, StringComparison.Ordinal);
        Assert.Contains("endTxnMarker: COMMIT", text, StringComparison.Ordinal);
        Assert.Contains("endTxnMarker: ABORT", text, StringComparison.Ordinal);
        Assert.DoesNotContain("isvalid: false", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }
}
