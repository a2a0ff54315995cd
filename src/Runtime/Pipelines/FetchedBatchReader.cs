using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Turns fetched records into rows over the same bytes; nothing is decoded but the schema ids.</summary>
/// <remarks>Not thread-safe. Allocates nothing per row.</remarks>
internal sealed class FetchedBatchReader(IRecordFormat keys, IRecordFormat values)
{
    private readonly StreamDecoderCache _cache = new(keys, values);
    private readonly BatchDecoder _decoder = new();
    private readonly Dictionary<DecoderKey, int> _streams = [];

    // What the records were, before their bytes moved into the batch.
    private FetchedRecord[] _records = [];
    private byte[] _spare = new byte[64 * 1024];

    /// <summary>Moves the fetched bytes and their index into <paramref name="batch"/>.</summary>
    /// <exception cref="Errors.ConnectException">Transient: the registry is away; the records are still in <paramref name="fetched"/>.</exception>
    public async ValueTask ReadAsync(FetchedBatch fetched, RecordBatch batch, CancellationToken cancellationToken)
    {
        _cache.Trim();
        await CompileMissingAsync(fetched, cancellationToken);
        _decoder.Reset();
        _streams.Clear();
        Copy(fetched);
        var length = fetched.Length;
        _spare = batch.Adopt(fetched.TakeBuffer(_spare), length, _decoder);
        foreach (var position in fetched.Positions)
        {
            batch.AddPartition(new BatchPartition(new(position.Partition.Topic, position.Partition.Partition), position.TopicId));
        }

        foreach (var header in fetched.Headers)
        {
            batch.AddRawHeader(new RawHeader(Range(header.Name), Range(header.Value)));
        }

        Fill(batch, fetched.Records.Length);
    }

    private static RawRange Range(Slice slice) => new(slice.Offset, slice.Length);

    private static int IdOf(IRecordFormat format, ReadOnlySpan<byte> bytes, Slice slice) =>
        slice.IsNull ? DecoderKey.NoPart : format.ReadSchemaId(bytes.Slice(slice.Offset, slice.Length));

    private void Copy(FetchedBatch fetched)
    {
        if (_records.Length < fetched.Records.Length)
        {
            _records = new FetchedRecord[fetched.Records.Length * 2];
        }

        fetched.Records.CopyTo(_records);
    }

    private void Fill(RecordBatch batch, int count)
    {
        var previous = default(DecoderKey);
        var stream = -1;
        ConnectException? error = null;
        for (var i = 0; i < count; i++)
        {
            ref readonly var record = ref _records[i];
            var key = new DecoderKey(
                batch.Partitions[record.Partition].Partition.Topic, IdOf(keys, batch.Arena, record.Key), IdOf(values, batch.Arena, record.Value));
            if (stream < 0 || key != previous)
            {
                stream = StreamOf(batch, key);
                previous = key;
                error = _cache.TryGet(key, out var decoders) ? decoders!.Error : null;
            }

            var row = new FetchedRow
            {
                Partition = record.Partition,
                KeySchemaId = Math.Max(key.KeyId, -1),
                ValueSchemaId = Math.Max(key.ValueId, -1),
                IsAppendTime = record.IsAppendTime,
                Offset = record.Offset,
                RawKey = Range(record.Key),
                RawValue = Range(record.Value),
                HeaderStart = record.HeaderStart,
                HeaderCount = record.HeaderCount,
            };
            batch.AddFetched(stream, row, record.Timestamp);
            if (error is not null)
            {
                batch.Fail(i, error);
            }
        }
    }

    private int StreamOf(RecordBatch batch, in DecoderKey key)
    {
        if (!_streams.TryGetValue(key, out var stream))
        {
            _cache.TryGet(key, out var decoders);
            stream = batch.AppendStream(decoders!.Stream);
            _decoder.Add(decoders);
            _streams.Add(key, stream);
        }

        return stream;
    }

    private async ValueTask CompileMissingAsync(FetchedBatch fetched, CancellationToken cancellationToken)
    {
        for (var next = 0; FindMissing(fetched, ref next) is { } missing;)
        {
            await _cache.CompileAsync(missing, cancellationToken);
        }
    }

    private DecoderKey? FindMissing(FetchedBatch fetched, ref int next)
    {
        var previous = default(DecoderKey);
        for (; next < fetched.Records.Length; next++)
        {
            ref readonly var record = ref fetched.Records[next];
            var key = new DecoderKey(
                fetched.Positions[record.Partition].Partition.Topic,
                record.Key.IsNull ? DecoderKey.NoPart : keys.ReadSchemaId(fetched[record.Key]),
                record.Value.IsNull ? DecoderKey.NoPart : values.ReadSchemaId(fetched[record.Value]));
            if (key != previous && !_cache.TryGet(key, out _))
            {
                return key;
            }

            previous = key;
        }

        return null;
    }
}
