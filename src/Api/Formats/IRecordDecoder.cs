using ConnectRuntime.Records;

namespace ConnectRuntime.Formats;

/// <summary>Reads one part of rows whose bytes name one schema id.</summary>
public interface IRecordDecoder
{
    /// <summary>The schema as it was written; for an envelope, the envelope's.</summary>
    RecordSchema Schema { get; }

    /// <summary>
    /// For values: what rows of this schema look like to a sink. An envelope gives a stream of the row's own schema with
    /// <see cref="ValueLayout.Envelope"/>, anything else a flat one.
    /// </summary>
    RecordStream StreamFor(string topic, RecordSchema? keySchema);

    /// <summary>
    /// Makes cells of the bytes at <paramref name="encoded"/> in the batch's arena, text in place. A key's root goes to
    /// <see cref="Row.Key"/>; a value's to <see cref="Row.After"/>, or, for an envelope, to before, after, source, transaction
    /// and operation. Does not allocate.
    /// </summary>
    /// <exception cref="Errors.ConnectException">Data: the bytes are not a datum of this schema.</exception>
    void Decode(RecordBatch batch, ref Row row, RawRange encoded, Projection? projection);
}
