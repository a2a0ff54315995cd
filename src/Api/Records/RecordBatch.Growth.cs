using ConnectRuntime.Errors;

namespace ConnectRuntime.Records;

/// <content>The paths that a warm batch does not take.</content>
public sealed partial class RecordBatch
{
    private List<RowFailure>? _failures;

    /// <summary>Takes back the last row, with its headers and failure, as if it had never been added.</summary>
    /// <remarks>
    /// A commit point behind that row goes with it: a restart from there would skip the row. For the same reason a source takes
    /// back a row before it adds its commit point.
    /// </remarks>
    /// <param name="cellCount"><see cref="CellCount"/> before the row was added.</param>
    /// <param name="arenaLength"><see cref="ArenaLength"/> before the row was added.</param>
    public void RemoveLast(int cellCount, int arenaLength)
    {
        if (_rowCount == 0)
        {
            throw new InvalidOperationException("The batch has no row that could be taken back.");
        }

        Generation++;
        _rowCount--;
        _cellCount = cellCount;
        _arenaLength = arenaLength;
        ref var row = ref _rows[_rowCount];
        if (row.HeaderCount > 0 && row.HeaderStart + row.HeaderCount == _headerCount)
        {
            _headerCount = row.HeaderStart;
        }

        while (_commitCount > 0 && _commits[_commitCount - 1].Row > _rowCount)
        {
            _commitCount--;
        }

        if ((row.Flags & RowFlags.Failed) != 0)
        {
            _failures?.RemoveAll(failure => failure.Row == _rowCount);
        }
    }

    /// <summary>Takes back the cells and bytes that were added last and that no row uses.</summary>
    /// <param name="cellCount"><see cref="CellCount"/> before they were added.</param>
    /// <param name="arenaLength"><see cref="ArenaLength"/> before they were added.</param>
    public void RemoveUnused(int cellCount, int arenaLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cellCount, _cellCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(arenaLength, _arenaLength);
        Generation++;
        _cellCount = cellCount;
        _arenaLength = arenaLength;
    }

    private void GrowArena(int count)
    {
        var wanted = (long)_arenaLength + count;
        if (wanted > System.Array.MaxLength)
        {
            throw new ConnectException(
                ErrorKind.Data,
                "BAT001",
                $"Cannot hold the row in a batch: it needs {wanted} bytes, the largest row is {System.Array.MaxLength}. "
                + "Leave the large column out, or split the value at its source.");
        }

        System.Array.Resize(ref _arena, (int)Math.Min(System.Array.MaxLength, Math.Max(wanted, 2L * _arena.Length)));
    }
}
