using ConnectRuntime.Records;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Encoded rows that are committed together, and the positions that hold once they are durable.</summary>
/// <remarks>
/// Owner: the write loop while it is filled, then the commit until that has ended. Of each source partition the latest position wins.
/// Bound: a buffer that one large row made huge is not kept.
/// <code>free → filling → committing → free</code>
/// </remarks>
internal sealed class OutgoingBuffer
{
    private const int Usual = 1024 * 1024;
    private const int KeepUpTo = 32 * 1024 * 1024;

    private readonly Dictionary<string, SourcePosition> _positions = new(StringComparer.Ordinal);

    /// <summary>The records.</summary>
    public EncodedBatch Batch { get; private set; } = new(Usual);

    /// <summary>The positions behind the rows.</summary>
    public IReadOnlyCollection<SourcePosition> Positions => _positions.Values;

    /// <summary>Rows that were read, dropped ones included.</summary>
    public long Rows { get; private set; }

    /// <summary>Batches that were encoded into it.</summary>
    public int Batches { get; private set; }

    /// <summary>Bytes of the memory budget that those batches were charged with.</summary>
    public long Charged { get; private set; }

    /// <summary>Whether there is nothing to commit.</summary>
    public bool IsEmpty => Batches == 0;

    /// <summary>Counts a batch whose rows have been encoded.</summary>
    public void Add(SourceItem item)
    {
        Rows += item.Batch.RowCount;
        Charged += item.Charged;
        Batches++;
        foreach (var position in item.Positions)
        {
            _positions[position.Partition] = position;
        }
    }

    /// <summary>Empties it and keeps its memory.</summary>
    public void Clear()
    {
        if (Batch.Length + Batch.Free.Length > KeepUpTo)
        {
            Batch = new EncodedBatch(Usual);
        }

        Batch.Clear();
        _positions.Clear();
        Rows = 0;
        Charged = 0;
        Batches = 0;
    }
}
