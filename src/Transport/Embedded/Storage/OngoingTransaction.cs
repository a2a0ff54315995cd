namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>A transaction's records in one partition: from the first offset to the last one so far.</summary>
/// <remarks>Flusher only. Together with the partition's identity the first offset names the transaction in the journal.</remarks>
internal sealed class OngoingTransaction(PartitionState partition, long producerId, short epoch, long first)
{
    public PartitionState Partition { get; } = partition;

    public long ProducerId { get; } = producerId;

    public short Epoch { get; } = epoch;

    public long First { get; } = first;

    public long Last { get; set; }
}
