using ConnectRuntime.Transport;
using Xunit;

namespace ConnectRuntime.Testing.Transport;

/// <content>Consumer groups and topics that come and go.</content>
public abstract partial class TopicLogContract
{
    [Fact]
    public async Task A_group_goes_on_where_it_committed()
    {
        var topic = await TopicAsync("commit");
        var partition = new TopicPartition(topic, 0);
        await AppendAsync(Rows.Batch(topic, 0, Rows.Numbers(0, 10)));
        var first = new RecordingListener();
        await using (var consumer = await MemberAsync(Name("group"), first, topic))
        {
            Assert.Equal(10, (await consumer.FetchAsync(10)).Count);
            await consumer.CommitAsync(new Dictionary<TopicPartition, long> { [partition] = 4 }, None);
        }

        Assert.Equal(-1, Assert.Single(first.Assigned).Committed);
        Assert.Equal([partition], first.Revoked);
        Assert.Equal(4, (await Log.GetGroupOffsetsAsync(Name("group"), None))[partition]);
        var second = new RecordingListener();
        await using var next = await MemberAsync(Name("group"), second, topic);
        Assert.Equal(Rows.Numbers(4, 6), (await next.FetchAsync(6)).Values());
        Assert.Equal(4, Assert.Single(second.Assigned).Committed);
        Assert.Equal([partition], next.Assignment);
    }

    [Fact]
    public async Task A_seek_while_assigned_decides_the_first_fetch()
    {
        var topic = await TopicAsync("assigned-seek");
        await AppendAsync(Rows.Batch(topic, 0, Rows.Numbers(0, 10)));
        var listener = new RecordingListener { OnAssigned = (consumer, p) => consumer.Seek(p.Partition, 7) };
        await using var consumer = await MemberAsync(Name("group"), listener, topic);
        Assert.Equal(["7", "8", "9"], (await consumer.FetchAsync(3)).Values());
    }

    [Fact]
    public async Task Members_share_and_hand_over_with_offsets_committed()
    {
        var topic = await TopicAsync("share", 4);
        for (var i = 0; i < 4; i++)
        {
            await AppendAsync(Rows.Batch(topic, i, Rows.Numbers(i * 10, 10)));
        }

        var group = Name("group");
        static async ValueTask CommitAll(ITopicConsumer c, IReadOnlyList<TopicPartition> p) =>
            await c.CommitAsync(p.ToDictionary(x => x, _ => 10L), None);
        var one = new RecordingListener { OnRevoked = CommitAll };
        var two = new RecordingListener { OnRevoked = CommitAll };
        var first = await MemberAsync(group, one, topic);
        Assert.Equal(40, (await first.FetchAsync(40)).Count);
        await using var second = await MemberAsync(group, two, topic);
        var stop = DateTime.UtcNow.AddSeconds(20);
        while ((first.Assignment.Count != 2 || second.Assignment.Count != 2) && DateTime.UtcNow < stop)
        {
            await first.FetchAsync(new FetchedBatch(), 1024, TimeSpan.FromMilliseconds(50), None);
            await second.FetchAsync(new FetchedBatch(), 1024, TimeSpan.FromMilliseconds(50), None);
        }

        Assert.Equal(2, first.Assignment.Count);
        Assert.Empty(first.Assignment.Intersect(second.Assignment));
        Assert.All(two.Assigned, a => Assert.Equal(10, a.Committed));
        await FailsAsync(TopicLogErrorKind.Fatal, () => first.CommitAsync(second.Assignment.ToDictionary(p => p, _ => 1L), None).AsTask());
        await first.DisposeAsync();
        while (second.Assignment.Count != 4 && DateTime.UtcNow < stop)
        {
            await second.FetchAsync(new FetchedBatch(), 1024, TimeSpan.FromMilliseconds(50), None);
        }

        Assert.Equal(4, second.Assignment.Count);
    }

    [Fact]
    public async Task Topics_that_appear_join_by_name_and_by_pattern()
    {
        var byName = await MemberAsync(Name("names"), new RecordingListener(), Name("later-a"));
        await using var byPattern = await Log.CreateConsumerAsync(
            new ConsumerOptions(
                "pattern") { Group = Name("patterns"), TopicPattern = $"later-.*-{_unique}", Listener = new RecordingListener() }, None);
        Assert.Empty(await byName.FetchAsync(0));
        Assert.Empty(await byPattern.FetchAsync(0));
        await TopicAsync("later-a");
        await TopicAsync("later-b");
        await TopicAsync("not-later-b");
        foreach (var name in new[] { "later-a", "later-b", "not-later-b" })
        {
            await AppendAsync(Rows.Batch(Name(name), 0, name));
        }

        Assert.Equal(["later-a"], (await byName.FetchAsync(1)).Values());
        Assert.Equal(["later-a", "later-b"], (await byPattern.FetchAsync(2)).Values().Order());
        await byName.DisposeAsync();
    }

    [Fact]
    public async Task A_topic_made_anew_is_another()
    {
        var topic = await TopicAsync("anew");
        var partition = new TopicPartition(topic, 0);
        var before = await Log.FindTopicAsync(topic, None);
        await AppendAsync(Rows.Batch(topic, 0, "old-0", "old-1", "old-2"));
        await Log.AlterGroupOffsetsAsync(Name("group"), new Dictionary<TopicPartition, long?> { [partition] = 3 }, None);
        Assert.True(await Log.DeleteTopicAsync(topic, None));
        Assert.False(await Log.DeleteTopicAsync(topic, None));
        Assert.Null(await Log.FindTopicAsync(topic, None));
        await TopicAsync("anew");
        var after = await Log.FindTopicAsync(topic, None);
        Assert.NotEqual(before!.Id, after!.Id);
        Assert.DoesNotContain(partition, await Log.GetGroupOffsetsAsync(Name("group"), None));
        await AppendAsync(Rows.Batch(topic, 0, "new"));
        var listener = new RecordingListener();
        await using var consumer = await MemberAsync(Name("group"), listener, topic);
        Assert.Equal(["new"], (await consumer.FetchAsync(1)).Values());
        Assert.Equal(after.Id, Assert.Single(listener.Assigned).TopicId);
    }

    [Fact]
    public async Task Group_offsets_are_altered_only_without_members()
    {
        var topic = await TopicAsync("alter", 2);
        var group = Name("group");
        TopicPartition a = new(topic, 0), b = new(topic, 1);
        Assert.Empty(await Log.GetGroupOffsetsAsync(group, None));
        Assert.False(await Log.DeleteGroupAsync(group, None));
        await Log.AlterGroupOffsetsAsync(group, new Dictionary<TopicPartition, long?> { [a] = 5, [b] = 6 }, None);
        await Log.AlterGroupOffsetsAsync(group, new Dictionary<TopicPartition, long?> { [b] = null }, None);
        Assert.Equal([new(a, 5)], await Log.GetGroupOffsetsAsync(group, None));
        await using (var consumer = await MemberAsync(group, new RecordingListener(), topic))
        {
            await consumer.FetchAsync(0);
            await FailsAsync(
                TopicLogErrorKind.Config, () =>
                    Log.AlterGroupOffsetsAsync(group, new Dictionary<TopicPartition, long?> { [a] = 1 }, None).AsTask());
            await FailsAsync(TopicLogErrorKind.Config, () => Log.DeleteGroupAsync(group, None).AsTask());
        }

        Assert.True(await Log.DeleteGroupAsync(group, None));
        Assert.Empty(await Log.GetGroupOffsetsAsync(group, None));
    }

    [Fact]
    public async Task Topics_are_made_once_and_listed()
    {
        var made = await Log.CreateTopicAsync(
            new TopicSpec(Name("made"), 3) { Config = new Dictionary<string, string> { ["cleanup.policy"] = "compact" } }, None);
        Assert.Equal(3, made.PartitionCount);
        Assert.Equal("compact", made.Config["cleanup.policy"]);
        var again = await Log.CreateTopicAsync(new TopicSpec(Name("made"), 7), None);
        Assert.Equal(made.Id, again.Id);
        Assert.Equal(3, again.PartitionCount);
        Assert.Contains(await Log.ListTopicsAsync(None), t => t.Name == made.Name && t.Id == made.Id);
        await FailsAsync(TopicLogErrorKind.Config, () => Log.CreateTopicAsync(new TopicSpec("no spaces"), None).AsTask());
        await FailsAsync(TopicLogErrorKind.Config, () => Log.CreateTopicAsync(new TopicSpec(".."), None).AsTask());
    }
}
