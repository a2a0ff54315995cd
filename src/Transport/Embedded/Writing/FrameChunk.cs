using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Writing;

/// <summary>One framed record batch for one partition, in a block, and what to undo once it is written.</summary>
internal struct FrameChunk
{
    public PartitionState Partition;
    public byte[] Block;
    public int Start;
    public int Length;
    public int Count;

    public (SegmentState? Segment, long Size) Undo;
    public long UndoOffset;

    /// <summary>The transaction's last offset before, or −1 if it began here.</summary>
    public long UndoLast;
}
