using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>Whether two values of one batch are the same: state, kind and bits, or bytes, or all parts.</summary>
internal static class CellEquality
{
    /// <summary>Whether two cells hold the same. Floats are compared by their bits; two unknown values are the same.</summary>
    public static bool Same(RecordBatch batch, Cell a, Cell b)
    {
        if (a.State != b.State || a.Kind != b.Kind)
        {
            return false;
        }

        return a.Kind switch
        {
            FieldKind.String or FieldKind.Bytes => SameBytes(batch, a, b),
            FieldKind.Struct or FieldKind.Array => SameParts(batch, a, b, a.Count),
            FieldKind.Map => SameParts(batch, a, b, 2 * a.Count),
            _ => a.Int64 == b.Int64,
        };
    }

    /// <summary>Whether all cells of two ranges hold the same.</summary>
    public static bool Same(RecordBatch batch, int first, int other, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!Same(batch, batch.Cells[first + i], batch.Cells[other + i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameBytes(RecordBatch batch, Cell a, Cell b) =>
        a.Length == b.Length && (a.Start == b.Start || batch[a].SequenceEqual(batch[b]));

    private static bool SameParts(RecordBatch batch, Cell a, Cell b, int count) =>
        a.Count == b.Count && (a.First == b.First || Same(batch, a.First, b.First, count));
}
