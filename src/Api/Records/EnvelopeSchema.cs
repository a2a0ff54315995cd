namespace ConnectRuntime.Records;

/// <summary>The change envelope as Debezium lays it out, and how to tell it from an ordinary struct.</summary>
/// <remarks>
/// Field order and names: before, after, source, transaction, op, ts_ms, ts_us, ts_ns; the struct is called
/// <c>&lt;prefix&gt;.&lt;db&gt;.&lt;table&gt;.Envelope</c>, version 2.
/// </remarks>
public static class EnvelopeSchema
{
    /// <summary>Name of the field with the row before the change.</summary>
    public const string Before = "before";

    /// <summary>Name of the field with the row after the change.</summary>
    public const string After = "after";

    /// <summary>Name of the source block.</summary>
    public const string Source = "source";

    /// <summary>Name of the transaction block.</summary>
    public const string Transaction = "transaction";

    /// <summary>Name of the operation's letter.</summary>
    public const string Operation = "op";

    /// <summary>Name of the processing time in milliseconds.</summary>
    public const string Millis = "ts_ms";

    /// <summary>Name of the processing time in microseconds.</summary>
    public const string Micros = "ts_us";

    /// <summary>Name of the processing time in nanoseconds.</summary>
    public const string Nanos = "ts_ns";

    /// <summary>The text that stands for an unavailable value, in text columns; as UTF-8 bytes in binary ones.</summary>
    public const string UnavailablePlaceholder = "__debezium_unavailable_value";

    internal static readonly RecordSchema OptionalInt64 = RecordSchema.Int64.WithNullable(true);

    /// <summary>The envelope around a stream's value.</summary>
    public static RecordSchema Around(RecordStream stream)
    {
        var row = stream.ValueSchema!.WithNullable(true);
        var builder = SchemaBuilder.Struct(NameFor(stream)).Version(2).Field(Before, row).Field(After, row);
        if (stream.SourceSchema is not null)
        {
            builder.Field(Source, stream.SourceSchema);
        }

        if (stream.TransactionSchema is not null)
        {
            builder.Field(Transaction, stream.TransactionSchema.WithNullable(true));
        }

        return builder
            .Field(Operation, RecordSchema.String)
            .Field(Millis, OptionalInt64)
            .Field(Micros, OptionalInt64)
            .Field(Nanos, OptionalInt64)
            .Build();
    }

    /// <summary>Whether a struct is a change envelope: it has an <c>op</c> that is text, and a before and an after of one struct type.</summary>
    public static bool IsEnvelope(RecordSchema schema) =>
        schema.Kind == FieldKind.Struct
        && schema.Find(Operation) is { Schema.Kind: FieldKind.String }
        && schema.Find(After) is { Schema: { Kind: FieldKind.Struct } after }
        && schema.Find(Before) is { Schema: { Kind: FieldKind.Struct } before }
        && ReferenceEquals(after.WithNullable(true), before.WithNullable(true));

    private static string NameFor(RecordStream stream)
    {
        const string suffix = ".Value";
        var name = stream.ValueSchema!.Name ?? stream.Topic;
        return (name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name) + ".Envelope";
    }
}
