using System.Runtime.CompilerServices;
using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>A row's schema as it is written: its Avro schema, the plans to write it, and its ids per subject.</summary>
/// <remarks>
/// The Avro schema has several times the bytes of the plans and is asked for when a stream begins: it is kept while somebody uses it, and made again after that.
/// </remarks>
internal sealed class WriterSchema
{
    private readonly RecordSchema _schema;
    private readonly AvroMappingOptions _options;
    private readonly WeakReference<AvroSchema> _avro;
    private readonly Lazy<EncodePlan> _plan;
    private readonly Lazy<EnvelopePlan> _envelope;

    /// <summary>Takes a schema.</summary>
    /// <param name="schema">The row's schema.</param>
    /// <param name="options">How it becomes an Avro schema.</param>
    /// <param name="blocks">Plans of what many envelopes have in common: source and transaction.</param>
    public WriterSchema(RecordSchema schema, AvroMappingOptions options, ConditionalWeakTable<RecordSchema, EncodePlan> blocks)
    {
        _schema = schema;
        _options = options;
        _avro = new(RecordToAvro.Convert(schema, options));
        _plan = new(() => EncodeCompiler.Compile(schema, Avro, string.Empty));
        _envelope = new(() => EnvelopePlan.Compile(schema, (AvroRecord)Avro, blocks));
    }

    /// <summary>The Avro schema.</summary>
    public AvroSchema Avro
    {
        get
        {
            if (!_avro.TryGetTarget(out var avro))
            {
                avro = RecordToAvro.Convert(_schema, _options);
                _avro.SetTarget(avro);
            }

            return avro;
        }
    }

    /// <summary>How a cell is written as a whole.</summary>
    public EncodePlan Plan => _plan.Value;

    /// <summary>How the parts of a row are written, where the schema is an envelope's.</summary>
    public EnvelopePlan Envelope => _envelope.Value;

    /// <summary>Ids by subject.</summary>
    public OnceCache<string, int> Ids { get; } = new();
}
