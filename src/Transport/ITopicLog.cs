namespace ConnectRuntime.Transport;

/// <summary>Topics of records, with partitions, offsets and consumer groups: Kafka, or the embedded log.</summary>
/// <remarks>
/// Knows bytes only. Offsets of a partition increase and are not contiguous: control records and compaction leave holes.
/// All members may be called from any thread.
/// </remarks>
public interface ITopicLog : IAsyncDisposable
{
    /// <summary>An identity that stays with the cluster or the data folder.</summary>
    string ClusterId { get; }

    /// <summary>All topics, internal ones included, by name.</summary>
    ValueTask<IReadOnlyList<TopicInfo>> ListTopicsAsync(CancellationToken cancellationToken);

    /// <summary>The topic of that name, or null.</summary>
    ValueTask<TopicInfo?> FindTopicAsync(string name, CancellationToken cancellationToken);

    /// <summary>Makes a topic durable; one that exists is returned as it is, whatever <paramref name="spec"/> says.</summary>
    ValueTask<TopicInfo> CreateTopicAsync(TopicSpec spec, CancellationToken cancellationToken);

    /// <summary>Deletes a topic with its records and every group's offsets in it. False if there was none.</summary>
    ValueTask<bool> DeleteTopicAsync(string name, CancellationToken cancellationToken);

    /// <summary>The bounds of one partition; throws a Config error for an unknown one.</summary>
    ValueTask<OffsetRange> GetOffsetsAsync(TopicPartition partition, CancellationToken cancellationToken);

    /// <summary>A producer. One with a transactional id fences an older one of the same id.</summary>
    ValueTask<ITopicProducer> CreateProducerAsync(ProducerOptions options, CancellationToken cancellationToken);

    /// <summary>A consumer, a member of its group until it is disposed.</summary>
    ValueTask<ITopicConsumer> CreateConsumerAsync(ConsumerOptions options, CancellationToken cancellationToken);

    /// <summary>The next offset of every partition that the group has committed.</summary>
    ValueTask<IReadOnlyDictionary<TopicPartition, long>> GetGroupOffsetsAsync(string group, CancellationToken cancellationToken);

    /// <summary>Sets (or, with null, forgets) offsets of a group without members; a Config error while it has some.</summary>
    ValueTask AlterGroupOffsetsAsync(string group, IReadOnlyDictionary<TopicPartition, long?> offsets, CancellationToken cancellationToken);

    /// <summary>Forgets a group without members. False if there was none.</summary>
    ValueTask<bool> DeleteGroupAsync(string group, CancellationToken cancellationToken);
}
