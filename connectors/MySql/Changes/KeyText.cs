using System.Buffers;
using System.Text.Json;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>Writes a key as the text of a header: a JSON object, as Kafka Connect's own header converter spells a struct.</summary>
/// <remarks>Owner: one <see cref="ChangeWriter"/>; its thread. A decimal is a number with all its digits and allocates; nothing else does.</remarks>
internal sealed class KeyText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);
    private readonly Utf8JsonWriter _json;

    public KeyText() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    });

    /// <summary>Writes the key under a root cell into the batch's arena.</summary>
    /// <returns>Its text.</returns>
    public Cell Write(RecordBatch batch, RecordSchema key, int root)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        for (var i = 0; i < key.Fields.Count; i++)
        {
            var field = key.Fields[i];
            _json.WritePropertyName(field.Name);
            var cell = batch.Cells[root + 1 + field.Ordinal];
            if (cell.HasValue && field.Schema.Logical.Kind == LogicalKind.Decimal)
            {
                _json.WriteRawValue(ValueJson.Decimal(batch[cell], field.Schema.Logical.Scale), skipInputValidation: true);
            }
            else
            {
                ValueJson.Write(_json, batch, field.Schema, cell);
            }
        }

        _json.WriteEndObject();
        _json.Flush();
        return Cell.Text(batch.AddBytes(_buffer.WrittenSpan), _buffer.WrittenCount);
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();
}
