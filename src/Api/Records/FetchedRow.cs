using ConnectRuntime.Connectors;

namespace ConnectRuntime.Records;

/// <summary>A range of bytes in a batch's arena; a length of −1 says null, which is not empty.</summary>
/// <param name="Start">First byte.</param>
/// <param name="Length">Bytes, or −1 for null.</param>
public readonly record struct RawRange(int Start, int Length)
{
    /// <summary>Whether there are no bytes at all.</summary>
    public bool IsNull => Length < 0;
}

/// <summary>Where a fetched row came from, and its bytes as they were fetched.</summary>
/// <remarks>Runs beside <see cref="RecordBatch.Rows"/> in a batch that was fetched from topics.</remarks>
public struct FetchedRow
{
    /// <summary>Index into <see cref="RecordBatch.Partitions"/>.</summary>
    public int Partition;

    /// <summary>The schema id that the key names, or −1 for none.</summary>
    public int KeySchemaId;

    /// <summary>The schema id that the value names, or −1 for none.</summary>
    public int ValueSchemaId;

    /// <summary>Whether the row's timestamp is the time of the append.</summary>
    public bool IsAppendTime;

    /// <summary>The record's offset.</summary>
    public long Offset;

    /// <summary>The key's bytes, with their schema id; null for none.</summary>
    public RawRange RawKey;

    /// <summary>The value's bytes, with their schema id; null for a tombstone.</summary>
    public RawRange RawValue;

    /// <summary>First raw header in <see cref="RecordBatch.RawHeaders"/>.</summary>
    public int HeaderStart;

    /// <summary>Number of raw headers.</summary>
    public int HeaderCount;
}

/// <summary>A header as it was fetched.</summary>
public readonly record struct RawHeader(RawRange Name, RawRange Value);

/// <summary>A row that could not be decoded or handled.</summary>
/// <param name="Row">Its index in the batch.</param>
/// <param name="Error">Why; of kind Data.</param>
public readonly record struct RowFailure(int Row, Errors.ConnectException Error);

/// <summary>A partition that rows of a batch came from.</summary>
/// <param name="Partition">Topic and number.</param>
/// <param name="TopicId">The topic's incarnation.</param>
public readonly record struct BatchPartition(TopicPartition Partition, Guid TopicId);
