namespace ConnectRuntime.Transport;

/// <summary>
/// How a consumer is to be made: with a group that shares the partitions among its members, or without one, reading what it is assigned.
/// </summary>
/// <param name="ClientId">Names the consumer in logs.</param>
public sealed record ConsumerOptions(string ClientId)
{
    /// <summary>The consumer group; null for a reader of its own that uses <see cref="ITopicConsumer.Assign"/>.</summary>
    public string? Group { get; init; }

    /// <summary>Topics to subscribe to; ones that do not exist yet join when they appear.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>
    /// A regular expression over the whole name, instead of <see cref="Topics"/>; internal topics (<c>__…</c>) never match.
    /// </summary>
    public string? TopicPattern { get; init; }

    /// <summary>Told of assignments, inside <see cref="ITopicConsumer.FetchAsync"/>; required with a group.</summary>
    public IAssignmentListener? Listener { get; init; }

    /// <summary>Whether records of undecided and aborted transactions are left out (the default).</summary>
    public bool ReadCommitted { get; init; } = true;
}

/// <summary>A partition that a consumer now reads.</summary>
/// <param name="Partition">Which one.</param>
/// <param name="TopicId">The topic's incarnation, see <see cref="TopicInfo.Id"/>.</param>
/// <param name="Committed">The group's next offset, or −1 where it has none (reading then starts at the beginning).</param>
public readonly record struct AssignedPartition(TopicPartition Partition, Guid TopicId, long Committed);

/// <summary>
/// Hears which partitions a member of a group has. Called inside <see cref="ITopicConsumer.FetchAsync"/> (and on dispose), never at the
/// same time as another call.
/// </summary>
public interface IAssignmentListener
{
    /// <summary>Partitions came; a <see cref="ITopicConsumer.Seek"/> made in here decides where reading starts.</summary>
    ValueTask AssignedAsync(ITopicConsumer consumer, IReadOnlyList<AssignedPartition> partitions, CancellationToken cancellationToken);

    /// <summary>Partitions go; offsets may still be committed in here.</summary>
    ValueTask RevokedAsync(ITopicConsumer consumer, IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken);

    /// <summary>Partitions are gone, perhaps to another member already; nothing may be committed for them.</summary>
    ValueTask LostAsync(ITopicConsumer consumer, IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken);
}

/// <summary>Reads records of the partitions it has. One caller at a time.</summary>
public interface ITopicConsumer : IAsyncDisposable
{
    /// <summary>The partitions that are read now.</summary>
    IReadOnlyCollection<TopicPartition> Assignment { get; }

    /// <summary>Without a group: reads exactly these from now on, each from its offset (−1 for the beginning).</summary>
    void Assign(IReadOnlyDictionary<TopicPartition, long> partitions);

    /// <summary>
    /// Clears <paramref name="batch"/> and fills it with the next records, waiting up to <paramref name="wait"/> (or without end) for the
    /// first.
    /// May return with no record and still have advanced, which <see cref="FetchedBatch.Positions"/> shows. One record larger than
    /// <paramref name="maxBytes"/> comes alone.
    /// </summary>
    ValueTask FetchAsync(FetchedBatch batch, int maxBytes, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Fetches nothing from these until they are resumed; the membership stays.</summary>
    void Pause(IEnumerable<TopicPartition> partitions);

    /// <summary>Fetches from these again.</summary>
    void Resume(IEnumerable<TopicPartition> partitions);

    /// <summary>Reads this partition from <paramref name="offset"/> on.</summary>
    void Seek(TopicPartition partition, long offset);

    /// <summary>Makes the group's next offsets durable. Needs a group; a Fatal error for a partition that is not assigned.</summary>
    ValueTask CommitAsync(IReadOnlyDictionary<TopicPartition, long> next, CancellationToken cancellationToken);
}
