namespace ConnectRuntime.Records;

/// <content>The headers of rows: each row has a range of one table.</content>
public sealed partial class RecordBatch
{
    private RowHeader[] _headers = [];
    private int _headerCount;

    /// <summary>All headers of rows.</summary>
    public ReadOnlySpan<RowHeader> Headers => _headers.AsSpan(0, _headerCount);

    /// <summary>Adds a header to the last row.</summary>
    public void AddHeader(ReadOnlySpan<byte> name, Cell value) => AddHeader(_rowCount - 1, name, value);

    /// <summary>Adds a header to any row, behind those it has.</summary>
    public void AddHeader(int row, ReadOnlySpan<byte> name, Cell value) =>
        AddHeader(row, Cell.Text(AddBytes(name), name.Length), value);

    /// <summary>Adds a header to any row, behind those it has.</summary>
    /// <param name="row">The row's index.</param>
    /// <param name="name">A text cell; several headers may have one name.</param>
    /// <param name="value">The value.</param>
    public void AddHeader(int row, Cell name, Cell value)
    {
        ref var target = ref Rows[row];
        if (target.HeaderCount == 0)
        {
            target.HeaderStart = _headerCount;
        }
        else if (target.HeaderStart + target.HeaderCount != _headerCount)
        {
            // Other headers lie behind those of this row, or it shares them with a row that has got more: it takes a copy.
            var moved = MakeRoom(target.HeaderCount);
            System.Array.Copy(_headers, target.HeaderStart, _headers, moved, target.HeaderCount);
            target.HeaderStart = moved;
        }

        var place = MakeRoom(1);
        _headers[place] = new RowHeader(name.Start, name.Length, value);
        target.HeaderCount++;
    }

    private int MakeRoom(int count)
    {
        var first = _headerCount;
        if (first + count > _headers.Length)
        {
            System.Array.Resize(ref _headers, Math.Max(Math.Max(16, first + count), _headers.Length * 2));
        }

        _headerCount += count;
        return first;
    }
}
