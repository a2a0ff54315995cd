using ConnectRuntime.Transport.Embedded.Storage;
using ConnectRuntime.Transport.Embedded.Writing;

namespace ConnectRuntime.Transport.Embedded.Transactions;

/// <summary>Makes a producer the only one of its transactional id: fences older ones and aborts what they left open.</summary>
internal sealed class InitProducerRequest(string id) : TaskRequest
{
    private List<OngoingTransaction> _left = [];

    public TransactionState? State { get; private set; }

    public short Epoch { get; private set; }

    public override void Prepare(FlushLoop loop)
    {
        var table = loop.Journal.Transactions;
        State = table.FindOrAdd(id);
        _left = State.TakeOngoing();
        if (_left.Count > 0)
        {
            EndTransactionRequest.Encode(loop, State, _left, commit: false, []);
        }

        State.Bump(table.TakeProducerId);
        Epoch = State.Epoch;
        loop.Journal.AddProducer(State);
        InJournal = true;
    }

    public override void Revert(FlushLoop loop) => State!.Restore(_left);

    public override void Apply(FlushLoop loop) => EndTransactionRequest.EndAll(loop, _left, commit: false);
}
