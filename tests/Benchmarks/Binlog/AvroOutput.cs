using ConnectRuntime.Benchmarks.Pipelines;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>The end of a rig without topics: rows become Avro keys and values in one buffer, as the product writes them.</summary>
internal sealed class AvroOutput
{
    private readonly byte[] _buffer = new byte[64 * 1024 * 1024];
    private readonly IRecordFormat _format;
    private readonly string _topic;
    private readonly IRecordEncoder _key, _value;
    private readonly RecordBatch _read = new();
    private IRecordDecoder? _decoder;
    private RecordStream? _stream;

    private AvroOutput(IRecordFormat format, string topic, IRecordEncoder key, IRecordEncoder value) =>
        (_format, _topic, _key, _value) = (format, topic, key, value);

    /// <summary>Bytes written so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    /// <summary>What rows that were read back add up to.</summary>
    public SampleSum Sum { get; private set; }

    /// <summary>Makes the encoders of a worker's format for a stream.</summary>
    public static async Task<AvroOutput> OpenAsync(Bench bench, RecordStream stream) => new(
        bench.Worker.Format,
        stream.Topic,
        await bench.Worker.Format.CreateEncoderAsync(stream, RecordPart.Key, default),
        await bench.Worker.Format.CreateEncoderAsync(stream, RecordPart.Value, default));

    /// <summary>Writes the rows of a batch.</summary>
    public void Encode(RecordBatch batch) => Encode(batch, isChecked: false);

    /// <summary>Writes the rows of a batch, reads them back and adds them up.</summary>
    public void EncodeAndCheck(RecordBatch batch) => Encode(batch, isChecked: true);

    private void Encode(RecordBatch batch, bool isChecked)
    {
        var at = 0;
        for (var i = 0; i < batch.RowCount; i++)
        {
            at += Written(_key.Encode(batch, batch.Rows[i], _buffer.AsSpan(at)));
            var length = Written(_value.Encode(batch, batch.Rows[i], _buffer.AsSpan(at)));
            if (isChecked)
            {
                Check(_buffer.AsSpan(at, length));
            }

            at += length;
        }

        Rows += batch.RowCount;
        Bytes += at;
    }

    private void Check(ReadOnlySpan<byte> value)
    {
        _decoder ??= _format.CreateDecoderAsync(_topic, RecordPart.Value, _format.ReadSchemaId(value), default).AsTask().GetAwaiter().GetResult();
        _stream ??= _decoder.StreamFor(_topic, null);
        _read.Clear();
        var at = _read.AddBytes(value);
        var row = _read.Add(_stream);
        _decoder.Decode(_read, ref row.Row, new RawRange(at, value.Length), null);
        Sum = Sum.Add(new RowReader(_read, 0).After);
    }

    private static int Written(int length) => length > 0 ? length : throw new InvalidOperationException($"A part of a row gave {length} bytes.");
}
