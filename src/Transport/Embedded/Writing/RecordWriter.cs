using ConnectRuntime.Transport.Embedded.Format;
using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Writing;

/// <summary>
/// Frames records of one partition as Kafka record batches into blocks of 1 MiB, a larger record into a block of its own.
/// </summary>
/// <remarks>
/// Owned by one producer, on its caller's thread. A batch ends where the block does. See <see cref="BatchHeader"/> for the layout.
/// </remarks>
internal sealed class RecordWriter
{
    private AppendRequest? _request;
    private byte[] _block = [];
    private int _at;
    private short _attributes;
    private long _producerId;
    private short _epoch;
    private long _now;

    /// <summary>Begins a request.</summary>
    public void Start(AppendRequest request, long now)
    {
        _request = request;
        _block = [];
        _at = 0;
        _attributes = request.Transaction is null ? (short)0 : BatchHeader.Transactional;
        _producerId = request.Transaction?.ProducerId ?? -1;
        _epoch = request.Transaction is null ? (short)-1 : request.Epoch;
        _now = now;
    }

    /// <summary>Forgets the blocks, which are the request's.</summary>
    public void End()
    {
        _request = null;
        _block = [];
    }

    /// <summary>Frames the records with the numbers in <paramref name="order"/>, or all where it is empty.</summary>
    public void Write(EncodedBatch batch, ReadOnlySpan<int> order, PartitionState partition, AppendRequest request)
    {
        var records = batch.Records;
        var total = order.IsEmpty ? records.Length : order.Length;
        var appendTime = partition.Topic.AppendTime;
        var attributes = appendTime ? (short)(_attributes + BatchHeader.AppendTime) : _attributes;
        var done = 0;
        while (done < total)
        {
            ref readonly var first = ref records[order.IsEmpty ? done : order[done]];
            var needed = BatchHeader.Size + 10 + RecordSize(batch, in first, 0, 0);
            if (_block.Length - _at < needed)
            {
                _block = request.RentBlock(needed);
                _at = 0;
            }

            var start = _at;
            var baseTimestamp = appendTime || first.Timestamp < 0 ? _now : first.Timestamp;
            var maxTimestamp = baseTimestamp;
            var at = start + BatchHeader.Size;
            var count = 0;
            while (done < total)
            {
                ref readonly var record = ref records[order.IsEmpty ? done : order[done]];
                var timestamp = appendTime || record.Timestamp < 0 ? _now : record.Timestamp;
                var size = RecordSize(batch, in record, timestamp - baseTimestamp, count);
                if (_block.Length - at < size + Varint.Size(size))
                {
                    break;
                }

                at = WriteRecord(batch, in record, timestamp - baseTimestamp, count, size, at);
                maxTimestamp = Math.Max(maxTimestamp, timestamp);
                count++;
                done++;
            }

            BatchHeader.Write(_block.AsSpan(start, at - start), attributes, count, baseTimestamp, maxTimestamp, _producerId, _epoch);
            request.AddChunk(partition, _block, start, at - start, count);
            _at = at;
        }
    }

    private static int RecordSize(EncodedBatch batch, in EncodedRecord record, long timestampDelta, int offsetDelta)
    {
        var size = 1 + Varint.Size(timestampDelta) + Varint.Size(offsetDelta)
            + Varint.Size(record.Key.Length) + Math.Max(0, record.Key.Length)
            + Varint.Size(record.Value.Length) + Math.Max(0, record.Value.Length)
            + Varint.Size(record.HeaderCount);
        if (record.HeaderCount > 0)
        {
            foreach (ref readonly var header in batch.Headers.Slice(record.HeaderStart, record.HeaderCount))
            {
                size += Varint.Size(header.Name.Length) + header.Name.Length
                    + Varint.Size(header.Value.Length) + Math.Max(0, header.Value.Length);
            }
        }

        return size;
    }

    private int WriteRecord(EncodedBatch batch, in EncodedRecord record, long timestampDelta, int offsetDelta, int size, int at)
    {
        Span<byte> block = _block;
        at = Varint.Write(block, at, size);
        block[at++] = 0;
        at = Varint.Write(block, at, timestampDelta);
        at = Varint.Write(block, at, offsetDelta);
        at = WriteSlice(batch, record.Key, block, at);
        at = WriteSlice(batch, record.Value, block, at);
        at = Varint.Write(block, at, record.HeaderCount);
        if (record.HeaderCount > 0)
        {
            foreach (ref readonly var header in batch.Headers.Slice(record.HeaderStart, record.HeaderCount))
            {
                at = WriteSlice(batch, header.Name, block, at);
                at = WriteSlice(batch, header.Value, block, at);
            }
        }

        return at;
    }

    private static int WriteSlice(EncodedBatch batch, Slice slice, Span<byte> block, int at)
    {
        at = Varint.Write(block, at, slice.Length);
        if (slice.Length > 0)
        {
            batch[slice].CopyTo(block[at..]);
            at += slice.Length;
        }

        return at;
    }
}
