using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Snapshot.Views;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Snapshot.Copies;

/// <summary>Makes rows of a batch out of rows of a result, and marks the first and the last as Debezium marks them.</summary>
/// <remarks>Owner: one <see cref="SnapshotReader"/>; its thread. Allocates nothing per row.</remarks>
internal sealed class RowCopier(ChangeWriter changes)
{
    private RecordBatch _batch = null!;
    private SnapshotMarker? _marker;

    /// <summary>Rows written in all.</summary>
    public long Count { get; set; }

    /// <summary>Writes into a batch from now on.</summary>
    public void Begin(RecordBatch batch)
    {
        _batch = batch;
        _marker = null;
    }

    /// <summary>Writes rows as long as they are buffered, up to one that may be the last, which is held back.</summary>
    /// <param name="result">The result.</param>
    /// <param name="copy">The table.</param>
    /// <param name="view">The view that it is read in.</param>
    /// <param name="held">Takes the row that waits.</param>
    /// <param name="isFirst">Whether the next row is the table's first; false afterwards.</param>
    /// <param name="last">The last row that was written, if the batch is full.</param>
    /// <returns>Whether the batch is full. Otherwise a row is held, or there was none.</returns>
    public bool Copy(BinaryResult result, CopyPlan copy, SnapshotView view, HeldRow held, ref bool isFirst, out BinaryRow last)
    {
        while (result.TryReadRow(out var row))
        {
            if (result.Peek() != NextPacket.Row)
            {
                held.Keep(copy, row);
                break;
            }

            Write(copy, row, isFirst, isLast: false, isLastOfAll: false, view);
            isFirst = false;
            if (_batch.IsFull)
            {
                last = row;
                return true;
            }
        }

        last = default;
        return false;
    }

    /// <summary>Writes a row.</summary>
    public void Write(CopyPlan copy, BinaryRow row, bool isFirst, bool isLast, bool isLastOfAll, SnapshotView view)
    {
        var marker = isLastOfAll ? SnapshotMarker.Last
            : isFirst && Count == 0 ? SnapshotMarker.First
            : isLast ? SnapshotMarker.LastOfTable
            : isFirst ? SnapshotMarker.FirstOfTable
            : SnapshotMarker.Inside;
        if (marker != _marker)
        {
            BeginEvent(marker, view);
        }

        var root = _batch.AddStruct(copy.Rows.CellCount);
        ConnectException? failure = null;
        try
        {
            copy.Rows.Decode(ref row, _batch, root + 1);
        }
        catch (ConnectException e) when (e.Kind == ErrorKind.Data)
        {
            failure = e;
        }

        var index = _batch.RowCount;
        Count++;
        if (changes.Write(copy.Table, RowOperation.Read, -1, root, 0) > 0 && failure is not null)
        {
            _batch.Fail(index, failure);
        }
    }

    /// <summary>What follows comes from a place of the snapshot.</summary>
    public void BeginEvent(SnapshotMarker marker, SnapshotView view)
    {
        _marker = marker;
        changes.BeginEvent(new ChangeOrigin
        {
            File = view.Start.File,
            Position = (long)view.Start.Pos,
            TimeMicros = view.TakenMicros,
            Snapshot = marker,
        });
    }
}
