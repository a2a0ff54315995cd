using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Values.Json;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values;

/// <summary>Documents of which a PARTIAL_UPDATE_ROWS event has only the differences: which of a row's are, and where the ones before the change lie.</summary>
/// <remarks>One per plan of rows with JSON, its thread.</remarks>
internal sealed class PartialRow
{
    private const int Whole = -2;
    private const int NotLogged = -1;

    private readonly PartialJson _json = new();
    private readonly (int Start, int Length)[] _before;
    private readonly int[] _columns;

    /// <param name="columns">Columns in a row.</param>
    /// <param name="documents">Which of them are JSON.</param>
    public PartialRow(int columns, int[] documents)
    {
        _before = new (int Start, int Length)[columns];
        _columns = documents;
        End();
    }

    /// <summary>How many columns are JSON.</summary>
    public int Count => _columns.Length;

    /// <summary>Takes note of one row.</summary>
    public void Begin(PartialHead image, RowWalker before)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _before[_columns[i]].Start = image[i] ? NotLogged : Whole;
        }

        while (before.MoveNext())
        {
            if (before.HasValue && _before[before.Column].Start == NotLogged)
            {
                _before[before.Column] = (before.Start, before.End - before.Start);
            }
        }
    }

    /// <summary>Forgets it.</summary>
    public void End() => _before.AsSpan().Fill((Whole, 0));

    /// <summary>Whether a column has differences in the row.</summary>
    public bool Has(int column) => _before[column].Start != Whole;

    /// <summary>The document after the change.</summary>
    public Cell Write(CellTarget target, int column, ReadOnlySpan<byte> before, ReadOnlySpan<byte> diffs, RecordBatch batch)
    {
        var (start, length) = _before[column];
        try
        {
            return start == NotLogged ? _json.WriteWithoutBefore(diffs, batch) : _json.Write(before.Slice(start, length), diffs, batch);
        }
        catch (ConnectException e) when (e.Kind == ErrorKind.Data)
        {
            return target.Reject(batch, Misfit.NotReadable, diffs.Length, e.Message);
        }
    }
}
