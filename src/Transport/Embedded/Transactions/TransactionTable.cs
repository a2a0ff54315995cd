namespace ConnectRuntime.Transport.Embedded.Transactions;

/// <summary>All transactional ids that ever were, and the producer ids given out.</summary>
/// <remarks>Flusher only, once the log is open.</remarks>
internal sealed class TransactionTable
{
    private readonly Dictionary<string, TransactionState> _byId = [];
    private long _nextProducerId;

    public IReadOnlyCollection<TransactionState> All => _byId.Values;

    public long TakeProducerId() => _nextProducerId++;

    public void Load(string id, long producerId, short epoch)
    {
        _byId[id] = new TransactionState(id, producerId, epoch);
        _nextProducerId = Math.Max(_nextProducerId, producerId + 1);
    }

    /// <summary>The state of an id; a new one has epoch −1, before its first producer.</summary>
    public TransactionState FindOrAdd(string id)
    {
        if (!_byId.TryGetValue(id, out var state))
        {
            _byId.Add(id, state = new TransactionState(id, TakeProducerId(), -1));
        }

        return state;
    }
}
