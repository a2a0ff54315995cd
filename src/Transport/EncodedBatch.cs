using System.Diagnostics;

namespace ConnectRuntime.Transport;

/// <summary>
/// A slice of an <see cref="EncodedBatch"/>'s or <see cref="FetchedBatch"/>'s buffer; a length of −1 says null, which is not empty.
/// </summary>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Bytes, or −1 for null.</param>
public readonly record struct Slice(int Offset, int Length)
{
    /// <summary>No value at all.</summary>
    public static readonly Slice Null = new(0, -1);

    /// <summary>Whether this is null, as a tombstone's value is.</summary>
    public bool IsNull => Length < 0;
}

/// <summary>One header: a UTF-8 name and a value that may be null.</summary>
public readonly record struct EncodedHeader(Slice Name, Slice Value);

/// <summary>One record's place in an <see cref="EncodedBatch"/>.</summary>
public struct EncodedRecord
{
    /// <summary>Index into <see cref="EncodedBatch.Topics"/>.</summary>
    public int Topic;

    /// <summary>The partition, chosen by whoever encoded the record.</summary>
    public int Partition;

    /// <summary>Milliseconds since 1970-01-01 UTC, or −1 for the time of the append.</summary>
    public long Timestamp;

    /// <summary>The key, or null.</summary>
    public Slice Key;

    /// <summary>The value, or null for a tombstone.</summary>
    public Slice Value;

    /// <summary>First header in <see cref="EncodedBatch.Headers"/>.</summary>
    public int HeaderStart;

    /// <summary>Number of headers.</summary>
    public int HeaderCount;
}

/// <summary>
/// Records on their way into a topic log: one buffer that the encoder writes straight into, and an index of slices.
/// </summary>
/// <remarks>
/// Owner: the stage that fills it, then the log from <see cref="ITopicProducer.AppendAsync"/> until that completes, then whoever
/// reuses it after <see cref="Clear"/>. Not thread-safe. Keeps its arrays, so that a warm batch allocates nothing.
/// <code>
/// buffer   |key|value|name|hvalue|key|value|…        slices point in here, in any order
/// records  [topic, partition, timestamp, key, value, headers]…
/// </code>
/// </remarks>
public sealed class EncodedBatch
{
    private readonly List<string> _topics = [];
    private readonly Dictionary<string, int> _topicIndex = [];
    private byte[] _buffer;
    private int _length;
    private EncodedRecord[] _records = new EncodedRecord[256];
    private int _recordCount;
    private EncodedHeader[] _headers = new EncodedHeader[16];
    private int _headerCount;

    /// <summary>An empty batch.</summary>
    /// <param name="capacity">Bytes to begin with; the buffer grows by doubling.</param>
    public EncodedBatch(int capacity = 64 * 1024) => _buffer = new byte[capacity];

    /// <summary>The topics that records refer to by index; cleared with the batch.</summary>
    public IReadOnlyList<string> Topics => _topics;

    /// <summary>All records, in order.</summary>
    public ReadOnlySpan<EncodedRecord> Records => _records.AsSpan(0, _recordCount);

    /// <summary>All headers; a record has a range of them.</summary>
    public ReadOnlySpan<EncodedHeader> Headers => _headers.AsSpan(0, _headerCount);

    /// <summary>The bytes written so far.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>How many bytes are written.</summary>
    public int Length => _length;

    /// <summary>The free space behind the bytes written; valid until the next call of <see cref="Grow"/>.</summary>
    public Span<byte> Free => _buffer.AsSpan(_length);

    /// <summary>The bytes of a slice; empty for null.</summary>
    public ReadOnlySpan<byte> this[Slice slice] => slice.IsNull ? default : _buffer.AsSpan(slice.Offset, slice.Length);

    /// <summary>The index of a topic in this batch.</summary>
    public int AddTopic(string topic)
    {
        if (!_topicIndex.TryGetValue(topic, out var index))
        {
            index = _topics.Count;
            _topics.Add(topic);
            _topicIndex.Add(topic, index);
        }

        return index;
    }

    /// <summary>Makes at least <paramref name="needed"/> bytes of <see cref="Free"/> space, doubling the buffer.</summary>
    public void Grow(int needed)
    {
        var wanted = (long)_length + needed;
        if (wanted <= _buffer.Length)
        {
            return;
        }

        var size = Math.Min(Math.Max(wanted, 2L * _buffer.Length), Array.MaxLength);
        if (size < wanted)
        {
            throw new InvalidOperationException($"A batch of {wanted} bytes is larger than a buffer can be.");
        }

        Array.Resize(ref _buffer, (int)size);
    }

    /// <summary>Counts <paramref name="count"/> bytes that were written at the start of <see cref="Free"/>.</summary>
    /// <returns>The slice they are.</returns>
    public Slice Advance(int count)
    {
        Debug.Assert(count >= 0 && _length + count <= _buffer.Length);
        var slice = new Slice(_length, count);
        _length += count;
        return slice;
    }

    /// <summary>Copies bytes in.</summary>
    public Slice Write(ReadOnlySpan<byte> bytes)
    {
        if (Free.Length < bytes.Length)
        {
            Grow(bytes.Length);
        }

        bytes.CopyTo(Free);
        return Advance(bytes.Length);
    }

    /// <summary>Takes back everything written after <paramref name="length"/>, where no record refers to it yet.</summary>
    public void Rewind(int length) => _length = length;

    /// <summary>Adds a header to the record that is added next.</summary>
    public void AddHeader(Slice name, Slice value)
    {
        if (_headerCount == _headers.Length)
        {
            Array.Resize(ref _headers, _headerCount * 2);
        }

        _headers[_headerCount++] = new EncodedHeader(name, value);
    }

    /// <summary>Adds a record with the last <paramref name="headerCount"/> headers.</summary>
    public void AddRecord(int topic, int partition, long timestamp, Slice key, Slice value, int headerCount = 0)
    {
        if (_recordCount == _records.Length)
        {
            Array.Resize(ref _records, _recordCount * 2);
        }

        ref var record = ref _records[_recordCount++];
        record.Topic = topic;
        record.Partition = partition;
        record.Timestamp = timestamp;
        record.Key = key;
        record.Value = value;
        record.HeaderStart = _headerCount - headerCount;
        record.HeaderCount = headerCount;
    }

    /// <summary>Empties the batch and keeps its memory.</summary>
    public void Clear()
    {
        _length = 0;
        _recordCount = 0;
        _headerCount = 0;
        _topics.Clear();
        _topicIndex.Clear();
    }
}
