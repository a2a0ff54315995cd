using System.Text.Json;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Writes the rows of a batch as records into an outgoing buffer: keys and values by their encoders, partitions by key.</summary>
/// <remarks>Not thread-safe. Allocates nothing per row.</remarks>
internal sealed class BatchEncoder(StreamEncoderCache cache, ISourceErrors errors, int maxValueBytes)
{
    private readonly List<StreamEncoders> _encoders = [];
    private readonly List<int> _topics = [];
    // The headers of the last row that had any: rows of a batch mostly share theirs, whose bytes then lie in the buffer once.
    private readonly List<(Slice Name, Slice Value)> _headers = [];
    private int _headerStart = -1;
    private uint _round;
    private int _nextFailure;

    /// <summary>Encodes all live rows; those that cannot be are handed to the error policy in their place.</summary>
    /// <exception cref="ConnectException">Data: a row cannot be encoded and errors are not tolerated.</exception>
    public async ValueTask EncodeAsync(RecordBatch batch, EncodedBatch into, CancellationToken cancellationToken)
    {
        await cache.PrepareAsync(batch, _encoders, cancellationToken);
        _topics.Clear();
        foreach (var encoders in _encoders)
        {
            _topics.Add(into.AddTopic(encoders.Topic));
        }

        // Rows without a key go to one partition for the whole batch, as the sticky partitioner does: fewer, larger record batches.
        _round++;
        _nextFailure = 0;
        _headerStart = -1;
        var next = 0;
        while (next < batch.RowCount)
        {
            next = EncodeFrom(next, batch, into);
        }
    }

    private int EncodeFrom(int first, RecordBatch batch, EncodedBatch into)
    {
        var i = first;
        var length = into.Length;
        try
        {
            for (; i < batch.RowCount; i++)
            {
                ref readonly var row = ref batch.Rows[i];
                length = into.Length;
                if (row.IsLive)
                {
                    Encode(batch, row, into);
                }
                else if ((row.Flags & RowFlags.Failed) != 0)
                {
                    errors.Handle(batch, i, Reason(batch, i), into);
                }
            }
        }
        catch (ConnectException exception) when (exception.Kind == ErrorKind.Data && batch.Rows[i].IsLive)
        {
            into.Rewind(length);
            _headerStart = -1;
            errors.Handle(batch, i, exception, into);
            i++;
        }

        return i;
    }

    private void Encode(RecordBatch batch, in Row row, EncodedBatch into)
    {
        var encoders = _encoders[row.Stream];
        var key = Write(encoders.Key, batch, row, into);
        var value = Write(encoders.Value, batch, row, into);
        var partition = row.Partition >= 0 ? row.Partition
            : key.IsNull ? (int)(_round % (uint)encoders.Partitions)
            : Murmur2.Partition(into[key], encoders.Partitions);
        if (row.HeaderCount > 0)
        {
            AddHeaders(batch, row, into);
        }

        into.AddRecord(_topics[row.Stream], partition, row.Timestamp, key, value, row.HeaderCount);
    }

    private void AddHeaders(RecordBatch batch, in Row row, EncodedBatch into)
    {
        if (row.HeaderStart != _headerStart || row.HeaderCount != _headers.Count)
        {
            _headers.Clear();
            foreach (ref readonly var header in batch.Headers.Slice(row.HeaderStart, row.HeaderCount))
            {
                _headers.Add((into.Write(batch.Arena.Slice(header.NameStart, header.NameLength)), WriteHeader(batch, header.Value, into)));
            }

            _headerStart = row.HeaderStart;
        }

        foreach (var (name, value) in _headers)
        {
            into.AddHeader(name, value);
        }
    }

    private Slice Write(IRecordEncoder? encoder, RecordBatch batch, in Row row, EncodedBatch into)
    {
        if (encoder is null)
        {
            return Slice.Null;
        }

        for (; ; )
        {
            var written = encoder.Encode(batch, row, into.Free);
            if (written >= 0)
            {
                return written <= maxValueBytes ? into.Advance(written) : throw TooLarge(batch, row, $"{written} bytes");
            }

            if (written == IRecordEncoder.Absent)
            {
                return Slice.Null;
            }

            if (into.Free.Length > maxValueBytes)
            {
                throw TooLarge(batch, row, $"more than {maxValueBytes} bytes");
            }

            into.Grow(Math.Max(4096, into.Free.Length * 2));
        }
    }

    private ConnectException TooLarge(RecordBatch batch, in Row row, string found) =>
        new(ErrorKind.Data, "ENC001", $"Cannot write a record to topic '{batch.Streams[row.Stream].Topic}': it has {found}, at most {maxValueBytes} are allowed. Raise value.bytes.max, or leave the large column out.");

    private static Slice WriteHeader(RecordBatch batch, Cell value, EncodedBatch into)
    {
        if (!value.HasValue)
        {
            return Slice.Null;
        }

        if (value.Kind is FieldKind.String or FieldKind.Bytes)
        {
            return into.Write(batch[value]);
        }

        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            ValueJson.Write(json, batch, null, value);
        }

        return into.Write(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    // Failures mostly come in the order of their rows, so the search goes on where the last one ended.
    private ConnectException Reason(RecordBatch batch, int row)
    {
        var failures = batch.Failures;
        for (var i = 0; i < failures.Count; i++)
        {
            var failure = failures[(_nextFailure + i) % failures.Count];
            if (failure.Row == row)
            {
                _nextFailure = (_nextFailure + i + 1) % failures.Count;
                return failure.Error;
            }
        }

        return new ConnectException(ErrorKind.Data, "ENC002", $"Cannot write row {row} of a batch: it is marked failed without a reason, a reason is required. Report this to the plugin's author.");
    }
}
