using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.MySql.Snapshot;
using ConnectRuntime.MySql.Streaming;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql;

/// <content>What the task begins with, and how one part follows the other.</content>
public sealed partial class MySqlSourceTask
{
    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        var server = await _control.GetAsync(cancellationToken);
        var stored = _context.Positions.Find(_partition) is { } offset ? PositionJson.Parse(offset) : null;
        var place = stored is not null && _model.IgnoresStoredGtids ? stored with { Gtids = null } : stored;
        var gap = place is null ? null : await PositionCheck.FindGapAsync(server, place, _model.Gtids, cancellationToken);
        _decision = SnapshotDecision.For(_model.Snapshot.Mode, new StoredState
        {
            HasPosition = stored is not null,
            IsInSnapshot = stored?.Snapshot is not null,
            HasPlan = stored?.Snapshot is { } progress && await SnapshotReader.HasPlanAsync(_context.Store, progress, cancellationToken),
            IsOnServer = gap is null,
            HasHistory = !_history.IsEmpty,
        });
        if (_decision.Why is { } why)
        {
            _context.Log.LogWarning("A new snapshot is taken: {Why}{Gap}", why, gap is null ? string.Empty : $" ({gap})");
        }

        await BeginAsync(_decision, stored, cancellationToken);
        var captured = _history.Catalog.Tables.Where(_model.Filter.Captures).ToList();
        _model.Limit.Apply(captured.Count, _context.Log);
        foreach (var id in captured)
        {
            _shown.Warn(_history.Catalog.Find(id)!);
        }
    }

    private async ValueTask BeginAsync(SnapshotDecision decision, BinlogPosition? stored, CancellationToken cancellationToken)
    {
        switch (decision.Action)
        {
            case SnapshotAction.Begin or SnapshotAction.BeginWithoutRows:
                await Task.Delay(_model.Snapshot.Delay, _context.Clock, cancellationToken);
                _snapshot = await SnapshotReader.BeginAsync(
                    _model, _context, _history, _changes, decision.Action == SnapshotAction.Begin, cancellationToken);
                _position = new PositionTracker(_partition, At(_snapshot.Start), _server.Version.IsMariaDb);
                break;
            case SnapshotAction.Resume:
                Follow(stored!);
                _snapshot = await SnapshotReader.ResumeAsync(_model, _context, _history, _changes, stored!.Snapshot!, cancellationToken);
                break;
            case SnapshotAction.RebuildHistory:
                await RebuildHistoryAsync(cancellationToken);
                _position = new PositionTracker(_partition, stored! with { History = _history.Mark.Sequence }, _server.Version.IsMariaDb);
                Stream();
                break;
            case SnapshotAction.Stream:
                Follow(stored!);
                Stream();
                break;
            default:
                Follow(stored!);
                _isFinished = true;
                break;
        }
    }

    // The stored position with the definitions as they were there.
    private void Follow(BinlogPosition stored)
    {
        if (stored.History >= 0)
        {
            _history.Restore(new HistoryMark(stored.History));
        }

        _position = new PositionTracker(_partition, stored with { History = _history.Mark.Sequence }, _server.Version.IsMariaDb);
    }

    private BinlogPosition At(BinlogStartPoint start) => new(start.File, start.Pos)
    {
        Gtids = start.Gtids,
        History = _history.Mark.Sequence,
        TimestampSeconds = _context.Clock.GetUtcNow().ToUnixTimeSeconds(),
        Snapshot = _snapshot!.Progress,
    };

    private async ValueTask RebuildHistoryAsync(CancellationToken cancellationToken)
    {
        var server = await _control.GetAsync(cancellationToken);
        _history.Reset(await new CatalogReader(server).ReadAsync(CatalogScope.For(_model.Filter), cancellationToken));
        await _history.SaveAsync(cancellationToken);
    }

    private void Stream()
    {
        if (!_decision.Streams)
        {
            _isFinished = true;
            return;
        }

        _stream = new BinlogReader(_model, _context, _history, _changes, _position, _control, _server) { Defined = _shown.Warn };
    }

    // Not where the snapshot ends: its last rows are not to wait.
    private async ValueTask PauseAsync(CancellationToken cancellationToken)
    {
        if (_pause > TimeSpan.Zero)
        {
            await Task.Delay(_pause, _context.Clock, cancellationToken);
            _pause = TimeSpan.Zero;
        }
    }

    private async ValueTask ReadStreamAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await _stream!.ReadAsync(batch, cancellationToken);
        }
        catch (ConnectException exception) when (StreamErrors.IsLost(exception) && (_snapshot is not null || _model.Snapshot.Mode == SnapshotMode.WhenNeeded))
        {
            _context.Log.LogWarning("A new snapshot is taken: {Why}", exception.Message);
            await CloseReadersAsync();

            // There are no rows in it, and places of the binlog mean nothing any more.
            batch.Clear();
            await BeginAsync(new SnapshotDecision(SnapshotAction.Begin, _decision.Streams), null, cancellationToken);
        }
    }

    // Before the rest of a snapshot is read in another view, what was read already follows up to that view.
    private async ValueTask CatchUpAsync(SnapshotReader snapshot, RecordBatch batch, CancellationToken cancellationToken)
    {
        _stream ??= new BinlogReader(_model, _context, _history, _changes, _position, _control, _server)
        {
            Limit = new StreamLimit(snapshot.Start),
            PassesOver = id => !snapshot.HasBegun(id),
            Defined = _shown.Warn,
        };
        await ReadStreamAsync(batch, cancellationToken);
        if (_stream is { IsAtLimit: true })
        {
            _hasCaughtUp = true;
            await CloseStreamAsync();
        }
    }

    private async ValueTask ReadSnapshotAsync(SnapshotReader snapshot, RecordBatch batch, CancellationToken cancellationToken)
    {
        _changes.BeginBatch(batch);
        _position.BeginBatch();
        _hasCaughtUp = false;
        var more = true;
        try
        {
            more = await snapshot.ReadAsync(batch, cancellationToken);
        }
        finally
        {
            // What is in the batch counts, whatever ended the call.
            _position.Snapshot = more ? snapshot.Progress : null;
            batch.AddCommitPoint(_position.Mark(), CommitFlags.Commit);
        }

        if (!more)
        {
            await CloseReadersAsync();
            _pause = _model.Snapshot.StreamingDelay;
            Stream();
        }
    }

    private async ValueTask CloseStreamAsync()
    {
        if (_stream is { } stream)
        {
            _stream = null;
            await stream.DisposeAsync();
        }
    }

    private async ValueTask CloseReadersAsync()
    {
        await CloseStreamAsync();
        if (_snapshot is { } snapshot)
        {
            _snapshot = null;
            await snapshot.DisposeAsync();
        }
    }
}
