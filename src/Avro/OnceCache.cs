using System.Collections.Concurrent;

namespace ConnectRuntime.Avro;

/// <summary>Values that are asked for once each, however many ask at the same time. A failure is not kept.</summary>
/// <param name="capacity">How many values are expected; there may be more.</param>
internal sealed class OnceCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new(concurrencyLevel: 1, capacity);

    public async ValueTask<TValue> GetAsync(TKey key, Func<CancellationToken, ValueTask<TValue>> ask, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        if (entry.Known is { } known)
        {
            return known.Item1;
        }

        await entry.Turn.WaitAsync(cancellationToken);
        try
        {
            entry.Known ??= Tuple.Create(await ask(cancellationToken));
            return entry.Known.Item1;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    // The semaphore's wait handle is never asked for, so there is nothing to dispose.
    private sealed class Entry
    {
        private volatile Tuple<TValue>? _known;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public Tuple<TValue>? Known
        {
            get => _known;
            set => _known = value;
        }
    }
}
