namespace ConnectRuntime.Connectors;

/// <summary>One partition of one topic.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Partition">The partition's number.</param>
public readonly record struct TopicPartition(string Topic, int Partition)
{
    /// <summary>The usual spelling, <c>topic-partition</c>.</summary>
    public override string ToString() => $"{Topic}-{Partition}";
}
