using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Snapshot;

/// <content>The rows.</content>
internal sealed partial class SnapshotReader
{
    private const int NotAnnounced = -1;

    /// <summary>Adds rows to a batch until it is full or nothing more is at hand.</summary>
    /// <returns>False once everything is read; the batch may hold the last rows then.</returns>
    /// <exception cref="ConnectException">Transient: the connection is lost. What is in the batch counts, and the next call opens another view.</exception>
    public async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var before = _rows.Count;
        if (_stop.IsCancellationRequested)
        {
            _stop.Dispose();
            _stop = new CancellationTokenSource();
        }

        await using var ending = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), _stop);
        try
        {
            if (!await PrepareAsync(batch, cancellationToken))
            {
                return true;
            }

            var more = await ReadTablesAsync(batch);
            if (!more)
            {
                _report.Complete(_plan, _rows.Count);
                await CloseViewAsync();
            }

            return more;
        }
        catch (ConnectException e) when (IsChange(e))
        {
            await GiveUpViewAsync(e.Message, e);
            return true;
        }
        catch (Exception e) when (e is ConnectException or OperationCanceledException)
        {
            await FailAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            if (_rows.Count > before)
            {
                _changes = 0;
            }

            _report.Advance(_plan, Math.Max(Progress.Done, 0), _rows.Count, _rows.Count - before, _tableRows);
        }
    }

    // Whether rows can be read: the view is open, the stream has come up to it, and all definitions are written.
    private async ValueTask<bool> PrepareAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        if (_view is null)
        {
            var place = Start;
            await ReopenAsync(cancellationToken);
            if (place != Start)
            {
                return false;
            }
        }

        if (NeedsCatchUp)
        {
            await CatchUpAsync(cancellationToken);
        }

        _rows.Begin(batch);
        if (_announcer is not null)
        {
            if (!await _announcer.WriteAsync(batch, _view!, cancellationToken))
            {
                return false;
            }

            _announcer = null;
        }

        if (Progress.Done == NotAnnounced)
        {
            Progress = Progress with { Done = 0 };
        }

        return true;
    }

    private async ValueTask<bool> ReadTablesAsync(RecordBatch batch)
    {
        while (!batch.IsFull)
        {
            while (_result is null && _at < _plan.Tables.Length)
            {
                await OpenTableAsync();
                if (_view is null)
                {
                    return true;
                }
            }

            if (_result is null)
            {
                WriteHeld(isLast: true, isLastOfAll: true);
                _held.Clear();
                Progress = Boundary(_at);
                return false;
            }

            if (await FillAsync(batch) is not { } isThere)
            {
                return true;
            }

            if (isThere)
            {
                Copy(batch);
            }
            else
            {
                await EndTableAsync();
            }
        }

        return true;
    }

    private void Copy(RecordBatch batch)
    {
        if (_result!.Peek() == NextPacket.Row && _held.Copy is { } held)
        {
            var isSame = ReferenceEquals(held, _copy);
            WriteHeld(isLast: !isSame, isLastOfAll: false);
            Progress = isSame ? Begun(_held.Row, isWritten: true) : Boundary(_at);
            _held.Clear();
            if (batch.IsFull)
            {
                return;
            }
        }

        var isHeld = ReferenceEquals(_held.Copy, _copy);
        var before = _rows.Count;
        var isFull = _rows.Copy(_result, _copy!, _view!, _held, ref _isFirst, out var last);
        _tableRows += _rows.Count - before;
        if (isFull)
        {
            Progress = Begun(last, isWritten: true);
        }
        else if (!isHeld && ReferenceEquals(_held.Copy, _copy))
        {
            (_heldIsFirst, _isFirst) = (_isFirst, false);
            Progress = _heldIsFirst ? Boundary(_at) : Begun(_held.Row, isWritten: false);
        }
    }

    private void WriteHeld(bool isLast, bool isLastOfAll)
    {
        if (_held.Copy is { } copy)
        {
            _rows.Write(copy, _held.Row, _heldIsFirst, isLast, isLastOfAll, _view!);
            _tableRows += isLast ? 0 : 1;
        }
    }

    // Between two tables.
    private SnapshotProgress Boundary(int done) => new(_plan.Number, done) { Rows = _rows.Count };

    // Within the current table.
    private SnapshotProgress Begun(BinaryRow row, bool isWritten) => new(_plan.Number, _at)
    {
        Table = _copy!.Table.Id.ToString(), Key = _copy.KeyOf(row), KeyIsWritten = isWritten, Rows = _rows.Count,
    };
}
