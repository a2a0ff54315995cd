namespace ConnectRuntime.Records;

/// <content>Rows that transforms add between others.</content>
public sealed partial class RecordBatch
{
    private List<(int After, Row Row)>? _insertions;

    /// <summary>
    /// Adds a row behind another one, for transforms that make several rows of one. It is not in <see cref="Rows"/> before
    /// <see cref="ApplyInsertions"/>.
    /// </summary>
    /// <param name="row">The row it stands behind; of several, in the order in which they were added.</param>
    /// <param name="inserted">The row, which may share cells and headers with others.</param>
    public void InsertAfter(int row, in Row inserted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)_rowCount, nameof(row));
        (_insertions ??= []).Add((row, inserted));
    }

    /// <summary>Puts the rows of <see cref="InsertAfter"/> into their places and moves commit points and failures along.</summary>
    /// <remarks>Called by the runtime after each transform. A batch that was fetched keeps the origin of the row they came from.</remarks>
    public void ApplyInsertions()
    {
        if (_insertions is not { Count: > 0 } insertions)
        {
            return;
        }

        Sort(insertions);
        MoveMarks(insertions);
        var target = _rowCount + insertions.Count;
        if (target > _rows.Length)
        {
            System.Array.Resize(ref _rows, Math.Max(target, _rows.Length * 2));
        }

        if (HasFetched && _fetched.Length < _rows.Length)
        {
            System.Array.Resize(ref _fetched, _rows.Length);
        }

        // From the end, so that nothing is overwritten before it has moved.
        var next = insertions.Count - 1;
        var rowCount = target;
        for (var i = _rowCount - 1; next >= 0; i--)
        {
            for (; next >= 0 && insertions[next].After == i; next--)
            {
                Place(--target, insertions[next].Row, i);
            }

            Place(--target, _rows[i], i);
        }

        _rowCount = rowCount;
        insertions.Clear();
    }

    private void Place(int target, in Row row, int origin)
    {
        _rows[target] = row;
        if (HasFetched)
        {
            _fetched[target] = _fetched[origin];
        }
    }

    private void MoveMarks(List<(int After, Row Row)> insertions)
    {
        for (var i = 0; i < _commitCount; i++)
        {
            _commits[i] = _commits[i] with { Row = _commits[i].Row + CountBefore(insertions, _commits[i].Row) };
        }

        for (var i = 0; i < Failures.Count; i++)
        {
            _failures![i] = _failures[i] with { Row = _failures[i].Row + CountBefore(insertions, _failures[i].Row) };
        }
    }

    // Rows are walked in order, so insertions nearly always are in order too.
    private static void Sort(List<(int After, Row Row)> insertions)
    {
        for (var i = 1; i < insertions.Count; i++)
        {
            if (insertions[i].After < insertions[i - 1].After)
            {
                (int After, Row Row)[] sorted = [.. insertions.OrderBy(static insertion => insertion.After)];
                insertions.Clear();
                insertions.AddRange(sorted);
                return;
            }
        }
    }

    private static int CountBefore(List<(int After, Row Row)> insertions, int row)
    {
        var (low, high) = (0, insertions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = insertions[middle].After < row ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
