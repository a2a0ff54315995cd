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
        return new EnvelopePlan
        {
            Before = Part(EnvelopeSchema.Before)!,
            After = Part(EnvelopeSchema.After)!,
            Source = Block(EnvelopeSchema.Source),
            Transaction = Block(EnvelopeSchema.Transaction),
        };

        EncodePlan? Block(string name) => envelope.Find(name) is { } field ? blocks.GetValue(field.Schema, _ => Part(name)!) : null;

        EncodePlan? Part(string name) => envelope.IndexOf(name) is var index and >= 0
            ? EncodeCompiler.Compile(envelope.Fields[index].Schema, avro.Fields[index].Schema, name)
            : null;
    }
}
