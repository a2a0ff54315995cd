using System.Threading.Channels;
using ConnectRuntime.Runtime.Offsets;
using ConnectRuntime.Transport;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Encodes batches of one source task into outgoing buffers and commits each with the positions behind it, as one transaction.</summary>
/// <remarks>
/// Two buffers: while one is being committed the next is filled, so a commit takes whatever has come in meanwhile: one batch
/// when there is little to do, megabytes under load. Buffers are committed one after the other, so positions never overtake
/// rows: <c>committed ≤ appended ≤ encoded ≤ read</c>.
/// </remarks>
internal sealed class SourceWriter(
    TaskSettings settings, BatchEncoder encoder, ITopicProducer producer, SourceOffsetStore offsets, TopicDirectory topics) : IAsyncDisposable
{
    private const int FullAt = 4 * 1024 * 1024;

    private OutgoingBuffer _filling = new();
    private OutgoingBuffer _other = new();
    private bool _isInTransaction;

    /// <summary>Writes batches until the channel is completed and everything is durable.</summary>
    /// <param name="filled">Batches, in order.</param>
    /// <param name="recycle">Takes a batch back once its rows are encoded.</param>
    /// <param name="committed">Hears of a buffer once it is durable.</param>
    /// <param name="stop">Ends the retries of an outage; what can be finished is finished.</param>
    public async Task RunAsync(ChannelReader<SourceItem> filled, Action<SourceItem> recycle, Action<OutgoingBuffer> committed, CancellationToken stop)
    {
        var committing = Task.CompletedTask;
        Task<bool>? more = null;
        try
        {
            for (var open = true; open || !_filling.IsEmpty;)
            {
                while (_filling.Batch.Length < FullAt && filled.TryRead(out var item))
                {
                    await FillAsync(item, stop);
                    recycle(item);
                }

                if (committing.IsCompleted)
                {
                    await committing;
                    if (!_filling.IsEmpty)
                    {
                        (_filling, _other) = (_other, _filling);
                        committing = CommitAsync(_other, committed, stop);
                    }
                }

                if (_filling.Batch.Length >= FullAt)
                {
                    await committing;
                    continue;
                }

                // Whichever comes first: more rows, or the end of the commit, which may be a failure.
                more ??= filled.WaitToReadAsync(CancellationToken.None).AsTask();
                await Task.WhenAny(more, committing.IsCompleted ? more : committing);
                if (more.IsCompleted)
                {
                    open = await more;
                    more = null;
                    if (!open)
                    {
                        await committing;
                    }
                }
            }
        }
        finally
        {
            await committing;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => producer.DisposeAsync();

    private async ValueTask FillAsync(SourceItem item, CancellationToken stop)
    {
        settings.Transforms.Apply(item.Batch);
        // Only what precedes the first row can fail for a while, the registry and the making of topics, so a retry repeats no row.
        await RetryLoop.RunAsync(settings, "encode", () => encoder.EncodeAsync(item.Batch, _filling.Batch, CancellationToken.None), stop);
        _filling.Add(item);
    }

    private async Task CommitAsync(OutgoingBuffer outgoing, Action<OutgoingBuffer> committed, CancellationToken stop)
    {
        offsets.Write(outgoing.Batch, outgoing.Positions);
        if (outgoing.Batch.Records.Length > 0)
        {
            await RetryLoop.RunAsync(settings, "write to topics", () => AppendAsync(outgoing.Batch), stop);
        }

        offsets.Take(outgoing.Positions);
        settings.Progress.Moved(outgoing.Rows, outgoing.Batch.Length);
        committed(outgoing);
        outgoing.Clear();
    }

    // Once begun a commit is carried through: to give up half-way would leave open whether it happened. What a failure for a
    // while has left open is aborted before the next try, because the abort itself may fail for the same reason.
    private async ValueTask AppendAsync(EncodedBatch batch)
    {
        if (_isInTransaction)
        {
            await producer.AbortTransactionAsync(CancellationToken.None);
            _isInTransaction = false;
        }

        await producer.BeginTransactionAsync(CancellationToken.None);
        _isInTransaction = true;
        try
        {
            await producer.AppendAsync(batch, CancellationToken.None);
        }
        catch (TopicLogException exception) when (exception.Kind == TopicLogErrorKind.Data)
        {
            if (!await topics.RestoreAsync(batch.Topics, CancellationToken.None))
            {
                throw;
            }

            settings.Logger.LogWarning("A topic was deleted while it was written to; it is made again: {Reason}", exception.Message);
            await producer.AppendAsync(batch, CancellationToken.None);
        }

        CrashPoint.Pass(CrashPoint.SourceAppended);
        await producer.CommitTransactionAsync(CancellationToken.None);
        CrashPoint.Pass(CrashPoint.SourceCommitted);
        _isInTransaction = false;
    }
}
