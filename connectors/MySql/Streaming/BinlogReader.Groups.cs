using System.Globalization;
using System.Text;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Streaming;

/// <content>Where transactions begin and end, and what every event does to the position.</content>
internal sealed partial class BinlogReader
{
    private readonly GroupState _group = new();

    // Of which group some was read before the session began, until it comes; then how much of it is still to be passed over, by events and rows of the next
    // one, or by rows alone.
    private BinlogPosition? _partial;
    private bool _isContinued;
    private long _eventsToPass;
    private long _rowsToPass;
    private long _changesToPass;
    private bool _isAtStart;

    private bool IsPassing => _eventsToPass > 0 || _changesToPass > 0;

    private BinlogEventType Type => _replay is null ? Events.Type : _replay.Type;

    private ReadOnlySpan<byte> Body => _replay is null ? Events.Body : _replay.Body;

    private BinlogEventHeader Header => _replay is null ? Events.Header : _replay.Header;

    // The commit's time where the log has it, which is finer than the event's.
    private long TimeMicros => _group.CommitMicros > 0 ? _group.CommitMicros : Header.Timestamp * 1_000_000L;

    private Step Handle(RecordBatch batch)
    {
        switch (Type)
        {
            case BinlogEventType.TableMap:
                return Counted(Bind());
            case BinlogEventType.Gtid or BinlogEventType.AnonymousGtid or BinlogEventType.GtidTagged:
                return BeginGroup(MySqlGtidEvent.Read(Type, Body));
            case BinlogEventType.MariaDbGtid:
                return BeginGroup(MariaDbGtidEvent.Read(Header, Body));
            case BinlogEventType.Xid:
                return EndGroup(batch);
            case BinlogEventType.Query:
                return HandleQuery(batch);
            case BinlogEventType.RowsQuery or BinlogEventType.AnnotateRows:
                _query.Set(RowsQueryEvent.Read(Type, Body).Sql);
                return Counted(Step.Done);
            case BinlogEventType.XaPrepare:
                return HandlePrepare(batch);
            case BinlogEventType.Rotate:
                MoveToFile();
                return Step.Done;
            case BinlogEventType.ExecuteLoadQuery:
                return IsPassing ? Counted(Step.Done) : Step.Statement;
            case BinlogEventType.IntVar or BinlogEventType.Rand or BinlogEventType.UserVar:
                return Counted(Step.Done);
            default:
                return RowsEvent.Is(Type) ? ReadRows(batch) : Step.Done;
        }
    }

    private Step BeginGroup(in MySqlGtidEvent gtid)
    {
        if (Limit?.IsPassedBy(gtid.Source, gtid.Number) == true)
        {
            IsAtLimit = true;
            return Step.Done;
        }

        _group.Begin(gtid);
        _group.IsPassedOver = _filter.PassesOver(gtid.Source.Uuid);
        MoveToGroup();
        return Step.Done;
    }

    private Step BeginGroup(in MariaDbGtidEvent gtid)
    {
        if (Limit?.IsPassedBy(gtid.Gtid) == true)
        {
            IsAtLimit = true;
            return Step.Done;
        }

        _group.Begin(gtid);
        _group.IsPassedOver = _filter.PassesOver(gtid.Gtid);
        MoveToGroup();
        if ((gtid.Flags & MariaDbGtidFlags.PreparedXa) != 0)
        {
            _xa.Begin();
        }
        else if (_group.IsTransaction)
        {
            // It stands for the BEGIN that other servers write.
            BeginTransaction();
            return Counted(Step.Done);
        }

        return Step.Done;
    }

    private void MoveToGroup()
    {
        _query.Clear();
        _tables.BeginGroup();
        _isContinued = false;
        if (_partial is { } partial && (partial.Group is null || Ascii.Equals(_group.Gtid, partial.Group)))
        {
            ContinueGroup(partial);
        }
        else
        {
            position.BeginGroup(Events.File, Events.Start, _group.Gtid);
        }

        _savepoints.Begin(changes.Place with { IsWhole = !_isContinued });
    }

    // Another server cuts a transaction into other events; its rows and their order are the same.
    private void ContinueGroup(BinlogPosition partial)
    {
        _partial = null;
        _isContinued = true;
        if (partial.Changes is not { } read || partial.Server == position.Server)
        {
            (_eventsToPass, _rowsToPass) = (partial.Events, partial.Rows);
            position.ContinueGroup(partial, Events.File, Events.Start, _group.Gtid);
        }
        else
        {
            _changesToPass = read + partial.Rows;
            position.BeginGroup(Events.File, Events.Start, _group.Gtid);
        }
    }

    private void BeginTransaction()
    {
        _group.IsTransaction = true;
        if (!model.TransactionMetadata)
        {
            return;
        }

        var id = _group.Gtid.IsEmpty
            ? Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"file={Events.File},pos={Events.Start}"))
            : _group.Gtid;
        changes.BeginTransaction(id, TimeMicros, announce: !_isContinued);
        _group.HasRows |= !_isContinued;
    }

    // The one that a session begins with tells where the server looks, not what was read.
    private void MoveToFile()
    {
        if (_isAtStart)
        {
            _isAtStart = false;
        }
        else if (!_group.IsOpen)
        {
            // A position in a file that is read to its end would be lost with the file.
            position.MoveTo(Events.File, Events.End);
            _hasMoved = true;
        }

        _tables.Restart();
    }

    // Between groups nothing is counted: the position is where the next one begins.
    private Step Counted(Step step)
    {
        if (!_group.IsOpen || step > Step.Full)
        {
            return step;
        }

        if (_eventsToPass > 0)
        {
            _eventsToPass--;
        }
        else
        {
            position.EventRead(Header.ServerId, Header.Timestamp);
            _hasMoved |= _group.HasRows;
        }

        return step;
    }

    private Step EndGroup(RecordBatch batch)
    {
        if (!_group.IsOpen)
        {
            return Step.Done;
        }

        if (model.TransactionMetadata)
        {
            changes.EndTransaction(TimeMicros);
        }

        if (IsPassing || _rowsToPass > 0)
        {
            context.Log.LogWarning(
                "The transaction at {File}:{Position} is shorter than what was read of it; its rest is taken for read", Events.File, Events.Start);
            _eventsToPass = _rowsToPass = _changesToPass = 0;
        }

        _group.End(position, server.Version.IsMariaDb);
        position.MoveTo(Events.File, Events.End);
        position.EventRead(Header.ServerId, Header.Timestamp);
        position.MoveTo(Events.File, Events.End);
        _counters.Transaction(Header.Timestamp);
        _hasMoved = true;
        IsAtLimit = Limit is { HasGtids: false } limit && limit.IsReachedBy(position.Current);
        if (_group.HasRows)
        {
            Mark(batch, CommitFlags.Commit | CommitFlags.TransactionBoundary);
        }

        return Step.Done;
    }
}
