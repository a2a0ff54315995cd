using ConnectRuntime.Records;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Encoded rows that are committed together, and the positions that hold once they are durable.</summary>
/// <remarks>
/// Owner: the write loop while it is filled, then the commit until that has ended. Of each source partition the latest position wins.
/// <code>free → filling → committing → free</code>
/// </remarks>
internal sealed class OutgoingBuffer
{
    private readonly Dictionary<string, SourcePosition> _positions = new(StringComparer.Ordinal);

    /// <summary>The records.</summary>
    public EncodedBatch Batch { get; } = new(1024 * 1024);

    /// <summary>The positions behind the rows.</summary>
    public IReadOnlyCollection<SourcePosition> Positions => _positions.Values;

    /// <summary>Rows that were read, dropped ones included.</summary>
    public long Rows { get; private set; }

    /// <summary>Batches that were read.</summary>
    public int Batches { get; private set; }

    /// <summary>Whether there is nothing to commit.</summary>
    public bool IsEmpty => Batches == 0;

    /// <summary>Counts a batch whose rows have been encoded.</summary>
    public void Add(int rows, List<SourcePosition> positions)
    {
        Batches++;
        Rows += rows;
        foreach (var position in positions)
        {
            _positions[position.Partition] = position;
        }
    }

    /// <summary>Empties it and keeps its memory.</summary>
    public void Clear()
    {
        Batch.Clear();
        _positions.Clear();
        Batches = 0;
        Rows = 0;
    }
}
