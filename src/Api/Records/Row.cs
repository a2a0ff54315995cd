namespace ConnectRuntime.Records;

/// <summary>What has become of a row in this batch.</summary>
[Flags]
public enum RowFlags : byte
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>A transform dropped it. It is not written, and positions move past it all the same.</summary>
    Dropped = 1,

    /// <summary>It could not be decoded or handled; the batch's <see cref="RecordBatch.Failures"/> say why.</summary>
    Failed = 2,

    /// <summary>Its cells are decoded, see <see cref="RecordBatch.Decode(Projection?)"/>.</summary>
    Decoded = 4,
}

/// <summary>One row of a <see cref="RecordBatch"/>: indexes of its root cells, and what surrounds them.</summary>
/// <remarks>
/// A root index of −1 means that there is none, which is not a cell that is null: a row without key has no key bytes, and a
/// row without before and after is a tombstone unless its operation says more. <see cref="Source"/> and
/// <see cref="Transaction"/> are shared by the rows of one event.
/// </remarks>
public struct Row
{
    /// <summary>Index into the batch's streams.</summary>
    public int Stream;

    /// <summary>Root cell of the key, of any kind, or −1.</summary>
    public int Key;

    /// <summary>Root cell of the row before the change, or −1.</summary>
    public int Before;

    /// <summary>Root cell of the row after the change, or of a plain record's value; or −1.</summary>
    public int After;

    /// <summary>Root cell of the source block, or −1.</summary>
    public int Source;

    /// <summary>Root cell of the transaction block, or −1.</summary>
    public int Transaction;

    /// <summary>First header in <see cref="RecordBatch.Headers"/>.</summary>
    public int HeaderStart;

    /// <summary>Number of headers.</summary>
    public int HeaderCount;

    /// <summary>The record's timestamp in milliseconds since 1970-01-01 UTC, or −1 for the time it is written.</summary>
    public long Timestamp;

    /// <summary>When the source handled the change, in nanoseconds since 1970-01-01 UTC (<c>ts_ns</c> of an envelope); 0 for unknown.</summary>
    public long ProcessedAt;

    /// <summary>The partition it must go to, or −1 to choose by key.</summary>
    public int Partition;

    /// <summary>What happened at the source.</summary>
    public RowOperation Operation;

    /// <summary>What has become of it here.</summary>
    public RowFlags Flags;

    /// <summary>Whether it still is to be written: neither dropped nor failed.</summary>
    public readonly bool IsLive => (Flags & (RowFlags.Dropped | RowFlags.Failed)) == 0;

    /// <summary>Whether it is a key without any value.</summary>
    public readonly bool IsTombstone => After < 0 && Before < 0 && Operation == RowOperation.None;

    /// <summary>A row of a stream with nothing in it.</summary>
    public static Row Of(int stream, RowOperation operation)
    {
        var row = default(Row);
        row.Begin(stream, operation);
        return row;
    }

    // Field by field in its place: a row that is made elsewhere and copied makes the processor wait for its store buffer.
    internal void Begin(int stream, RowOperation operation)
    {
        Stream = stream;
        Key = -1;
        Before = -1;
        After = -1;
        Source = -1;
        Transaction = -1;
        HeaderStart = 0;
        HeaderCount = 0;
        Timestamp = -1;
        ProcessedAt = 0;
        Partition = -1;
        Operation = operation;
        Flags = RowFlags.None;
    }
}

/// <summary>A header of a row: a UTF-8 name in the arena, and a value that describes itself.</summary>
/// <param name="NameStart">First byte of the name in the arena.</param>
/// <param name="NameLength">Bytes of the name.</param>
/// <param name="Value">The value; a nested one is a map or an array.</param>
public readonly record struct RowHeader(int NameStart, int NameLength, Cell Value);
