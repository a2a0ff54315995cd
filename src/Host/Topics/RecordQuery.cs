namespace ConnectRuntime.Host.Topics;

/// <summary>Which records of a topic are shown.</summary>
/// <param name="Topic">The topic.</param>
internal sealed record RecordQuery(string Topic)
{
    /// <summary>Offset to begin at in every partition; null for the oldest.</summary>
    public long? From { get; init; }

    /// <summary>Most records to show; null for all.</summary>
    public long? Max { get; init; }

    /// <summary>The one partition to show; null for all.</summary>
    public int? Partition { get; init; }

    /// <summary>Whether to wait for more at the end.</summary>
    public bool Follow { get; init; }
}
