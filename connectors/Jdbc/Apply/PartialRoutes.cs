using ConnectRuntime.Jdbc.Dialects;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>The ways of a stream's rows whose source did not send every column: one per set of columns.</summary>
/// <param name="bindings">All columns, those of the key first.</param>
/// <param name="keyCount">How many are the key.</param>
/// <param name="make">Makes the way for some of the columns.</param>
internal sealed class PartialRoutes(
    IReadOnlyList<ColumnBinding> bindings, int keyCount, Func<IReadOnlyList<ColumnBinding>, StageRoute> make)
{
    private readonly List<(ulong[] Mask, StageRoute Route)> _known = [];
    private readonly ulong[] _mask = new ulong[(bindings.Count + 63) / 64];

    /// <summary>The way of a row; null where even its key is incomplete.</summary>
    public StageRoute? For(RecordBatch batch, int row, int value)
    {
        Array.Clear(_mask);
        for (var i = 0; i < bindings.Count; i++)
        {
            if (!IsUnavailable(batch, row, value, bindings[i]))
            {
                _mask[i / 64] |= 1UL << (i % 64);
            }
            else if (i < keyCount)
            {
                return null;
            }
        }

        foreach (var (mask, route) in _known)
        {
            if (mask.AsSpan().SequenceEqual(_mask))
            {
                return route;
            }
        }

        var made = make([.. bindings.Where((_, i) => (_mask[i / 64] & (1UL << (i % 64))) != 0)]);
        _known.Add(([.. _mask], made));
        return made;
    }

    private static bool IsUnavailable(RecordBatch batch, int row, int value, ColumnBinding binding)
    {
        var root = binding.Origin switch
        {
            ValueOrigin.KeyField or ValueOrigin.Key => batch.Rows[row].Key,
            ValueOrigin.ValueField or ValueOrigin.Value => value,
            _ => -1,
        };
        if (root < 0)
        {
            return false;
        }

        var cell = batch.Cells[root];
        if (binding.Origin is ValueOrigin.KeyField or ValueOrigin.ValueField)
        {
            cell = cell.HasValue && binding.Ordinal < cell.Count ? batch.Cells[cell.First + binding.Ordinal] : Cell.Null;
        }

        return cell.State == CellState.Unavailable;
    }
}
