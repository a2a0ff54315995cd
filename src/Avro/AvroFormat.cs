using System.Runtime.CompilerServices;
using ConnectRuntime.Avro.Files;
using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Avro.Reading;
using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Avro.Writing;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro;

/// <summary>Avro with a schema registry, in Confluent's wire format.</summary>
/// <remarks>
/// Thread-safe. What is compiled of a schema is kept as long as somebody holds the schema; the registry is asked once for a
/// schema and subject, and once for an id.
/// </remarks>
public sealed class AvroFormat : IRecordFormat
{
    private readonly ISchemaRegistry _registry;
    private readonly AvroFormatOptions _options;
    private readonly ConditionalWeakTable<RecordSchema, WriterSchema> _writers = [];
    private readonly ConditionalWeakTable<RecordSchema, EncodePlan> _blocks = [];
    private readonly OnceCache<(int Id, RecordPart Part), IRecordDecoder> _decoders = new(64);

    /// <summary>Avro over a registry.</summary>
    public AvroFormat(ISchemaRegistry registry, AvroFormatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        _registry = registry;
        _options = options ?? AvroFormatOptions.Default;
    }

    /// <inheritdoc/>
    public string Name => "avro";

    /// <inheritdoc/>
    public async ValueTask<IRecordEncoder> CreateEncoderAsync(RecordStream stream, RecordPart part, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var schema = part == RecordPart.Key ? stream.KeySchema : stream.WrittenSchema;
        if (schema is null)
        {
            throw FormatErrors.NoSchema(stream.Topic, part);
        }

        var writer = WriterFor(schema);
        var strategy = part == RecordPart.Key ? _options.KeySubject : _options.ValueSubject;
        var avro = writer.Avro;
        var subject = SubjectNames.Of(strategy, stream.Topic, part, avro);
        var id = await writer.IdAsync(subject, token => IdAsync(subject, avro.ToString(), token), cancellationToken);
        return part == RecordPart.Value && stream.Layout == ValueLayout.Envelope
            ? new EnvelopeEncoder(writer.Envelope, id, stream.Topic)
            : new PartEncoder(writer.Plan, avro.Type == AvroType.Bytes, part, id, stream.Topic);
    }

    /// <inheritdoc/>
    public int ReadSchemaId(ReadOnlySpan<byte> encoded) => WireHeader.Read(encoded);

    /// <inheritdoc/>
    public ValueTask<IRecordDecoder> CreateDecoderAsync(string topic, RecordPart part, int schemaId, CancellationToken cancellationToken) =>
        schemaId < 0
            ? throw FormatErrors.NoId(topic, part)
            : _decoders.GetAsync((schemaId, part), token => DecoderAsync(topic, part, schemaId, token), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Options: <c>codec</c> (<c>null</c> or <c>deflate</c>) and <c>block.bytes</c>.</remarks>
    public IContainerWriter CreateContainerWriter(RecordSchema schema, Stream output, IReadOnlyDictionary<string, string> options)
    {
        var writer = WriterFor(schema);
        return new ContainerWriter(writer, EnvelopeSchema.IsEnvelope(schema), output, ContainerOptions.Parse(options));
    }

    /// <summary>The text of the Avro schema that a schema is written with.</summary>
    public string SchemaText(RecordSchema schema) => WriterFor(schema).Avro.ToString();

    private WriterSchema WriterFor(RecordSchema schema) => _writers.GetValue(schema, key => new WriterSchema(key, _options.Mapping, _blocks));

    private async ValueTask<int> IdAsync(string subject, string text, CancellationToken cancellationToken)
    {
        if (_options.AutoRegister)
        {
            return await _registry.RegisterAsync(subject, text, cancellationToken);
        }

        return await _registry.FindAsync(subject, text, cancellationToken) is { } found ? found.Id : throw FormatErrors.NotRegistered(subject);
    }

    private async ValueTask<IRecordDecoder> DecoderAsync(string topic, RecordPart part, int id, CancellationToken cancellationToken)
    {
        var stored = await _registry.GetByIdAsync(id, cancellationToken) ?? throw FormatErrors.UnknownId(topic, part, id);
        if (stored.Type != RegisteredSchema.Avro)
        {
            throw FormatErrors.NotAvro(topic, part, id, stored.Type);
        }

        var avro = AvroParser.Parse(stored.Text, await ReferencedAsync(stored, cancellationToken));
        var schema = AvroToRecord.Convert(avro);
        return part == RecordPart.Value && avro is AvroRecord record && EnvelopeSchema.IsEnvelope(schema)
            ? new EnvelopeDecoder(record, schema)
            : new PartDecoder(avro, schema, part);
    }

    // Texts of everything that the schema refers to, each before what needs it.
    private async ValueTask<IReadOnlyList<string>> ReferencedAsync(RegisteredSchema schema, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        var seen = new HashSet<(string Subject, int Version)>();
        await CollectAsync(schema);
        return texts;

        async ValueTask CollectAsync(RegisteredSchema from)
        {
            foreach (var reference in from.References)
            {
                if (seen.Add((reference.Subject, reference.Version))
                    && await _registry.GetVersionAsync(reference.Subject, reference.Version, cancellationToken) is { } found)
                {
                    await CollectAsync(found);
                    texts.Add(found.Text);
                }
            }
        }
    }
}
