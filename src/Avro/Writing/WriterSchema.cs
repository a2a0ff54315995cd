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
    private readonly ConditionalWeakTable<RecordSchema, EncodePlan> _blocks;
    private EncodePlan? _plan;
    private EnvelopePlan? _envelope;
    private KnownId? _known;
    private OnceCache<string, int>? _others;

    /// <summary>Takes a schema.</summary>
    /// <param name="schema">The row's schema.</param>
    /// <param name="options">How it becomes an Avro schema.</param>
    /// <param name="blocks">Plans of what many envelopes have in common: source and transaction.</param>
    public WriterSchema(RecordSchema schema, AvroMappingOptions options, ConditionalWeakTable<RecordSchema, EncodePlan> blocks)
    {
        _schema = schema;
        _options = options;
        _blocks = blocks;
        _avro = new(RecordToAvro.Convert(schema, options));
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
    public EncodePlan Plan => _plan ??= EncodeCompiler.Compile(_schema, Avro, string.Empty);

    /// <summary>How the parts of a row are written, where the schema is an envelope's.</summary>
    public EnvelopePlan Envelope => _envelope ??= EnvelopePlan.Compile(_schema, (AvroRecord)Avro, _blocks);

    /// <summary>The id under a subject, which is asked for once.</summary>
    public async ValueTask<int> IdAsync(string subject, Func<CancellationToken, ValueTask<int>> ask, CancellationToken cancellationToken)
    {
        if (_known is { } known && known.Subject == subject)
        {
            return known.Id;
        }

        var fresh = new OnceCache<string, int>(1);
        var others = Interlocked.CompareExchange(ref _others, fresh, null) ?? fresh;
        var id = await others.GetAsync(subject, ask, cancellationToken);
        if (Interlocked.CompareExchange(ref _known, new KnownId(subject, id), null) is null)
        {
            // Nearly all schemas have one subject.
            Interlocked.CompareExchange(ref _others, null, others);
        }

        return id;
    }

    private sealed record KnownId(string Subject, int Id);
}
