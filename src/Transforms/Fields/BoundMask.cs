using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>One field and what stands in the place of its values.</summary>
internal readonly record struct FieldMask(FieldPath Path, MaskValue Value);

/// <summary>The masks of one stream, put over the cells of each row.</summary>
/// <remarks>
/// Rows of one event share their source and transaction blocks, and a key may be a view of its row's cells: what is shared is
/// copied before it is masked, so that a mask reaches what it names and nothing else.
/// </remarks>
internal sealed class BoundMask(RecordStream stream, FieldMask[] masks) : BoundTransform(stream)
{
    private readonly bool _masksSource = masks.Any(mask => mask.Path.Part == RowPart.Source);
    private readonly bool _masksTransaction = masks.Any(mask => mask.Path.Part == RowPart.Transaction);

    public override bool HasRowWork => true;

    public override void Apply(RecordBatch batch, int row)
    {
        ref var roots = ref batch.Rows[row];
        if (_masksSource)
        {
            roots.Source = Copy(batch, roots.Source);
        }

        if (_masksTransaction)
        {
            roots.Transaction = Copy(batch, roots.Transaction);
        }

        if (Shares(batch, roots.Key, roots.After) || Shares(batch, roots.Key, roots.Before))
        {
            roots.Key = Copy(batch, roots.Key);
        }

        foreach (ref readonly var mask in masks.AsSpan())
        {
            var at = mask.Path.Find(batch, roots);
            if (at >= 0 && batch.Cells[at].HasValue)
            {
                // The cells may move while the mask's bytes are added, so it is made first.
                var masked = mask.Value.Over(batch, batch.Cells[at]);
                batch.Cells[at] = masked;
            }
        }
    }

    private static bool Shares(RecordBatch batch, int a, int b) =>
        a >= 0 && b >= 0 && batch.Cells[a].Kind == FieldKind.Struct && batch.Cells[a].First == batch.Cells[b].First;

    private static int Copy(RecordBatch batch, int root)
    {
        if (root < 0 || batch.Cells[root].Kind != FieldKind.Struct)
        {
            return root;
        }

        var from = batch.Cells[root];
        var copy = batch.AddStruct(from.Count);
        for (var i = 0; i < from.Count; i++)
        {
            var child = Copy(batch, from.First + i);
            batch.Cells[copy + 1 + i] = batch.Cells[child];
        }

        return copy;
    }
}
