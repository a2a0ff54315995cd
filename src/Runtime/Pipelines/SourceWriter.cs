using System.Threading.Channels;
using ConnectRuntime.Runtime.Offsets;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Encodes batches of one source task into outgoing buffers and commits each with the positions behind it, as one transaction.</summary>
/// <remarks>
/// Two buffers: while one is being committed the next is filled, so a commit takes whatever has come in meanwhile: one batch
/// when there is little to do, megabytes under load. Buffers are committed one after the other, so positions never overtake
/// rows: <c>committed ≤ appended ≤ encoded ≤ read</c>.
/// </remarks>
internal sealed class SourceWriter(TaskSettings settings, BatchEncoder encoder, ITopicProducer producer, SourceOffsetStore offsets) : IAsyncDisposable
{
    private const int FullAt = 4 * 1024 * 1024;

    private OutgoingBuffer _filling = new();
    private OutgoingBuffer _other = new();

    /// <summary>Writes batches until the channel is completed and everything is durable.</summary>
    /// <param name="filled">Batches, in order.</param>
    /// <param name="recycle">Takes a batch back once its rows are encoded.</param>
    /// <param name="committed">Hears of a buffer once it is durable, before it is emptied.</param>
    /// <param name="stop">Ends the retries of an outage; what can be finished is finished.</param>
    public async Task RunAsync(
        ChannelReader<SourceItem> filled, Action<SourceItem> recycle, Action<OutgoingBuffer> committed, CancellationToken stop)
    {
        var committing = Task.CompletedTask;
        try
        {
            for (var open = true; open || !_filling.IsEmpty;)
            {
                while (_filling.Batch.Length < FullAt && filled.TryRead(out var item))
                {
                    await FillAsync(item, stop);
                    recycle(item);
                }

                if (!_filling.IsEmpty && committing.IsCompleted)
                {
                    await committing;
                    (_filling, _other) = (_other, _filling);
                    committing = CommitAsync(_other, committed, stop);
                }

                open = await WaitAsync(filled, committing);
            }
        }
        finally
        {
            await committing;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => producer.DisposeAsync();

    // Waits for more rows or for the end of the commit, whichever matters first. False once no more rows will come.
    private async ValueTask<bool> WaitAsync(ChannelReader<SourceItem> filled, Task committing)
    {
        if (_filling.Batch.Length >= FullAt)
        {
            await committing;
            return true;
        }

        var more = filled.WaitToReadAsync().AsTask();
        if (!_filling.IsEmpty)
        {
            await Task.WhenAny(more, committing);
            if (more.IsCompleted && !await more)
            {
                await committing;
            }

            return !more.IsCompleted || await more;
        }

        return await more;
    }

    private async ValueTask FillAsync(SourceItem item, CancellationToken stop)
    {
        settings.Transforms.Apply(item.Batch);
        // Only what precedes the first row can fail for a while, the registry and the making of topics, so a retry repeats no row.
        await RetryLoop.RunAsync(settings, "encode", () => encoder.EncodeAsync(item.Batch, _filling.Batch, CancellationToken.None), stop);
        _filling.Add(item.Batch.RowCount, item.Positions);
    }

    private async Task CommitAsync(OutgoingBuffer outgoing, Action<OutgoingBuffer> committed, CancellationToken stop)
    {
        offsets.Write(outgoing.Batch, outgoing.Positions);
        await RetryLoop.RunAsync(settings, "write to topics", () => AppendAsync(outgoing.Batch), stop);
        offsets.Take(outgoing.Positions);
        settings.Progress.Moved(outgoing.Rows, outgoing.Batch.Length);
        committed(outgoing);
        outgoing.Clear();
    }

    // Once begun a commit is carried through: to give up half-way would leave open whether it happened.
    private async ValueTask AppendAsync(EncodedBatch batch)
    {
        await producer.BeginTransactionAsync(CancellationToken.None);
        try
        {
            await producer.AppendAsync(batch, CancellationToken.None);
            await producer.CommitTransactionAsync(CancellationToken.None);
        }
        catch (TopicLogException exception) when (exception.Kind != TopicLogErrorKind.Fatal)
        {
            await producer.AbortTransactionAsync(CancellationToken.None);
            throw;
        }
    }
}
