using System.Text.Json;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Topics;

/// <summary>One record, decoded as far as its bytes allow.</summary>
internal sealed class DecodedRow
{
    private readonly RecordBatch _batch;
    private readonly RawRange _rawKey;
    private readonly RawRange _rawValue;
    private readonly int _row;
    private readonly bool _hasKey;
    private readonly bool _hasValue;
    private string? _keyError;
    private string? _valueError;

    /// <summary>Decodes the record's parts, each on its own: a key that is no datum does not hide the value.</summary>
    public DecodedRow(RecordBatch batch, string topic, PartDecoder key, PartDecoder value, in FetchedRecord record)
    {
        _batch = batch;
        _rawKey = new RawRange(record.Key.Offset, record.Key.Length);
        _rawValue = new RawRange(record.Value.Offset, record.Value.Length);
        var stream = value.Decoder?.StreamFor(topic, key.Decoder?.Schema) ?? new RecordStream(topic, key.Decoder?.Schema, null);
        batch.AddFetched(batch.AddStream(stream), new FetchedRow { RawKey = _rawKey, RawValue = _rawValue }, record.Timestamp);
        _row = batch.RowCount - 1;
        (_keyError, _valueError) = (key.Error, value.Error);
        _hasKey = Decode(key, _rawKey, ref _keyError);
        _hasValue = Decode(value, _rawValue, ref _valueError);
    }

    /// <summary>Writes <c>key</c>, or <c>key_base64</c> and <c>key_error</c>.</summary>
    public void WriteKey(Utf8JsonWriter json)
    {
        if (_hasKey)
        {
            json.WritePropertyName("key");
            new RowReader(_batch, _row).Key.WriteTo(json);
            return;
        }

        WriteRaw(json, "key", _rawKey, _keyError);
    }

    /// <summary>Writes <c>value</c>, a change as its envelope, or <c>value_base64</c> and <c>value_error</c>.</summary>
    public void WriteValue(Utf8JsonWriter json)
    {
        if (!_hasValue)
        {
            WriteRaw(json, "value", _rawValue, _valueError);
            return;
        }

        var reader = new RowReader(_batch, _row);
        json.WritePropertyName("value");
        if (reader.Stream.Layout == ValueLayout.Envelope)
        {
            WriteEnvelope(json, reader);
        }
        else
        {
            reader.After.WriteTo(json);
        }
    }

    private static void WriteEnvelope(Utf8JsonWriter json, RowReader reader)
    {
        json.WriteStartObject();
        WriteField(json, EnvelopeSchema.Before, reader.Before);
        WriteField(json, EnvelopeSchema.After, reader.After);
        if (reader.Stream.SourceSchema is not null)
        {
            WriteField(json, EnvelopeSchema.Source, reader.Source);
        }

        if (reader.Stream.TransactionSchema is not null)
        {
            WriteField(json, EnvelopeSchema.Transaction, reader.Transaction);
        }

        json.WriteString(EnvelopeSchema.Operation, [reader.Operation.Code()]);
        if (reader.Row.ProcessedAt > 0)
        {
            json.WriteNumber(EnvelopeSchema.Millis, reader.Row.ProcessedAt / 1_000_000);
        }

        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, string name, ValueReader value)
    {
        json.WritePropertyName(name);
        value.WriteTo(json);
    }

    private bool Decode(PartDecoder part, RawRange bytes, ref string? error)
    {
        if (part.Decoder is null || bytes.IsNull)
        {
            return false;
        }

        try
        {
            part.Decoder.Decode(_batch, ref _batch.Rows[_row], bytes, null);
            return true;
        }
        catch (ConnectException exception) when (exception.Kind == ErrorKind.Data)
        {
            error = exception.Message;
            return false;
        }
    }

    private void WriteRaw(Utf8JsonWriter json, string name, RawRange bytes, string? error)
    {
        RawJson.Write(json, name, _batch[bytes], bytes.IsNull);
        if (error is not null)
        {
            json.WriteString(name + "_error", error);
        }
    }
}
