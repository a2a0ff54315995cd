using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Topics;

/// <summary>Writes fetched records as JSON, one object a line.</summary>
/// <remarks>
/// <code>
/// {"topic", "partition", "offset", "timestamp", "key", "value", "headers": [{"name", "value"}], "key_schema_id", "value_schema_id"}
/// </code>
/// Parts that name a schema are decoded; others are text where they are text, and else base64 under <c>key_base64</c> or
/// <c>value_base64</c>. A part that cannot be decoded is base64 beside the reason, <c>key_error</c> or <c>value_error</c>.
/// </remarks>
internal sealed class RecordJsonWriter(IRecordFormat format)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly PartDecoders _decoders = new(format);
    private readonly RecordBatch _batch = new();

    /// <summary>Writes the records that are wanted; takes the batch's bytes.</summary>
    public async ValueTask WriteAsync(
        FetchedBatch fetched,
        ArrayBufferWriter<byte> output,
        Func<TopicPartition, long, bool> isWanted,
        CancellationToken cancellationToken)
    {
        var records = fetched.Records.ToArray();
        var headers = fetched.Headers.ToArray();
        var length = fetched.Length;
        _batch.Adopt(fetched.TakeBuffer(new byte[64 * 1024]), length, NoDecoder.Instance);
        using var json = new Utf8JsonWriter(output, Options);
        foreach (var record in records)
        {
            var partition = fetched.Positions[record.Partition].Partition;
            if (!isWanted(partition, record.Offset))
            {
                continue;
            }

            var key = await _decoders.FindAsync(partition.Topic, RecordPart.Key, Bytes(record.Key), cancellationToken);
            var value = await _decoders.FindAsync(partition.Topic, RecordPart.Value, Bytes(record.Value), cancellationToken);
            Write(json, partition, record, headers.AsSpan(record.HeaderStart, record.HeaderCount), key, value);
            json.Flush();
            output.Write("\n"u8);
            json.Reset();
        }
    }

    private ReadOnlyMemory<byte>? Bytes(Slice slice) => slice.IsNull ? null : _batch[new RawRange(slice.Offset, slice.Length)].ToArray();

    private void Write(
        Utf8JsonWriter json,
        TopicPartition partition,
        in FetchedRecord record,
        ReadOnlySpan<EncodedHeader> headers,
        PartDecoder key,
        PartDecoder value)
    {
        json.WriteStartObject();
        json.WriteString("topic", partition.Topic);
        json.WriteNumber("partition", partition.Partition);
        json.WriteNumber("offset", record.Offset);
        json.WriteNumber("timestamp", record.Timestamp);
        var row = new DecodedRow(_batch, partition.Topic, key, value, record);
        row.WriteKey(json);
        row.WriteValue(json);
        json.WriteStartArray("headers");
        foreach (var header in headers)
        {
            json.WriteStartObject();
            json.WriteString("name", _batch[new RawRange(header.Name.Offset, header.Name.Length)]);
            RawJson.Write(json, "value", _batch[new RawRange(header.Value.Offset, header.Value.Length)], header.Value.IsNull);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteId(json, "key_schema_id", key.SchemaId);
        WriteId(json, "value_schema_id", value.SchemaId);
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, string name, int id)
    {
        if (id >= 0)
        {
            json.WriteNumber(name, id);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private sealed class NoDecoder : IBatchDecoder
    {
        public static readonly NoDecoder Instance = new();

        public void Decode(RecordBatch batch, Projection? projection)
        {
        }
    }
}
