namespace ConnectRuntime.Transport;

/// <summary>One partition of one topic: the unit of order, of offsets and of assignment.</summary>
/// <param name="Topic">The topic's name, compared by ordinal.</param>
/// <param name="Partition">The partition's number, 0 or more.</param>
public readonly record struct TopicPartition(string Topic, int Partition)
{
    /// <summary>Kafka's usual spelling, <c>topic-partition</c>.</summary>
    public override string ToString() => $"{Topic}-{Partition}";
}
