using System.Runtime.CompilerServices;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>How the parts of a row are written as a change envelope. Immutable; shared by threads.</summary>
internal sealed class EnvelopePlan
{
    /// <summary>The row, with the branch before it.</summary>
    public required EncodePlan Before { get; init; }

    /// <summary>The row, with the branch before it.</summary>
    public required EncodePlan After { get; init; }

    /// <summary>The source block; null where the stream has none.</summary>
    public required EncodePlan? Source { get; init; }

    /// <summary>The transaction block; null where the stream has none.</summary>
    public required EncodePlan? Transaction { get; init; }

    /// <summary>Compiles the envelope of a stream from its schema and the Avro schema made of it.</summary>
    /// <param name="envelope">The schema.</param>
    /// <param name="avro">The Avro schema.</param>
    /// <param name="blocks">The plans of source and transaction blocks, which the streams of a source share.</param>
    public static EnvelopePlan Compile(RecordSchema envelope, AvroRecord avro, ConditionalWeakTable<RecordSchema, EncodePlan> blocks)
    {
        var after = Row(EnvelopeSchema.After);
        return new EnvelopePlan
        {
            // The row is one type, so its fields have one plan, in which they have their own names.
            Before = envelope.Find(EnvelopeSchema.Before)!.Schema == envelope.Find(EnvelopeSchema.After)!.Schema
                ? after.Named(EnvelopeSchema.Before)
                : Row(EnvelopeSchema.Before),
            After = after,
            Source = Block(EnvelopeSchema.Source),
            Transaction = Block(EnvelopeSchema.Transaction),
        };

        EncodePlan Row(string name) => Part(name, string.Empty)!.Named(name);

        EncodePlan? Block(string name) => envelope.Find(name) is { } field ? blocks.GetValue(field.Schema, _ => Part(name, name)!) : null;

        EncodePlan? Part(string name, string path) => envelope.IndexOf(name) is var index and >= 0
            ? EncodeCompiler.Compile(envelope.Fields[index].Schema, avro.Fields[index].Schema, path)
            : null;
    }
}
