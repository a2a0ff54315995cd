namespace ConnectRuntime.Transport;

/// <summary>One record's place in a <see cref="FetchedBatch"/>.</summary>
public struct FetchedRecord
{
    /// <summary>Index into <see cref="FetchedBatch.Partitions"/>.</summary>
    public int Partition;

    /// <summary>
    /// Whether <see cref="Timestamp"/> is the time of the append (the topic's <c>message.timestamp.type</c>), not the producer's.
    /// </summary>
    public bool IsAppendTime;

    /// <summary>The record's offset.</summary>
    public long Offset;

    /// <summary>Milliseconds since 1970-01-01 UTC, or −1 for none.</summary>
    public long Timestamp;

    /// <summary>The key, or null.</summary>
    public Slice Key;

    /// <summary>The value, or null for a tombstone.</summary>
    public Slice Value;

    /// <summary>First header in <see cref="FetchedBatch.Headers"/>.</summary>
    public int HeaderStart;

    /// <summary>Number of headers.</summary>
    public int HeaderCount;
}

/// <summary>Where reading of a partition goes on after a fetch.</summary>
public readonly record struct FetchPosition(TopicPartition Partition, Guid TopicId, long NextOffset);

/// <summary>
/// Records as they came from a topic log: one buffer, as it was read or received, and an index of slices into it.
/// </summary>
/// <remarks>
/// Owner: the consumer during <see cref="ITopicConsumer.FetchAsync"/>, then its caller. <see cref="TakeBuffer"/> hands the bytes
/// on without a copy. Keeps its arrays, so that a warm batch allocates nothing. Not thread-safe.
/// </remarks>
public sealed class FetchedBatch
{
    private readonly List<FetchPosition> _positions = [];
    private byte[] _buffer;
    private int _length;
    private FetchedRecord[] _records = new FetchedRecord[256];
    private int _recordCount;
    private EncodedHeader[] _headers = new EncodedHeader[16];
    private int _headerCount;

    /// <summary>An empty batch.</summary>
    /// <param name="capacity">Bytes to begin with; the buffer grows as needed.</param>
    public FetchedBatch(int capacity = 64 * 1024) => _buffer = new byte[capacity];

    /// <summary>All records: in offset order within a partition.</summary>
    public ReadOnlySpan<FetchedRecord> Records => _records.AsSpan(0, _recordCount);

    /// <summary>All headers; a record has a range of them.</summary>
    public ReadOnlySpan<EncodedHeader> Headers => _headers.AsSpan(0, _headerCount);

    /// <summary>The partitions that this fetch touched, and where each goes on; records refer to them by index.</summary>
    public IReadOnlyList<FetchPosition> Positions => _positions;

    /// <summary>How many bytes are in the buffer.</summary>
    public int Length => _length;

    /// <summary>The bytes of a slice; empty for null.</summary>
    public ReadOnlySpan<byte> this[Slice slice] => slice.IsNull ? default : _buffer.AsSpan(slice.Offset, slice.Length);

    /// <summary>
    /// Gives the buffer away and takes <paramref name="replacement"/> instead; the slices keep their meaning in the buffer that is
    /// returned.
    /// </summary>
    public byte[] TakeBuffer(byte[] replacement)
    {
        var taken = _buffer;
        _buffer = replacement;
        _length = 0;
        return taken;
    }

    /// <summary>For the log: room for <paramref name="count"/> bytes behind those written.</summary>
    public Memory<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max((long)_length + count, 2L * _buffer.Length)));
        }

        return _buffer.AsMemory(_length, count);
    }

    /// <summary>For the log: counts bytes written into what <see cref="Reserve"/> gave.</summary>
    /// <returns>The offset of the first of them.</returns>
    public int Advance(int count)
    {
        var start = _length;
        _length += count;
        return start;
    }

    /// <summary>For the log: the partition that following records belong to.</summary>
    /// <returns>Its index.</returns>
    public int AddPosition(FetchPosition position)
    {
        _positions.Add(position);
        return _positions.Count - 1;
    }

    /// <summary>For the log: sets where a partition goes on.</summary>
    public void SetNextOffset(int index, long nextOffset) => _positions[index] = _positions[index] with { NextOffset = nextOffset };

    /// <summary>For the log: adds a header to the record that is added next.</summary>
    public void AddHeader(Slice name, Slice value)
    {
        if (_headerCount == _headers.Length)
        {
            Array.Resize(ref _headers, _headerCount * 2);
        }

        _headers[_headerCount++] = new EncodedHeader(name, value);
    }

    /// <summary>For the log: adds a record whose headers are the last <see cref="FetchedRecord.HeaderCount"/> added.</summary>
    public ref FetchedRecord AddRecord()
    {
        if (_recordCount == _records.Length)
        {
            Array.Resize(ref _records, _recordCount * 2);
        }

        return ref _records[_recordCount++];
    }

    /// <summary>For the log: the number of headers so far, which is the next record's <see cref="FetchedRecord.HeaderStart"/>.</summary>
    public int HeaderCount => _headerCount;

    /// <summary>Empties the batch and keeps its memory.</summary>
    public void Clear()
    {
        _length = 0;
        _recordCount = 0;
        _headerCount = 0;
        _positions.Clear();
    }
}
