using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Makes cells of one fetched batch's bytes, by the decoders of the streams its rows came with.</summary>
/// <remarks>Belongs to its batch. Streams may be replaced by transforms meanwhile: decoders go by what was fetched.</remarks>
internal sealed class BatchDecoder : IBatchDecoder
{
    private readonly List<StreamDecoders> _byStream = [];
    private Projection? _done;
    private bool _isComplete;

    /// <summary>Begins a new batch.</summary>
    public void Reset()
    {
        _byStream.Clear();
        _done = null;
        _isComplete = false;
    }

    /// <summary>Adds the decoders of the batch's next stream.</summary>
    public void Add(StreamDecoders decoders) => _byStream.Add(decoders);

    /// <inheritdoc/>
    public void Decode(RecordBatch batch, Projection? projection)
    {
        if (_isComplete || (projection is not null && ReferenceEquals(projection, _done)))
        {
            return;
        }

        _done = projection;
        // A projection names columns as a transform has left them, which the bytes know nothing of.
        projection = batch.HasOriginalBytes ? projection : null;
        _isComplete = projection is null;
        var next = 0;
        while (next < batch.RowCount)
        {
            next = DecodeFrom(next, batch, projection);
        }
    }

    private int DecodeFrom(int first, RecordBatch batch, Projection? projection)
    {
        var i = first;
        try
        {
            for (; i < batch.RowCount; i++)
            {
                ref var row = ref batch.Rows[i];
                if (!row.IsLive)
                {
                    continue;
                }

                ref readonly var fetched = ref batch.Fetched[i];
                var decoders = _byStream[row.Stream];
                if (decoders.Key is { } key && projection is not { Key: false })
                {
                    key.Decode(batch, ref row, fetched.RawKey, projection);
                }

                decoders.Value?.Decode(batch, ref row, fetched.RawValue, projection);
                row.Flags |= RowFlags.Decoded;
            }
        }
        catch (ConnectException exception) when (exception.Kind == ErrorKind.Data)
        {
            batch.Fail(i, exception);
            i++;
        }

        return i;
    }
}
