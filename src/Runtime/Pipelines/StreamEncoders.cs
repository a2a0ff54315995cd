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

    private readonly Dictionary<RecordStream, StreamEncoders> _byStream = [];

    /// <summary>Fills <paramref name="into"/> with the encoders of a batch's streams, by index.</summary>
    public async ValueTask PrepareAsync(RecordBatch batch, List<StreamEncoders> into, CancellationToken cancellationToken)
    {
        into.Clear();
        for (var i = 0; i < batch.Streams.Count; i++)
        {
            var stream = batch.Streams[i];
            if (!_byStream.TryGetValue(stream, out var encoders))
            {
                if (_byStream.Count >= MostStreams)
                {
                    _byStream.Clear();
                }

                encoders = await CompileAsync(stream, cancellationToken);
                _byStream.Add(stream, encoders);
            }

            into.Add(encoders);
        }
    }

    private async ValueTask<StreamEncoders> CompileAsync(RecordStream stream, CancellationToken cancellationToken) => new(
        stream.Topic,
        await topics.RequireAsync(stream.Topic, cancellationToken),
        stream.KeySchema is null ? null : await keys.CreateEncoderAsync(stream, RecordPart.Key, cancellationToken),
        stream.ValueSchema is null ? null : await values.CreateEncoderAsync(stream, RecordPart.Value, cancellationToken));
}
