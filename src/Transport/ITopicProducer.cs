namespace ConnectRuntime.Transport;

/// <summary>How a producer is to be made.</summary>
/// <param name="ClientId">Names the producer in logs and, on a cluster, in quotas.</param>
public sealed record ProducerOptions(string ClientId)
{
    /// <summary>With an id, records are visible to readers of committed records only after a commit; null for none.</summary>
    public string? TransactionalId { get; init; }
}

/// <summary>Appends batches of records in the order of the calls.</summary>
/// <remarks>One caller at a time; several appends may be under way at once, and complete in the order they were made.</remarks>
public interface ITopicProducer : IAsyncDisposable
{
    /// <summary>
    /// Appends all records of <paramref name="batch"/>, or none: it completes when every one is durable (outside a
    /// transaction) or accepted (inside one). The batch belongs to the log until then.
    /// </summary>
    /// <exception cref="TopicLogException">
    /// Transient: nothing of the batch was kept, append it again. Data: names the record that cannot be taken.
    /// Fatal: the producer was fenced or the log has failed.
    /// </exception>
    ValueTask AppendAsync(EncodedBatch batch, CancellationToken cancellationToken);

    /// <summary>Begins a transaction; a Config error without a transactional id or inside another one.</summary>
    ValueTask BeginTransactionAsync(CancellationToken cancellationToken);

    /// <summary>Adds a group's offsets to the open transaction.</summary>
    ValueTask SendOffsetsAsync(string group, IReadOnlyDictionary<TopicPartition, long> next, CancellationToken cancellationToken);

    /// <summary>Makes all of the open transaction durable and visible at once.</summary>
    ValueTask CommitTransactionAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Drops the open transaction: its records keep their offsets and are never delivered to readers of committed records.
    /// </summary>
    ValueTask AbortTransactionAsync(CancellationToken cancellationToken);
}
