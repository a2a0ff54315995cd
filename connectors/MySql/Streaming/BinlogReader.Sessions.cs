using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Streaming;

/// <content>Where a session begins, how its events come one after the other, and what ends it.</content>
internal sealed partial class BinlogReader
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    private async ValueTask<BinlogSession> OpenAsync(CancellationToken cancellationToken)
    {
        var at = position.Current;
        var start = await PositionStart.FindAsync(
            model.IgnoresStoredGtids ? at with { Gtids = null } : at, model.Gtids, server.Version.IsMariaDb, control.GetAsync, cancellationToken);
        var session = await BinlogSession.OpenAsync(model, start, cancellationToken);
        _partial = at.IsInside ? at : null;
        position.Server = session.Server;
        _eventsToPass = _rowsToPass = _changesToPass = 0;
        _group.Reset();
        _xa.Reset();
        _replay = null;
        _isPending = false;
        _isAtStart = true;
        _tables.Restart();
        session.Events.Begin(session.Checksum, start.File, start.Position);
        CheckLimit();
        context.Log.LogInformation("Reads the binlog from {Start} on", start);
        return session;
    }

    // The next event, of what was kept of an XA transaction or of what has arrived.
    private bool Next(RecordBatch batch)
    {
        if (_replay is not null)
        {
            if (_replay.TryRead())
            {
                return true;
            }

            _replay = null;
            EndGroup(batch);
        }

        return _session!.TryRead();
    }

    private async ValueTask HandleAsync(Step step, RecordBatch batch, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case Step.Statement:
                await HandleStatementAsync(batch, cancellationToken);
                break;
            case Step.Definition:
                await ReadDefinitionAsync(cancellationToken);
                break;
            case Step.Prepared:
                await HandlePreparedAsync(batch, cancellationToken);
                break;
            case Step.Ended:
                await HandleEndedAsync(batch, cancellationToken);
                break;
        }
    }

    private TimeSpan IdleWait() => changes.UntilHeartbeat is { } rest && rest < LongestWait ? rest : LongestWait;

    private ConnectException Explain(ConnectException exception) =>
        MySqlServerException.Of(exception)?.DumpFailure is DumpFailure.Purged or DumpFailure.FileMissing or DumpFailure.BadPosition or DumpFailure.ServerBehind
            ? StreamErrors.Lost(position.Current.ToString(), exception)
            : exception;
}
