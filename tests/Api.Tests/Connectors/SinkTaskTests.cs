using ConnectRuntime.Connectors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Connectors;

/// <summary>The base of simple sinks: what it has written is durable, up to the last row of every partition.</summary>
public class SinkTaskTests
{
    private static readonly TopicPartition s_first = new("t", 0);
    private static readonly TopicPartition s_second = new("t", 1);

    [Fact]
    public async Task A_flush_tells_the_next_offset_of_every_partition_once()
    {
        await using var task = new Sink();
        await task.WriteAsync(Batch((0, 10), (0, 11), (1, 5), (0, 14)), default);
        await task.WriteAsync(Batch((1, 6)), default);
        var result = await task.FlushAsync(default);
        Assert.Equal(2, result.Durable.Count);
        Assert.Equal(15, result.Durable[s_first]);
        Assert.Equal(7, result.Durable[s_second]);
        Assert.Empty(result.Failures);
        Assert.Empty((await task.FlushAsync(default)).Durable);
        Assert.Equal([4, 1], task.Rows);
    }

    [Fact]
    public async Task A_batch_without_rows_moves_nothing()
    {
        await using var task = new Sink();
        await task.WriteAsync(Batch(), default);
        Assert.Empty((await task.FlushAsync(default)).Durable);
    }

    [Fact]
    public async Task Partitions_that_went_are_not_in_the_next_flush()
    {
        await using var task = new Sink();
        await task.WriteAsync(Batch((0, 10), (1, 5)), default);
        await task.RevokeAsync([s_first], default);
        Assert.Equal([s_second], (await task.FlushAsync(default)).Durable.Keys);
        await task.WriteAsync(Batch((0, 10), (1, 5)), default);
        await task.LostAsync([s_first, s_second], default);
        Assert.Empty((await task.FlushAsync(default)).Durable);
    }

    [Fact]
    public async Task A_write_that_throws_moves_nothing()
    {
        await using var task = new Sink { Broken = true };
        await Assert.ThrowsAsync<IOException>(async () => await task.WriteAsync(Batch((0, 10)), default));
        Assert.Empty((await task.FlushAsync(default)).Durable);
    }

    [Fact]
    public async Task It_keeps_no_offsets_in_its_target()
    {
        await using var task = new Sink();
        Assert.Empty(await task.AssignAsync([new SinkPartition(s_first, Guid.Empty, 3)], default));
        Assert.False(await task.AlterOffsetsAsync(new Dictionary<TopicPartition, long?>(), default));
    }

    private static RecordBatch Batch(params (int Partition, long Offset)[] rows)
    {
        var batch = new RecordBatch();
        batch.Adopt([], 0, new Nothing());
        batch.AddPartition(new BatchPartition(s_first, Guid.Empty));
        batch.AddPartition(new BatchPartition(s_second, Guid.Empty));
        var stream = batch.AddStream(new RecordStream("t", null, null));
        foreach (var (partition, offset) in rows)
        {
            batch.AddFetched(stream, new FetchedRow { Partition = partition, Offset = offset }, 0);
        }

        return batch;
    }

    private sealed class Sink : SinkTask
    {
        public List<int> Rows { get; } = [];

        public bool Broken { get; init; }

        protected override async ValueTask<IReadOnlyList<SinkFailure>> Write(RecordBatch batch, CancellationToken cancellationToken)
        {
            await Task.Yield();
            Rows.Add(batch.RowCount);
            return Broken ? throw new IOException("The disk is full.") : [];
        }
    }

    private sealed class Nothing : IBatchDecoder
    {
        public void Decode(RecordBatch batch, Projection? projection)
        {
        }
    }
}
