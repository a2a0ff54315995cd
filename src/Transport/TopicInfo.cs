namespace ConnectRuntime.Transport;

/// <summary>A topic that exists.</summary>
/// <param name="Name">The topic's name.</param>
/// <param name="Id">The identity of this incarnation: a topic deleted and made anew under the same name has another id.</param>
/// <param name="PartitionCount">How many partitions, 1 or more.</param>
/// <param name="Config">Kafka's topic options as they were given, such as <c>cleanup.policy</c>.</param>
public sealed record TopicInfo(string Name, Guid Id, int PartitionCount, IReadOnlyDictionary<string, string> Config);

/// <summary>A topic that is wanted.</summary>
/// <param name="Name">1–249 characters of <c>[A-Za-z0-9._-]</c>, not <c>.</c> or <c>..</c>.</param>
/// <param name="PartitionCount">1 or more, or −1 for the log's default.</param>
/// <param name="ReplicationFactor">Copies on a cluster, or −1 for its default; the embedded log keeps one copy.</param>
public sealed record TopicSpec(string Name, int PartitionCount = -1, short ReplicationFactor = -1)
{
    /// <summary>Kafka's topic options, such as <c>cleanup.policy=compact</c>.</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where a partition begins and ends: <c>Begin ≤ Stable ≤ End</c>.</summary>
/// <param name="Begin">The offset of the oldest record that is kept.</param>
/// <param name="Stable">The last stable offset: all transactions below it are decided, and readers of committed records stop here.</param>
/// <param name="End">The offset that the next record gets.</param>
public readonly record struct OffsetRange(long Begin, long Stable, long End);
