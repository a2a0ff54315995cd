using System.Collections.Concurrent;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <summary>The cursors that may have something to read, and the signal that something changed.</summary>
/// <remarks>Any thread adds; the consumer's one caller takes and waits.</remarks>
internal sealed class ReadyQueue : IDisposable
{
    private readonly ConcurrentQueue<PartitionCursor> _queue = new();
    private readonly SemaphoreSlim _signal = new(0);
    private int _signalled;

    public int Count => _queue.Count;

    public void Enqueue(PartitionCursor cursor)
    {
        _queue.Enqueue(cursor);
        Signal();
    }

    public bool TryDequeue(out PartitionCursor cursor) => _queue.TryDequeue(out cursor!);

    /// <summary>Ends the present or the next wait.</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref _signalled, 1) == 0)
        {
            _signal.Release();
        }
    }

    /// <summary>Waits for a signal, which it uses up.</summary>
    public async ValueTask WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (await _signal.WaitAsync(wait, cancellationToken).ConfigureAwait(false))
        {
            _ = Interlocked.Exchange(ref _signalled, 0);
        }
    }

    public void Dispose() => _signal.Dispose();
}
