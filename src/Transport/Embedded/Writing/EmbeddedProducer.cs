using ConnectRuntime.Transport.Embedded.Transactions;

namespace ConnectRuntime.Transport.Embedded.Writing;

/// <summary>Appends to the embedded log: frames on its caller's thread, hands over to the flusher.</summary>
internal sealed partial class EmbeddedProducer(FlushLoop loop, RequestPool requests, TransactionState? state, short epoch) : ITopicProducer
{
    private readonly BatchFramer _framer = new(loop.Topics, loop.Context.Options);
    private readonly RecordWriter _writer = new();
    private bool _disposed;

    public ValueTask AppendAsync(EncodedBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, this);
        loop.ThrowIfUnusable();
        if (state is not null)
        {
            RequireOpen("append");
        }

        var request = requests.Rent();
        request.Transaction = state;
        request.Epoch = epoch;
        try
        {
            _writer.Start(request, loop.Context.Now);
            _framer.Frame(batch, request, _writer);
            var completion = request.AsValueTask;
            loop.Enqueue(request);
            return completion;
        }
        catch (TopicLogException e)
        {
            // As a task that failed, so that a caller with several appends under way hears of each in its place.
            request.Recycle();
            return ValueTask.FromException(e);
        }
        finally
        {
            _writer.End();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            await AbortLeftOpenAsync().ConfigureAwait(false);
            _disposed = true;
        }
    }
}
