using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Errors;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>What it takes to read records of one topic that name one pair of schema ids.</summary>
/// <param name="Stream">What a sink sees of them.</param>
/// <param name="Key">Decoder of keys; null where they have none.</param>
/// <param name="Value">Decoder of values; null for tombstones.</param>
/// <param name="Error">Why they cannot be read; null where they can.</param>
internal sealed record StreamDecoders(RecordStream Stream, IRecordDecoder? Key, IRecordDecoder? Value, ConnectException? Error);

/// <summary>Which decoders a record needs.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="KeyId">The key's schema id, −1 for none in the bytes, −2 for no key.</param>
/// <param name="ValueId">The value's schema id, −1 for none in the bytes, −2 for no value.</param>
internal readonly record struct DecoderKey(string Topic, int KeyId, int ValueId)
{
    /// <summary>The id of a part that is not there at all.</summary>
    public const int NoPart = -2;
}

/// <summary>Decoders per topic and schema ids, compiled on first use.</summary>
/// <remarks>Not thread-safe. A schema that cannot be used is remembered as a data error of its records; an outage of the registry is thrown and not remembered.</remarks>
internal sealed class StreamDecoderCache(IRecordFormat keys, IRecordFormat values)
{
    private const int MostStreams = 100_000;

    private readonly Dictionary<DecoderKey, StreamDecoders> _known = [];

    /// <summary>Keeps the bound; called between two batches, because a batch needs all of its decoders at once.</summary>
    public void Trim()
    {
        if (_known.Count >= MostStreams)
        {
            _known.Clear();
        }
    }

    /// <summary>The decoders, if they are compiled.</summary>
    public bool TryGet(in DecoderKey key, out StreamDecoders? decoders) => _known.TryGetValue(key, out decoders);

    /// <summary>Compiles decoders.</summary>
    public async ValueTask<StreamDecoders> CompileAsync(DecoderKey key, CancellationToken cancellationToken)
    {
        StreamDecoders decoders;
        try
        {
            var keyDecoder = key.KeyId == DecoderKey.NoPart ? null
                : await keys.CreateDecoderAsync(key.Topic, RecordPart.Key, key.KeyId, cancellationToken);
            var valueDecoder = key.ValueId == DecoderKey.NoPart ? null
                : await values.CreateDecoderAsync(key.Topic, RecordPart.Value, key.ValueId, cancellationToken);
            var stream = valueDecoder?.StreamFor(key.Topic, keyDecoder?.Schema) ?? new RecordStream(key.Topic, keyDecoder?.Schema, null);
            decoders = new StreamDecoders(stream, keyDecoder, valueDecoder, null);
        }
        catch (Exception exception) when (ErrorMapping.KindOf(exception) == ErrorKind.Data)
        {
            decoders = new StreamDecoders(new RecordStream(key.Topic, null, null), null, null, (ConnectException)exception);
        }

        _known[key] = decoders;
        return decoders;
    }
}
