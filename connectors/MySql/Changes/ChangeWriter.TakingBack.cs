using System.Collections.Immutable;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <content>Changes that their transaction takes back.</content>
internal sealed partial class ChangeWriter
{
    private long _rowsBefore;
    private ImmutableArray<TableCount> _countsBefore = [];

    /// <summary>Where the next row is written.</summary>
    public ChangePlace Place => new(_rowsBefore + _batch.RowCount, Counts);

    private ImmutableArray<TableCount> Counts => _transactions is { IsOpen: true } ? [.. _transactions.Tables] : [];

    /// <summary>The batch is handed on: what is in it is written.</summary>
    public void EndBatch() => _rowsBefore += _batch.RowCount;

    /// <summary>Drops what was written since a place, as far as it lies in this batch.</summary>
    /// <returns>Whether all of it does.</returns>
    public bool TakeBack(in ChangePlace place)
    {
        var isInBatch = place.Row >= _rowsBefore;
        foreach (ref var row in _batch.Rows[(int)(isInBatch ? place.Row - _rowsBefore : 0)..])
        {
            row.Flags |= RowFlags.Dropped;
        }

        _transactions?.Recount((isInBatch ? place.Counts : _countsBefore).AsSpan());
        return isInBatch && place.IsWhole;
    }
}
