using ConnectRuntime.Transport;
using Xunit;

namespace ConnectRuntime.Testing.Transport;

/// <content>Transactions.</content>
public abstract partial class TopicLogContract
{
    [Fact]
    public async Task A_transaction_shows_in_all_topics_at_its_commit()
    {
        var (a, b) = (await TopicAsync("tx-a"), await TopicAsync("tx-b"));
        await using var producer = await TransactionalAsync("tx");
        await producer.BeginTransactionAsync(None);
        await producer.AppendAsync(Rows.Batch(a, 0, "a0", "a1"), None);
        await producer.AppendAsync(Rows.Batch(b, 0, "b0"), None);
        await using var consumer = await ReaderAsync(true, (a, 0), (b, 0));
        Assert.Empty(await consumer.FetchAsync(0));
        await producer.CommitTransactionAsync(None);
        Assert.Equal(["a0", "a1", "b0"], (await consumer.FetchAsync(3)).Values().Order());

        var offsets = await Log.GetOffsetsAsync(new TopicPartition(a, 0), None);
        Assert.Equal(offsets.End, offsets.Stable);
        Assert.True(offsets.End >= 2);
    }

    [Fact]
    public async Task Aborted_records_are_never_delivered_and_reading_goes_on_behind_them()
    {
        var topic = await TopicAsync("abort");
        await using var producer = await TransactionalAsync("abort");
        await AppendAsync(Rows.Batch(topic, 0, "plain"));
        await producer.BeginTransactionAsync(None);
        await producer.AppendAsync(Rows.Batch(topic, 0, "gone-0", "gone-1"), None);
        await producer.AbortTransactionAsync(None);
        await producer.BeginTransactionAsync(None);
        await producer.AppendAsync(Rows.Batch(topic, 0, "kept"), None);
        await producer.CommitTransactionAsync(None);
        await AppendAsync(Rows.Batch(topic, 0, "last"));
        await using var committed = await ReaderAsync(true, (topic, 0));
        var rows = await committed.FetchAsync(3);
        Assert.Equal(["plain", "kept", "last"], rows.Values());
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(pair.First.Offset < pair.Second.Offset));
        await using var all = await ReaderAsync(false, (topic, 0));
        Assert.Equal(["plain", "gone-0", "gone-1", "kept", "last"], (await all.FetchAsync(5)).Values());
    }

    [Fact]
    public async Task A_fetch_over_nothing_but_aborted_records_advances()
    {
        var topic = await TopicAsync("advance");
        await using var producer = await TransactionalAsync("advance");
        await producer.BeginTransactionAsync(None);
        await producer.AppendAsync(Rows.Batch(topic, 0, Rows.Numbers(0, 10)), None);
        await producer.AbortTransactionAsync(None);
        var end = (await Log.GetOffsetsAsync(new TopicPartition(topic, 0), None)).End;
        await using var consumer = await ReaderAsync(true, (topic, 0));
        var batch = new FetchedBatch();
        long next = 0;
        for (var i = 0; i < 50 && next < end; i++)
        {
            await consumer.FetchAsync(batch, 1 << 20, TimeSpan.FromMilliseconds(200), None);
            Assert.Equal(0, batch.Records.Length);
            next = batch.Positions.Count > 0 ? batch.Positions[0].NextOffset : next;
        }

        Assert.Equal(end, next);
    }

    [Fact]
    public async Task Readers_of_committed_records_stop_at_the_oldest_open_transaction()
    {
        var topic = await TopicAsync("stable");
        var partition = new TopicPartition(topic, 0);
        await using var one = await TransactionalAsync("stable-1");
        await using var two = await TransactionalAsync("stable-2");
        await one.BeginTransactionAsync(None);
        await two.BeginTransactionAsync(None);
        await one.AppendAsync(Rows.Batch(topic, 0, "one-0"), None);
        await two.AppendAsync(Rows.Batch(topic, 0, "two-0"), None);
        await AppendAsync(Rows.Batch(topic, 0, "plain"));
        await one.AppendAsync(Rows.Batch(topic, 0, "one-1"), None);
        await two.CommitTransactionAsync(None);
        Assert.Equal(0, (await Log.GetOffsetsAsync(partition, None)).Stable);
        await using var consumer = await ReaderAsync(true, (topic, 0));
        Assert.Empty(await consumer.FetchAsync(0));
        await one.AbortTransactionAsync(None);
        Assert.Equal(["two-0", "plain"], (await consumer.FetchAsync(2)).Values());
    }

    [Fact]
    public async Task Group_offsets_are_part_of_the_transaction()
    {
        var topic = await TopicAsync("offsets");
        var partition = new TopicPartition(topic, 0);
        await using var producer = await TransactionalAsync("offsets");
        await producer.BeginTransactionAsync(None);
        await producer.AppendAsync(Rows.Batch(topic, 0, "x"), None);
        await producer.SendOffsetsAsync(Name("group"), new Dictionary<TopicPartition, long> { [partition] = 7 }, None);
        await producer.AbortTransactionAsync(None);
        Assert.Empty(await Log.GetGroupOffsetsAsync(Name("group"), None));
        await producer.BeginTransactionAsync(None);
        await producer.SendOffsetsAsync(Name("group"), new Dictionary<TopicPartition, long> { [partition] = 8 }, None);
        await producer.CommitTransactionAsync(None);
        Assert.Equal(8, (await Log.GetGroupOffsetsAsync(Name("group"), None))[partition]);
    }

    [Fact]
    public async Task A_newer_producer_fences_the_older_and_aborts_what_it_left()
    {
        var topic = await TopicAsync("fence");
        var old = await TransactionalAsync("fence");
        await old.BeginTransactionAsync(None);
        await old.AppendAsync(Rows.Batch(topic, 0, "old"), None);
        await using var fresh = await TransactionalAsync("fence");
        await FailsAsync(TopicLogErrorKind.Fatal, () => old.CommitTransactionAsync(None).AsTask());
        await fresh.BeginTransactionAsync(None);
        await fresh.AppendAsync(Rows.Batch(topic, 0, "new"), None);
        await fresh.CommitTransactionAsync(None);
        await using var consumer = await ReaderAsync(true, (topic, 0));
        Assert.Equal(["new"], (await consumer.FetchAsync(1)).Values());
        await old.DisposeAsync();
    }

    [Fact]
    public async Task Transactions_are_opened_and_ended_in_turn()
    {
        var topic = await TopicAsync("turns");
        await using var plain = await Log.CreateProducerAsync(new ProducerOptions("plain"), None);
        await FailsAsync(TopicLogErrorKind.Config, () => plain.BeginTransactionAsync(None).AsTask());
        await using var producer = await TransactionalAsync("turns");
        await FailsAsync(TopicLogErrorKind.Config, () => producer.AppendAsync(Rows.Batch(topic, 0, "x"), None).AsTask());
        await FailsAsync(TopicLogErrorKind.Config, () => producer.CommitTransactionAsync(None).AsTask());
        await producer.BeginTransactionAsync(None);
        await FailsAsync(TopicLogErrorKind.Config, () => producer.BeginTransactionAsync(None).AsTask());
        await producer.CommitTransactionAsync(None);
    }

    private async Task<ITopicProducer> TransactionalAsync(string id) =>
        await Log.CreateProducerAsync(new ProducerOptions("test") { TransactionalId = Name(id) }, None);
}
