using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Client.Statements;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.MySql.Snapshot.Copies;
using ConnectRuntime.MySql.Snapshot.Tables;
using ConnectRuntime.MySql.Snapshot.Views;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Snapshot;

/// <content>The statement that reads the current table: its beginning, its waits, its end.</content>
internal sealed partial class SnapshotReader
{
    // With rows at hand a batch does not wait long for more; without any it is returned empty, so that its caller stays in charge.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly ParameterWriter NoParameters = new();

    private CopyPlan? _copy;
    private PreparedStatement? _statement;
    private BinaryResult? _result;
    private Task<bool>? _filling;
    private bool _isFirst;
    private bool _heldIsFirst;
    private long _tableRows;
    private int _at;

    // Without a result and with a view afterwards, the table is passed over; without a view, another one is needed.
    private async ValueTask OpenTableAsync()
    {
        var id = _plan.Tables[_at].Id;
        if (_history.Catalog.Find(id) is not { } definition || !_facts.TryGetValue(id, out var facts) || CapturedTable.For(definition, _model) is not { } table)
        {
            PassOver();
            return;
        }

        _copy = CopyPlan.For(table, facts, _model, _conversions, _view!.Data.Server.IsMariaDb);
        var behind = _at == Progress.Done && Progress.Table is not null ? Progress : null;
        _isFirst = behind is null;
        _tableRows = 0;
        _view.Data.ReadTimeout = _copy.IsOverridden ? TimeSpan.Zero : _model.Connection.ReadTimeout;
        await QueryAsync(_copy, behind);

        // The statement keeps the table as it is from here on, so this is the table that is read.
        var present = await _view.PresentAsync(_stop.Token);
        if (!_copy.IsOverridden && await TableFactsReader.ReadCreatedAsync(present, id, _stop.Token) != facts.Created)
        {
            await GiveUpViewAsync("another table has its name", cause: null);
        }
    }

    private async ValueTask QueryAsync(CopyPlan copy, SnapshotProgress? behind)
    {
        await CloseStatementAsync();
        try
        {
            await _view!.Data.ExecuteAsync(SnapshotView.Release, _stop.Token);
            _statement = await _view.Data.PrepareAsync(copy.Statement(behind), _stop.Token);
            _result = await _statement.QueryAsync(NoParameters, _stop.Token);
        }
        catch (ConnectException e) when (copy.IsOverridden && MySqlServerException.Of(e) is { IsTransient: false } error)
        {
            throw SnapshotErrors.BadOverride(copy.Table.Id, error.Message, e);
        }
        catch (ConnectException e) when (behind is { Key.IsEmpty: false } && !IsChange(e) && _view!.Data.IsUsable
            && MySqlServerException.Of(e) is { Failure: ServerFailure.Statement or ServerFailure.DataRefused } error)
        {
            _context.Log.LogWarning(
                "The server cannot compare the key of table {Table} with its column ({Error}); the snapshot reads the table from its start again.", copy.Table.Id, error.Message);
            Progress = Progress with { Key = [], KeyIsWritten = false };
            await QueryAsync(copy, Progress);
        }
    }

    private void PassOver()
    {
        _context.Log.LogInformation("Table {Table} is gone or no longer captured; the snapshot passes over it.", _plan.Tables[_at].Id);
        _at++;
        Progress = _held.Copy is null ? Boundary(_at) : Progress;
    }

    // Null where nothing came in time.
    private async ValueTask<bool?> FillAsync(RecordBatch batch)
    {
        if (_filling is null)
        {
            var filling = _result!.FillAsync(_stop.Token);
            if (filling.IsCompletedSuccessfully)
            {
                return filling.Result;
            }

            _filling = filling.AsTask();
        }

        try
        {
            await _filling.WaitAsync(batch.RowCount > 0 ? Linger : Patience, _context.Clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch
        {
            _filling = null;
            throw;
        }

        var isThere = await _filling;
        _filling = null;
        return isThere;
    }

    private async ValueTask EndTableAsync()
    {
        var isHeld = ReferenceEquals(_held.Copy, _copy);
        _report.TableRead(_copy!.Table.Id, _tableRows + (isHeld ? 1 : 0));
        await CloseTableAsync();
        _at++;
        if (_held.Copy is null)
        {
            Progress = Boundary(_at);
        }
    }

    private async ValueTask CloseStatementAsync()
    {
        if (_statement is { } statement)
        {
            _statement = null;
            await statement.DisposeAsync();
        }
    }

    private async ValueTask CloseTableAsync()
    {
        if (_filling is { } filling)
        {
            await _stop.CancelAsync();
            await filling.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _filling = null;
        }

        if (_result is { } result)
        {
            _result = null;
            await result.DisposeAsync();
        }

        await CloseStatementAsync();

        _copy = null;
    }
}
