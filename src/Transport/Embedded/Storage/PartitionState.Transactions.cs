using ConnectRuntime.Transport.Embedded.Format;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <content>Transactions in this partition; flusher only.</content>
internal sealed partial class PartitionState
{
    /// <summary>The producer's undecided transaction here, or null.</summary>
    public OngoingTransaction? FindOngoing(long producerId)
    {
        foreach (var transaction in _ongoing)
        {
            if (transaction.ProducerId == producerId)
            {
                return transaction;
            }
        }

        return null;
    }

    public void Add(OngoingTransaction transaction) => _ongoing.Add(transaction);

    public void Forget(OngoingTransaction transaction) => _ongoing.Remove(transaction);

    /// <summary>Takes a decided transaction out, and writes its marker now or, where that fails, before the next batch.</summary>
    public void End(OngoingTransaction transaction, bool commit)
    {
        _ongoing.Remove(transaction);
        if (!commit)
        {
            Aborted.Add(transaction.ProducerId, transaction.First, transaction.Last);
        }

        _pendingMarkers.Enqueue((transaction.ProducerId, transaction.Epoch, commit));
        try
        {
            WritePendingMarkers();
        }
        catch (IOException e)
        {
            _context.Log(
                $"The end of a transaction is not written to {Id} yet: {e.Message} It is decided all the same, and is written with the " +
                $"next records.");
        }
    }

    /// <summary>Whether markers could not be written yet.</summary>
    public bool HasPendingMarkers => _pendingMarkers.Count > 0;

    /// <summary>Writes the markers that could not be written when they were due.</summary>
    public void WritePendingMarkers()
    {
        Span<byte> marker = stackalloc byte[ControlBatch.Size];
        while (_pendingMarkers.TryPeek(out var pending))
        {
            ControlBatch.Write(marker, pending.ProducerId, pending.Epoch, pending.Commit, _context.Now);
            (SegmentState? Segment, long Size) undo = default;
            var next = NextOffset;
            try
            {
                Write(marker, 1, ref undo);
            }
            catch (IOException)
            {
                if (undo.Segment is not null)
                {
                    Undo(undo.Segment, undo.Size, next);
                }

                throw;
            }

            _pendingMarkers.Dequeue();
        }
    }
}
