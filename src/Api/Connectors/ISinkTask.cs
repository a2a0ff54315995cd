using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Connectors;

/// <summary>Writes rows to somewhere. The runtime calls one method at a time.</summary>
/// <remarks>
/// <code>
/// OpenAsync → ( AssignAsync | WriteAsync | FlushAsync | RevokeAsync | LostAsync )* → DisposeAsync
/// OpenAsync → AlterOffsetsAsync → DisposeAsync          on a stopped connector
/// </code>
/// <para>A batch belongs to the runtime and is gone when <see cref="WriteAsync"/> returns; the runtime itself keeps what is
/// not durable yet and fetches it again after a failure. Nothing may be visible in the target before <see cref="FlushAsync"/>,
/// where the target can do that.</para>
/// <para>After a Transient error of Write or Flush the task is disposed, and a new one starts from the durable offsets, with
/// back-off; partitions stay assigned and the group sees a live member all the while.</para>
/// </remarks>
public interface ISinkTask : IAsyncDisposable
{
    /// <summary>Connects to the target.</summary>
    ValueTask OpenAsync(ISinkContext context, CancellationToken cancellationToken);

    /// <summary>Partitions came.</summary>
    /// <returns>For those whose offset the target itself keeps, the offset to start from; none for the others. It wins over the group's offset.</returns>
    ValueTask<IReadOnlyList<StartOffset>> AssignAsync(IReadOnlyList<SinkPartition> partitions, CancellationToken cancellationToken);

    /// <summary>Takes the live rows of a batch. It may keep them back until <see cref="FlushAsync"/>.</summary>
    /// <returns>Rows that the target refuses for what is in them; never for an outage, which is thrown as Transient.</returns>
    ValueTask<IReadOnlyList<SinkFailure>> WriteAsync(RecordBatch batch, CancellationToken cancellationToken);

    /// <summary>Makes everything written so far durable and visible.</summary>
    ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken);

    /// <summary>Partitions go. They have been flushed, if that was possible.</summary>
    ValueTask RevokeAsync(IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken);

    /// <summary>Partitions are gone, perhaps to another task already: whatever is kept back for them must be thrown away.</summary>
    ValueTask LostAsync(IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken);

    /// <summary>Changes or, with null, forgets the offsets that the target keeps.</summary>
    /// <returns>Whether the target keeps offsets at all.</returns>
    ValueTask<bool> AlterOffsetsAsync(IReadOnlyDictionary<TopicPartition, long?> offsets, CancellationToken cancellationToken);
}

/// <summary>A partition that a sink task now writes.</summary>
/// <param name="Partition">Topic and number.</param>
/// <param name="TopicId">The topic's incarnation: a topic made anew under the same name has another one.</param>
/// <param name="Committed">The group's next offset, or −1 for none.</param>
public readonly record struct SinkPartition(TopicPartition Partition, Guid TopicId, long Committed);

/// <summary>Where the target says that a partition goes on.</summary>
/// <param name="Partition">Topic and number.</param>
/// <param name="Next">The first offset that is not in the target.</param>
public readonly record struct StartOffset(TopicPartition Partition, long Next);

/// <summary>A record that the target refuses.</summary>
/// <param name="Partition">Topic and number.</param>
/// <param name="Offset">The record's offset.</param>
/// <param name="Reason">Why; of kind Data.</param>
public readonly record struct SinkFailure(TopicPartition Partition, long Offset, ConnectException Reason);

/// <summary>What a flush made durable.</summary>
/// <param name="Durable">The next offset of every partition that moved.</param>
/// <param name="Failures">Records below those offsets that the target refused; the runtime dead-letters them before it commits the offsets.</param>
public sealed record FlushResult(IReadOnlyDictionary<TopicPartition, long> Durable, IReadOnlyList<SinkFailure> Failures)
{
    /// <summary>Nothing moved.</summary>
    public static readonly FlushResult Nothing = new(new Dictionary<TopicPartition, long>(), []);
}

/// <summary>What a sink task is given.</summary>
public interface ISinkContext : ITaskContext
{
    /// <summary>Fetches nothing from these until they are resumed; the task keeps its partitions.</summary>
    void Pause(IEnumerable<TopicPartition> partitions);

    /// <summary>Fetches from these again.</summary>
    void Resume(IEnumerable<TopicPartition> partitions);

    /// <summary>Delivers a partition again from an offset on.</summary>
    void Seek(TopicPartition partition, long offset);

    /// <summary>Asks for a flush as soon as the current call has returned.</summary>
    void RequestFlush();

    /// <summary>
    /// Makes dead letters of records durable. A task that keeps offsets in its target calls this before it commits an offset
    /// that passes them; one that does not may simply return its failures.
    /// </summary>
    /// <exception cref="ConnectException">Data: errors are not tolerated; nothing that passes the records may be committed.</exception>
    ValueTask ReportAsync(IReadOnlyList<SinkFailure> failures, CancellationToken cancellationToken);
}
