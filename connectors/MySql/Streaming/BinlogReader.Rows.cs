using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Streaming;

/// <content>The rows of an event.</content>
internal sealed partial class BinlogReader
{
    private bool _isPending;
    private int _rowAt;
    private int _row;
    private bool _originIsKnown;

    private Step ReadRows(RecordBatch batch)
    {
        if (!_isPending)
        {
            _rowAt = _row = 0;
            _originIsKnown = false;
        }

        var rows = RowsEvent.Read(Type, Body, Events.TableIdBytes);
        if (rows.IsDummy)
        {
            return Counted(Step.Done);
        }

        if (!_tables.TryFind(rows.TableId, out var binding))
        {
            Fail($"rows of table number {rows.TableId}", StreamErrors.Unmapped());
            return Counted(Step.Done);
        }

        if (IsPassedOver(binding, rows.Operation))
        {
            return Counted(Step.Done);
        }

        if (_xa.IsCollecting)
        {
            _xa.Add(Header, Type, Body);
            return Step.Done;
        }

        var first = _row;
        try
        {
            if (!ReadRows(batch, rows, binding))
            {
                return Step.Full;
            }
        }
        catch (ConnectException exception) when (exception.Kind == ErrorKind.Data)
        {
            Fail($"row {_row} of {binding.Table!.Id}", exception);
        }
        finally
        {
            _changesToPass = Math.Max(0, _changesToPass - (_row - first));
        }

        _rowsToPass = _eventsToPass > 0 ? _rowsToPass : 0;
        return Counted(Step.Done);
    }

    // False when the batch is full before the event ends; the next call goes on at the row that this one stopped at.
    private bool ReadRows(RecordBatch batch, in RowsEvent rows, TableBinding binding)
    {
        var (table, plan) = (binding.Table!, binding.Plan!);
        var passes = _eventsToPass > 0 ? long.MaxValue : Math.Max(_rowsToPass, _row + _changesToPass);
        var first = _row;
        var bytes = rows.Rows;
        while (_rowAt < bytes.Length)
        {
            if (batch.IsFull && _row > first)
            {
                _hasMoved = true;
                return false;
            }

            int before = -1, after = -1, start = _rowAt, cells = batch.CellCount, arena = batch.ArenaLength;
            if (rows.Operation != RowOperation.Create)
            {
                before = batch.TakeStruct(table.CellCount);
                _rowAt += plan.Decode(bytes[_rowAt..], rows.Before, batch, before + 1);
            }

            if (rows.Operation != RowOperation.Delete)
            {
                after = batch.TakeStruct(table.CellCount);
                _rowAt += rows.IsPartial
                    ? plan.DecodePartial(bytes[_rowAt..], rows.After, bytes[start..], rows.Before, batch, after + 1)
                    : plan.Decode(bytes[_rowAt..], rows.After, batch, after + 1);
            }

            var operation = rows.Operation;
            if (table.RowEndCell >= 0)
            {
                operation = RowVersionPolicy.Of(batch, table, operation, before, after);
                after = operation == RowOperation.Delete ? -1 : after;
            }

            if (operation == RowOperation.None)
            {
                // A row of history.
            }
            else if (_row < passes)
            {
                Pass(table, operation, before, after);
                batch.RemoveUnused(cells, arena);
            }
            else
            {
                if (!_originIsKnown)
                {
                    BeginEvent(isPartial: !rows.HasAllColumns);
                }

                changes.Write(table, operation, before, after, _row);
                position.RowsRead(_row + 1);
                _counters.Rows[(int)operation]++;
            }

            _row++;
        }

        if (_eventsToPass == 0)
        {
            position.RowsRead(_row);
        }

        _hasMoved = true;
        return true;
    }

    // In a table with history an update may be logged for a delete.
    private bool IsPassedOver(TableBinding binding, RowOperation operation) =>
        binding.Table is null || _group.IsPassedOver || (_eventsToPass > 0 && !model.TransactionMetadata)
        || (binding.Table.RowEndCell < 0 && model.SkippedOperations.Contains(operation));

    // Counted all the same, so that numbers within the transaction go on where they stood.
    private void Pass(CapturedTable table, RowOperation operation, int before, int after)
    {
        if (model.TransactionMetadata)
        {
            changes.Pass(table, operation, before, after);
        }
    }

    private void BeginEvent(bool isPartial)
    {
        _originIsKnown = true;
        _group.HasRows = true;
        changes.BeginEvent(Origin(isPartial));
    }

    private void Fail(string what, ConnectException exception)
    {
        if (model.OnProcessingFailure == FailureMode.Fail)
        {
            throw StreamErrors.Bad($"{Events.File}:{Events.Start}", what, exception);
        }

        _counters.Errors++;
        if (model.OnProcessingFailure == FailureMode.Warn)
        {
            context.Log.LogWarning(
                "Passed over the rows from number {Row} on of the event at {File}:{Position}: {Reason}", _row, Events.File, Events.Start, exception.Message);
        }
    }
}
