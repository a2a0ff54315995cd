using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>What it takes to write rows of one stream.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partitions">How many partitions it has.</param>
/// <param name="Key">Encoder of keys; null where rows have none.</param>
/// <param name="Value">Encoder of values; null where rows have none.</param>
internal sealed record StreamEncoders(string Topic, int Partitions, IRecordEncoder? Key, IRecordEncoder? Value);

/// <summary>Encoders per stream, compiled on first use.</summary>
/// <remarks>Not thread-safe. Bound: forgets everything when a source has shown more than a hundred thousand streams.</remarks>
internal sealed class StreamEncoderCache(IRecordFormat keys, IRecordFormat values, TopicDirectory topics)
{
    private const int MostStreams = 100_000;

    // A new topic and two new schemas are three flushes of the disk, which streams that are prepared together share.
    private const int AtOnce = 128;

    private readonly Dictionary<RecordStream, StreamEncoders> _byStream = [];

    /// <summary>Fills <paramref name="into"/> with the encoders of a batch's streams, by index.</summary>
    public async ValueTask PrepareAsync(RecordBatch batch, List<StreamEncoders> into, CancellationToken cancellationToken)
    {
        into.Clear();
        for (var i = 0; i < batch.Streams.Count; i++)
        {
            if (!_byStream.TryGetValue(batch.Streams[i], out var encoders))
            {
                await CompileAsync(batch, i, cancellationToken);
                encoders = _byStream[batch.Streams[i]];
            }

            into.Add(encoders);
        }
    }

    // The next streams of a batch that are not known.
    private async ValueTask CompileAsync(RecordBatch batch, int from, CancellationToken cancellationToken)
    {
        if (_byStream.Count >= MostStreams)
        {
            _byStream.Clear();
        }

        var streams = new List<RecordStream>();
        for (var i = from; i < batch.Streams.Count && streams.Count < AtOnce; i++)
        {
            if (!_byStream.ContainsKey(batch.Streams[i]))
            {
                streams.Add(batch.Streams[i]);
            }
        }

        var encoders = await Task.WhenAll(streams.Select(stream => CompileAsync(stream, cancellationToken).AsTask()));
        for (var i = 0; i < streams.Count; i++)
        {
            _byStream[streams[i]] = encoders[i];
        }
    }

    private async ValueTask<StreamEncoders> CompileAsync(RecordStream stream, CancellationToken cancellationToken) => new(
        stream.Topic,
        await topics.RequireAsync(stream.Topic, cancellationToken),
        stream.KeySchema is null ? null : await keys.CreateEncoderAsync(stream, RecordPart.Key, cancellationToken),
        stream.ValueSchema is null ? null : await values.CreateEncoderAsync(stream, RecordPart.Value, cancellationToken));
}
