using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Transactions;

/// <summary>A transactional id: who may write under it, and where its open transaction has records.</summary>
/// <remarks>Flusher only, except for <see cref="IsCurrent"/>. A producer whose epoch is older is fenced.</remarks>
internal sealed class TransactionState(string id, long producerId, short epoch)
{
    private int _epoch = epoch;

    public string Id { get; } = id;

    public long ProducerId { get; private set; } = producerId;

    public short Epoch => (short)Volatile.Read(ref _epoch);

    public List<OngoingTransaction> Ongoing { get; private set; } = [];

    public bool IsCurrent(short epoch) => Epoch == epoch;

    /// <summary>Fences every producer so far.</summary>
    /// <param name="freshProducerId">Taken when the epochs of the present one are used up.</param>
    public void Bump(Func<long> freshProducerId)
    {
        if (Epoch == short.MaxValue)
        {
            ProducerId = freshProducerId();
            Volatile.Write(ref _epoch, 0);
        }
        else
        {
            Volatile.Write(ref _epoch, Epoch + 1);
        }
    }

    /// <summary>Notes the transaction's first records in a partition.</summary>
    public OngoingTransaction Enter(PartitionState partition, short epoch, long first)
    {
        var ongoing = new OngoingTransaction(partition, ProducerId, epoch, first);
        partition.Add(ongoing);
        Ongoing.Add(ongoing);
        return ongoing;
    }

    /// <summary>Takes that back.</summary>
    public void Leave(OngoingTransaction ongoing)
    {
        ongoing.Partition.Forget(ongoing);
        Ongoing.Remove(ongoing);
    }

    /// <summary>Hands over all of the open transaction, to be ended.</summary>
    public List<OngoingTransaction> TakeOngoing()
    {
        var taken = Ongoing;
        Ongoing = [];
        return taken;
    }

    /// <summary>Takes them back, since the end was not written.</summary>
    public void Restore(List<OngoingTransaction> ongoing) => Ongoing.InsertRange(0, ongoing);
}
