using System.Runtime.CompilerServices;
using ConnectRuntime.Avro;
using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes.Reference;

/// <summary>Takes rows through Avro with a registry and back, as a topic would.</summary>
internal sealed class AvroPipe
{
    private readonly AvroFormat _format;

    private AvroPipe(ISchemaRegistry registry)
    {
        Registry = registry;
        _format = new AvroFormat(registry, new AvroFormatOptions { Mapping = new AvroMappingOptions { ScrubInvalidNames = true } });
    }

    public ISchemaRegistry Registry { get; }

    public static async Task<AvroPipe> OpenAsync() => new(await EmbeddedSchemaRegistry.OpenAsync(new NoLog(), default));

    /// <summary>The row as a consumer decodes it, in a batch of its own.</summary>
    public async Task<RecordBatch> TakeAsync(RecordBatch batch, int index)
    {
        var stream = batch.Streams[batch.Rows[index].Stream];
        var key = stream.KeySchema is null ? null : Encode(await _format.CreateEncoderAsync(stream, RecordPart.Key, default), batch, index);
        var value = Encode(await _format.CreateEncoderAsync(stream, RecordPart.Value, default), batch, index);
        var keyDecoder = key is null ? null : await _format.CreateDecoderAsync(stream.Topic, RecordPart.Key, _format.ReadSchemaId(key), default);
        var result = new RecordBatch();
        if (value is null)
        {
            Decode(result, result.Add(new RecordStream(stream.Topic, keyDecoder?.Schema, null)), keyDecoder, key);
            return result;
        }

        var valueDecoder = await _format.CreateDecoderAsync(stream.Topic, RecordPart.Value, _format.ReadSchemaId(value), default);
        var row = result.Add(valueDecoder.StreamFor(stream.Topic, keyDecoder?.Schema));
        Decode(result, row, keyDecoder, key);
        Decode(result, row, valueDecoder, value);
        return result;
    }

    private static void Decode(RecordBatch batch, RowWriter row, IRecordDecoder? decoder, byte[]? bytes)
    {
        if (bytes is not null)
        {
            decoder!.Decode(batch, ref row.Row, new RawRange(batch.AddBytes(bytes), bytes.Length), null);
        }
    }

    private static byte[]? Encode(IRecordEncoder encoder, RecordBatch batch, int index)
    {
        var bytes = new byte[1 << 16];
        var written = encoder.Encode(batch, in batch.Rows[index], bytes);
        Assert.NotEqual(IRecordEncoder.TooSmall, written);
        return written == IRecordEncoder.Absent ? null : bytes[..written];
    }

    private sealed class NoLog : ISchemaLog
    {
        public ValueTask AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte>? value, CancellationToken cancellationToken) => default;

        public async IAsyncEnumerable<SchemaLogRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            yield break;
        }
    }
}
