using ConnectRuntime.Errors;

namespace ConnectRuntime.Records;

/// <content>The paths that a warm batch does not take.</content>
public sealed partial class RecordBatch
{
    private List<RowFailure>? _failures;
    private Dictionary<RecordStream, int>? _streamIndex;

    /// <summary>
    /// Adds a row behind another one, for transforms that make several rows of one. It is not in <see cref="Rows"/> before
    /// <see cref="ApplyInsertions"/>.
    /// </summary>
    public void InsertAfter(int row, in Row inserted) => (_insertions ??= []).Add((row, inserted));

    /// <summary>Puts the rows of <see cref="InsertAfter"/> into their places and moves the commit points along.</summary>
    /// <remarks>Called by the runtime after each transform. A batch that was fetched keeps the origin of the row they came from.</remarks>
    public void ApplyInsertions()
    {
        if (_insertions is not { Count: > 0 } insertions)
        {
            return;
        }

        var rows = new Row[_rowCount + insertions.Count];
        var fetched = HasFetched ? new FetchedRow[rows.Length] : null;
        var moved = new int[_rowCount + 1];
        var target = 0;
        var next = 0;
        // Insertions are made while rows are walked in order, so they are sorted by row already.
        for (var i = 0; i < _rowCount; i++)
        {
            moved[i] = target;
            Place(rows, fetched, ref target, _rows[i], i);
            for (; next < insertions.Count && insertions[next].After == i; next++)
            {
                Place(rows, fetched, ref target, insertions[next].Row, i);
            }
        }

        moved[_rowCount] = target;
        for (var i = 0; i < _commitCount; i++)
        {
            _commits[i] = _commits[i] with { Row = moved[_commits[i].Row] };
        }

        for (var i = 0; i < Failures.Count; i++)
        {
            _failures![i] = _failures[i] with { Row = moved[_failures[i].Row] };
        }

        _rows = rows;
        _rowCount = target;
        if (fetched is not null)
        {
            _fetched = fetched;
        }

        insertions.Clear();
    }

    private void Place(Row[] rows, FetchedRow[]? fetched, ref int target, in Row row, int origin)
    {
        rows[target] = row;
        if (fetched is not null)
        {
            fetched[target] = _fetched[origin];
        }

        target++;
    }

    private int AddDistantStream(RecordStream stream)
    {
        if (_streamIndex is null)
        {
            _streamIndex = new Dictionary<RecordStream, int>(_streams.Count + 16);
            for (var i = 0; i < _streams.Count; i++)
            {
                _streamIndex.TryAdd(_streams[i], i);
            }
        }

        if (!_streamIndex.TryGetValue(stream, out var index))
        {
            index = _streams.Count;
            _streams.Add(stream);
            _streamIndex.Add(stream, index);
        }

        return index;
    }

    private void GrowArena(int count)
    {
        var wanted = (long)_arenaLength + count;
        if (wanted > System.Array.MaxLength)
        {
            throw new ConnectException(ErrorKind.Data, "BAT001", $"Cannot hold the row in a batch: it needs {wanted} bytes, the largest row is {System.Array.MaxLength}. Leave the large column out, or split the value at its source.");
        }

        System.Array.Resize(ref _arena, (int)Math.Min(System.Array.MaxLength, Math.Max(wanted, 2L * _arena.Length)));
    }
}
