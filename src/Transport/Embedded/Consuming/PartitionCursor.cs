using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <summary>A consumer's place in one partition.</summary>
/// <remarks>Owned by the consumer's one caller; <see cref="MarkReady"/> is for any thread. It is in the queue at most once.</remarks>
internal sealed class PartitionCursor(PartitionState partition, ReadyQueue queue, long next)
{
    private int _queued;

    public PartitionState Partition { get; } = partition;

    /// <summary>The offset to read next.</summary>
    public long Next { get; set; } = next;

    /// <summary>Where the batch of that offset, or one before it, is; null when that is to be looked for.</summary>
    public SegmentState? Segment { get; set; }

    public long Position { get; set; }

    public bool Paused { get; set; }

    /// <summary>The fetch that <see cref="Index"/> belongs to.</summary>
    public long Fetch { get; set; }

    /// <summary>The place among the positions of that fetch.</summary>
    public int Index { get; set; }

    public void Seek(long next)
    {
        Next = next;
        Segment = null;
        MarkReady();
    }

    public void MarkReady()
    {
        if (Interlocked.Exchange(ref _queued, 1) == 0)
        {
            queue.Enqueue(this);
        }
    }

    /// <summary>Says that it was taken from the queue: data from now on queues it again.</summary>
    public void Taken() => Interlocked.Exchange(ref _queued, 0);
}
