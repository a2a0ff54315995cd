using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>A row's schema as it is written: its Avro schema, the plans to write it, and its ids per subject.</summary>
internal sealed class WriterSchema
{
    private readonly Lazy<EncodePlan> _plan;
    private readonly Lazy<EnvelopePlan> _envelope;

    public WriterSchema(RecordSchema schema, AvroMappingOptions options)
    {
        Avro = RecordToAvro.Convert(schema, options);
        Text = Avro.ToString();
        _plan = new(() => EncodeCompiler.Compile(schema, Avro, string.Empty));
        _envelope = new(() => EnvelopePlan.Compile(schema, (AvroRecord)Avro));
    }

    /// <summary>The Avro schema.</summary>
    public AvroSchema Avro { get; }

    /// <summary>Its text.</summary>
    public string Text { get; }

    /// <summary>How a cell is written as a whole.</summary>
    public EncodePlan Plan => _plan.Value;

    /// <summary>How the parts of a row are written, where the schema is an envelope's.</summary>
    public EnvelopePlan Envelope => _envelope.Value;

    /// <summary>Ids by subject.</summary>
    public OnceCache<string, int> Ids { get; } = new();
}
