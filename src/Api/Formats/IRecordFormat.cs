using ConnectRuntime.Records;

namespace ConnectRuntime.Formats;

/// <summary>Which half of a record.</summary>
public enum RecordPart : byte
{
    /// <summary>The key.</summary>
    Key,

    /// <summary>The value.</summary>
    Value,
}

/// <summary>A way to write rows as bytes and to read them again, such as Avro with a schema registry.</summary>
/// <remarks>Thread-safe. Encoders and decoders are compiled from schemas; the runtime keeps one per stream or schema id.</remarks>
public interface IRecordFormat
{
    /// <summary>Its name, such as <c>avro</c>.</summary>
    string Name { get; }

    /// <summary>Compiles an encoder for one part of a stream's rows, registering the schema where the format has a registry.</summary>
    /// <exception cref="Errors.ConnectException">Transient: the registry is away. Data: the schema is refused or cannot be expressed.</exception>
    ValueTask<IRecordEncoder> CreateEncoderAsync(RecordStream stream, RecordPart part, CancellationToken cancellationToken);

    /// <summary>The schema id that encoded bytes name, or −1 where they name none.</summary>
    int ReadSchemaId(ReadOnlySpan<byte> encoded);

    /// <summary>Compiles a decoder for bytes that name this schema id.</summary>
    /// <exception cref="Errors.ConnectException">Transient: the registry is away. Data: there is no such schema, or the bytes are not of this format (id −1).</exception>
    ValueTask<IRecordDecoder> CreateDecoderAsync(string topic, RecordPart part, int schemaId, CancellationToken cancellationToken);

    /// <summary>Begins a file of values of one schema in the format's own container, such as an Avro object container file.</summary>
    /// <param name="schema">The values' schema.</param>
    /// <param name="output">Receives the file; it stays open.</param>
    /// <param name="options">Options of the container, such as <c>codec</c>.</param>
    IContainerWriter CreateContainerWriter(RecordSchema schema, Stream output, IReadOnlyDictionary<string, string> options);
}
