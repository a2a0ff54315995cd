using ConnectRuntime.Errors;
using ConnectRuntime.Formats;

namespace ConnectRuntime.Host.Topics;

/// <summary>How one part of a record is read.</summary>
/// <param name="SchemaId">The schema id that its bytes name, or −1.</param>
/// <param name="Decoder">Null where the bytes are shown as they are.</param>
/// <param name="Error">Why there is no decoder although a schema is named.</param>
internal sealed record PartDecoder(int SchemaId, IRecordDecoder? Decoder, string? Error)
{
    /// <summary>Bytes that are shown as they are.</summary>
    public static readonly PartDecoder None = new(-1, null, null);
}

/// <summary>Decoders by topic, part and schema id, compiled on first use.</summary>
internal sealed class PartDecoders(IRecordFormat format)
{
    private readonly Dictionary<(string Topic, RecordPart Part, int Id), PartDecoder> _known = [];

    /// <summary>The decoder of some bytes.</summary>
    /// <exception cref="ConnectException">Transient: the registry is away.</exception>
    public async ValueTask<PartDecoder> FindAsync(
        string topic, RecordPart part, ReadOnlyMemory<byte>? bytes, CancellationToken cancellationToken)
    {
        var id = bytes is { } encoded ? format.ReadSchemaId(encoded.Span) : -1;
        if (id < 0)
        {
            return PartDecoder.None;
        }

        if (!_known.TryGetValue((topic, part, id), out var decoder))
        {
            decoder = await CompileAsync(topic, part, id, cancellationToken);
            _known.Add((topic, part, id), decoder);
        }

        return decoder;
    }

    private async ValueTask<PartDecoder> CompileAsync(string topic, RecordPart part, int id, CancellationToken cancellationToken)
    {
        try
        {
            return new PartDecoder(id, await format.CreateDecoderAsync(topic, part, id, cancellationToken), null);
        }
        catch (ConnectException exception) when (exception.Kind == ErrorKind.Data)
        {
            return new PartDecoder(id, null, exception.Message);
        }
    }
}
