using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <content>What becomes of a change.</content>
internal sealed partial class ChangeWriter
{
    private enum Decision : byte
    {
        /// <summary>Nothing is written.</summary>
        Skip,

        /// <summary>One row, and perhaps a tombstone.</summary>
        Write,

        /// <summary>The key changes: a delete of the old one and a create of the new one.</summary>
        Move,
    }

    private Decision Decide(CapturedTable table, RowOperation operation, int before, int after)
    {
        if (Skips(operation))
        {
            return Decision.Skip;
        }

        if (_isPartial)
        {
            Complete(table, operation, before, after);
        }

        if (operation != RowOperation.Update || before < 0)
        {
            return Decision.Write;
        }

        if (MovesKey(table, before, after))
        {
            return Decision.Move;
        }

        return _model.SkipUnchanged && IsUnchanged(table, before, after) ? Decision.Skip : Decision.Write;
    }

    // What counts is what a record would show, so a change that a rule hides is none.
    private bool IsUnchanged(CapturedTable table, int before, int after) => table.Rules is { } rules
        ? rules.Same(_batch, before, after)
        : CellEquality.Same(_batch, before + 1, after + 1, table.CellCount);

    private void Complete(CapturedTable table, RowOperation operation, int before, int after)
    {
        if (operation == RowOperation.Create)
        {
            PartialImage.CompleteInsert(_batch, table, after);
        }
        else if (before >= 0 && after >= 0)
        {
            PartialImage.CompleteUpdate(_batch, table, before, after);
        }
    }

    private bool Skips(RowOperation operation) => (_skipped & (1 << (int)operation)) != 0;

    // Where the image before leaves a column out nothing tells that it changed.
    private bool MovesKey(CapturedTable table, int before, int after)
    {
        foreach (var column in table.KeyCells)
        {
            var old = _batch.Cells[before + 1 + column];
            if (old.State != CellState.Unavailable && !CellEquality.Same(_batch, old, _batch.Cells[after + 1 + column]))
            {
                return true;
            }
        }

        return false;
    }
}
