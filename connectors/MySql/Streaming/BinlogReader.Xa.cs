using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Streaming;

/// <content>XA transactions: rows are logged when they are prepared, and are true only once they are committed.</content>
internal sealed partial class BinlogReader
{
    private readonly PreparedTransactions _xa = new(context.Store);

    // Events that are read in the place of the one that ended their transaction.
    private ReplayReader? _replay;

    private Step BeginXa(in QueryEvent query)
    {
        _group.Thread = query.ThreadId;
        _group.IsTransaction = true;
        _xa.Begin();
        return Counted(Step.Done);
    }

    private Step HandlePrepare(RecordBatch batch)
    {
        // One phase: the commit itself.
        return XaPrepareEvent.Read(Events.Body).IsOnePhase && !_xa.IsCollecting ? EndGroup(batch) : Step.Prepared;
    }

    private async ValueTask HandlePreparedAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var (isOnePhase, xid) = ReadPrepare();
        if (isOnePhase)
        {
            BeginTransaction();
            _replay = _xa.Take();
            return;
        }

        await _xa.SaveAsync(xid, Events.File, Events.Start, cancellationToken);
        EndGroup(batch);
    }

    private (bool IsOnePhase, string Xid) ReadPrepare()
    {
        var prepare = XaPrepareEvent.Read(Events.Body);
        return (prepare.IsOnePhase, prepare.ToXid());
    }

    private async ValueTask HandleEndedAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var (isCommit, xid) = ReadEnd();
        var prepared = await _xa.EndAsync(xid, Events.File, Events.Start, cancellationToken);
        if (isCommit && prepared is not null)
        {
            _replay = prepared;
            BeginTransaction();
            return;
        }

        if (isCommit)
        {
            context.Log.LogWarning(
                "The XA transaction {Xid} is committed at {File}:{Position} and was prepared before the connector read the binlog, so its rows were not seen; read its tables again with a snapshot",
                xid, Events.File, Events.Start);
        }
        else
        {
            _counters.RolledBack++;
        }

        EndGroup(batch);
    }

    private (bool IsCommit, string Xid) ReadEnd()
    {
        var query = QueryEvent.Read(Events.Body);
        return (query.Classify() == QueryKind.XaCommit, query.ToXid());
    }
}
