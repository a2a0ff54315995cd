using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Rows;

/// <summary>An Avro format over a registry in memory, and the shortest ways through it.</summary>
internal sealed class FormatFixture
{
    private FormatFixture(ISchemaRegistry registry, AvroFormatOptions options)
    {
        Registry = registry;
        Format = new AvroFormat(registry, options);
    }

    public ISchemaRegistry Registry { get; }

    public AvroFormat Format { get; }

    public static async Task<FormatFixture> CreateAsync(AvroFormatOptions? options = null) =>
        new(await EmbeddedSchemaRegistry.OpenAsync(new MemorySchemaLog(), default), options ?? AvroFormatOptions.Default);

    /// <summary>Encodes one part of a row, the header included.</summary>
    public async Task<byte[]> EncodeAsync(RecordBatch batch, int row, RecordPart part = RecordPart.Value) =>
        Encode(await Format.CreateEncoderAsync(batch.Streams[batch.Rows[row].Stream], part, default), batch, row);

    /// <summary>Encodes with buffers that grow until it fits.</summary>
    public static byte[] Encode(IRecordEncoder encoder, RecordBatch batch, int row)
    {
        for (var size = 64; ; size *= 2)
        {
            var bytes = new byte[size];
            var written = encoder.Encode(batch, in batch.Rows[row], bytes);
            if (written >= 0)
            {
                return bytes[..written];
            }

            Assert.Equal(IRecordEncoder.TooSmall, written);
        }
    }

    /// <summary>The decoder of the schema that bytes name.</summary>
    public ValueTask<IRecordDecoder> DecoderAsync(byte[] encoded, RecordPart part = RecordPart.Value) =>
        Format.CreateDecoderAsync("topic", part, Format.ReadSchemaId(encoded), default);

    /// <summary>Decodes into a batch of its own, with other bytes before and behind.</summary>
    public async Task<RecordBatch> DecodeAsync(byte[] encoded, RecordPart part = RecordPart.Value, Projection? projection = null) =>
        Decode(await DecoderAsync(encoded, part), encoded, projection);

    /// <summary>Decodes into a batch of its own, with other bytes before and behind.</summary>
    public static RecordBatch Decode(IRecordDecoder decoder, byte[] encoded, Projection? projection = null)
    {
        var batch = new RecordBatch();
        batch.AddBytes("before"u8);
        var start = batch.AddBytes(encoded);
        batch.AddBytes([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        var row = batch.Add(decoder.StreamFor("topic", null));
        decoder.Decode(batch, ref row.Row, new RawRange(start, encoded.Length), projection);
        return batch;
    }

    /// <summary>A batch with one row of one value, of any kind.</summary>
    public static RecordBatch One(RecordSchema schema, Func<RecordBatch, Cell> value)
    {
        var batch = new RecordBatch();
        var row = batch.Add(new RecordStream("topic", null, schema));
        row.SetValue(value(batch));
        return batch;
    }
}
