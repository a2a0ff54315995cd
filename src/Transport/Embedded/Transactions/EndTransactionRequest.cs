using ConnectRuntime.Transport.Embedded.Journal;
using ConnectRuntime.Transport.Embedded.Storage;
using ConnectRuntime.Transport.Embedded.Writing;

namespace ConnectRuntime.Transport.Embedded.Transactions;

/// <summary>Ends the open transaction of a producer: syncs its partitions, makes the decision durable, writes the markers.</summary>
internal sealed class EndTransactionRequest(
    TransactionState state, short epoch, bool commit, List<GroupOffsetsChange> offsets) : TaskRequest
{
    private List<OngoingTransaction> _ended = [];

    public override void Prepare(FlushLoop loop)
    {
        if (!state.IsCurrent(epoch))
        {
            Error = LogErrors.Fenced(state.Id);
            return;
        }

        _ended = state.TakeOngoing();
        if (_ended.Count + offsets.Count > 0)
        {
            Encode(loop, state, _ended, commit, offsets);
            InJournal = true;
        }
    }

    public override void Revert(FlushLoop loop) => state.Restore(_ended);

    public override void Apply(FlushLoop loop)
    {
        EndAll(loop, _ended, commit);
        offsets.ForEach(loop.Journal.Groups.Apply);
    }

    public static void Encode(
        FlushLoop loop, TransactionState state, List<OngoingTransaction> ended, bool commit, List<GroupOffsetsChange> offsets)
    {
        var ranges = new List<EndedRange>(ended.Count);
        foreach (var one in ended)
        {
            loop.Touch(one.Partition);
            ranges.Add(new EndedRange(one.Partition.Topic.Info.Id, one.Partition.Number, one.First, one.Last));
        }

        loop.Journal.AddEnd(new TransactionEnd(ended.Count > 0 ? ended[0].ProducerId : state.ProducerId, commit, ranges, offsets));
    }

    public static void EndAll(FlushLoop loop, List<OngoingTransaction> ended, bool commit)
    {
        foreach (var one in ended)
        {
            if (!one.Partition.Topic.Deleted)
            {
                one.Partition.End(one, commit);
                loop.MarkerWritten(one.Partition);
            }
        }
    }
}
