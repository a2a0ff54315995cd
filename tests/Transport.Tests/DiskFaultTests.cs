using ConnectRuntime.Testing.Transport;
using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Transport.Tests;

/// <summary>Disks that are full, broken, or lose what they were to sync.</summary>
public sealed class DiskFaultTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FaultyFileSystem _files = new();

    private EmbeddedTopicLog Open() => EmbeddedTopicLog.Open(new EmbeddedLogOptions("/data") { FileSystem = _files, SegmentBytes = 500 });

    private static EncodedBatch Over(params string[] topics)
    {
        var batch = new EncodedBatch();
        foreach (var topic in topics)
        {
            batch.Add(topic, 0, null, new string('x', 200));
        }

        return batch;
    }

    private static async Task<int> CountAsync(EmbeddedTopicLog log, string topic)
    {
        await using var consumer = await log.CreateConsumerAsync(new ConsumerOptions("reader"), None);
        consumer.Assign(new Dictionary<TopicPartition, long> { [new(topic, 0)] = -1 });
        var count = 0;
        var batch = new FetchedBatch();
        do
        {
            await consumer.FetchAsync(batch, 1 << 20, TimeSpan.Zero, None);
            count += batch.Records.Length;
        }
        while (batch.Positions.Count > 0);
        return count;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_write_refused_part_way_keeps_nothing_and_the_next_works(int partialBytes)
    {
        await using var log = Open();
        await using var producer = await log.CreateProducerAsync(new ProducerOptions("p"), None);
        await producer.AppendAsync(Over("a", "b", "c"), None);
        for (var fail = 1; fail <= 3; fail++)
        {
            foreach (var error in new[] { FaultyFileSystem.DiskFull(), FaultyFileSystem.Broken() })
            {
                var writes = 0;
                _files.PartialBytes = partialBytes;
                _files.Before = (operation, path) =>
                {
                    if (operation == FileOperation.Write && path.EndsWith(".log", StringComparison.Ordinal) && ++writes == fail)
                    {
                        throw error;
                    }
                };
                var failure = await Assert.ThrowsAsync<TopicLogException>(() => producer.AppendAsync(Over("a", "b", "c"), None).AsTask());
                Assert.Equal(TopicLogErrorKind.Transient, failure.Kind);
                Assert.Contains("/data", failure.Message, StringComparison.Ordinal);
                _files.Before = null;
                await using var written = EmbeddedTopicLog.Open(new EmbeddedLogOptions("/data") { FileSystem = _files.CrashTearing(-1) });
                Assert.Equal(1, await CountAsync(written, "a"));
            }
        }

        foreach (var topic in new[] { "a", "b", "c" })
        {
            Assert.Equal(1, await CountAsync(log, topic));
        }

        await producer.AppendAsync(Over("a", "b", "c"), None);
        await using var after = EmbeddedTopicLog.Open(new EmbeddedLogOptions("/data") { FileSystem = _files.CrashForgetting() });
        foreach (var topic in new[] { "a", "b", "c" })
        {
            Assert.Equal(2, await CountAsync(after, topic));
        }
    }

    [Fact]
    public async Task A_failed_sync_ends_the_log_and_is_not_tried_again()
    {
        var log = Open();
        var producer = await log.CreateProducerAsync(new ProducerOptions("p"), None);
        await producer.AppendAsync(Over("a"), None);
        _files.Before = (operation, path) =>
        {
            if (operation == FileOperation.Sync && path.EndsWith(".log", StringComparison.Ordinal))
            {
                throw FaultyFileSystem.Broken();
            }
        };
        var failure = await Assert.ThrowsAsync<TopicLogException>(() => producer.AppendAsync(Over("a"), None).AsTask());
        Assert.Equal(TopicLogErrorKind.Fatal, failure.Kind);
        _files.Before = null;
        Assert.Equal(
            TopicLogErrorKind.Fatal, (
                await Assert.ThrowsAsync<TopicLogException>(() => producer.AppendAsync(Over("a"), None).AsTask())).Kind);
        await producer.DisposeAsync();
        await log.DisposeAsync();
        await using var after = EmbeddedTopicLog.Open(new EmbeddedLogOptions("/data") { FileSystem = _files.CrashForgetting() });
        Assert.Equal(1, await CountAsync(after, "a"));
    }

    [Fact]
    public async Task A_commit_that_finds_the_disk_full_may_be_made_again()
    {
        await using var log = Open();
        await using var producer = await log.CreateProducerAsync(new ProducerOptions("p") { TransactionalId = "tx" }, None);
        await producer.BeginTransactionAsync(None);
        await producer.AppendAsync(Over("a", "b"), None);
        _files.Before = (operation, path) =>
        {
            if (operation == FileOperation.Write)
            {
                throw FaultyFileSystem.DiskFull();
            }
        };
        Assert.Equal(
            TopicLogErrorKind.Transient, (
                await Assert.ThrowsAsync<TopicLogException>(() => producer.AppendAsync(Over("a"), None).AsTask())).Kind);
        Assert.Equal(
            TopicLogErrorKind.Transient, (
                await Assert.ThrowsAsync<TopicLogException>(() => producer.CommitTransactionAsync(None).AsTask())).Kind);
        Assert.Equal(0, await CountAsync(log, "a"));
        _files.Before = null;
        await producer.CommitTransactionAsync(None);
        Assert.Equal(1, await CountAsync(log, "a"));
        Assert.Equal(1, await CountAsync(log, "b"));
    }

    [Fact]
    public async Task A_disk_that_stays_full_does_not_undo_a_commit()
    {
        await using (var log = EmbeddedTopicLog.Open(new EmbeddedLogOptions("/data") { FileSystem = _files, JournalBytes = 1 }))
        {
            await using var producer = await log.CreateProducerAsync(new ProducerOptions("p") { TransactionalId = "tx" }, None);
            await producer.BeginTransactionAsync(None);
            await producer.AppendAsync(Over("a"), None);
            _files.Before = (operation, path) =>
            {
                if (operation == FileOperation.Write && path.EndsWith("0.log", StringComparison.Ordinal))
                {
                    throw FaultyFileSystem.DiskFull();
                }
            };
            await producer.CommitTransactionAsync(None);
            await log.AlterGroupOffsetsAsync("g", new Dictionary<TopicPartition, long?> { [new("a", 0)] = 1 }, None);
        }

        _files.Before = null;
        await using var after = Open();
        Assert.Equal(1, await CountAsync(after, "a"));
        Assert.Equal(new OffsetRange(0, 2, 2), await after.GetOffsetsAsync(new("a", 0), None));
    }

    [Fact]
    public async Task A_marker_that_finds_the_disk_full_is_written_later()
    {
        await using var log = Open();
        await using var producer = await log.CreateProducerAsync(new ProducerOptions("p") { TransactionalId = "tx" }, None);
        await producer.BeginTransactionAsync(None);
        await producer.AppendAsync(Over("a"), None);
        _files.Before = (operation, path) =>
        {
            if (operation == FileOperation.Write && path.EndsWith(".log", StringComparison.Ordinal) && path.Contains(
                "/topics/", StringComparison.Ordinal))
            {
                throw FaultyFileSystem.DiskFull();
            }
        };
        await producer.CommitTransactionAsync(None);
        Assert.Equal(1, await CountAsync(log, "a"));
        _files.Before = null;
        await using var plain = await log.CreateProducerAsync(new ProducerOptions("plain"), None);
        await plain.AppendAsync(Over("a"), None);
        Assert.Equal(2, await CountAsync(log, "a"));
        Assert.Equal(new OffsetRange(0, 3, 3), await log.GetOffsetsAsync(new("a", 0), None));
        await using var after = EmbeddedTopicLog.Open(new EmbeddedLogOptions("/data") { FileSystem = _files.CrashForgetting() });
        Assert.Equal(2, await CountAsync(after, "a"));
    }
}
