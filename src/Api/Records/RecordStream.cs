namespace ConnectRuntime.Records;

/// <summary>How the value of a stream's rows is laid out when it is written.</summary>
public enum ValueLayout : byte
{
    /// <summary>The row itself: the value is <c>after</c>, and a delete has none.</summary>
    Flat,

    /// <summary>The change envelope of Debezium: before, after, source, transaction, op, ts_ms, ts_us, ts_ns.</summary>
    Envelope,
}

/// <summary>What rows have in common: the topic they go to or came from, and the schemas of their parts.</summary>
/// <remarks>
/// Immutable and compared by its parts, which are interned; so a table of streams per batch serves any number of tables and a
/// schema that changes in the middle, and routing replaces the stream without touching a row.
/// </remarks>
/// <param name="Topic">The topic.</param>
/// <param name="KeySchema">The key's schema, of any kind; null where rows have no key.</param>
/// <param name="ValueSchema">The schema of before and after, or of a plain value of any kind; null where rows never have a value.</param>
/// <param name="Layout">How the value is written.</param>
public sealed record RecordStream(string Topic, RecordSchema? KeySchema, RecordSchema? ValueSchema, ValueLayout Layout = ValueLayout.Flat)
{
    private RecordSchema? _written;

    // A copy is made to change a part, so it does not take the envelope around the old parts along.
    private RecordStream(RecordStream original)
    {
        Topic = original.Topic;
        KeySchema = original.KeySchema;
        ValueSchema = original.ValueSchema;
        Layout = original.Layout;
        SourceSchema = original.SourceSchema;
        TransactionSchema = original.TransactionSchema;
    }

    /// <summary>The schema of the source block, for an envelope.</summary>
    public RecordSchema? SourceSchema { get; init; }

    /// <summary>The schema of the transaction block, for an envelope.</summary>
    public RecordSchema? TransactionSchema { get; init; }

    /// <summary>The schema of the value as it is written: <see cref="ValueSchema"/>, or the envelope around it.</summary>
    public RecordSchema? WrittenSchema =>
        Layout == ValueLayout.Flat || ValueSchema is null ? ValueSchema : _written ??= EnvelopeSchema.Around(this);

    /// <inheritdoc/>
    public bool Equals(RecordStream? other) =>
        other is not null
        && Topic == other.Topic
        && ReferenceEquals(KeySchema, other.KeySchema)
        && ReferenceEquals(ValueSchema, other.ValueSchema)
        && ReferenceEquals(SourceSchema, other.SourceSchema)
        && ReferenceEquals(TransactionSchema, other.TransactionSchema)
        && Layout == other.Layout;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Topic, KeySchema, ValueSchema, Layout);
}
