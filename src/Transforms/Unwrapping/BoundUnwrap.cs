using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Unwrapping;

/// <summary>A field that is copied into the row's own cells.</summary>
internal readonly record struct AddedField(FieldPath Path, int Ordinal);

/// <summary>A field that becomes a header.</summary>
internal readonly record struct AddedHeader(FieldPath Path, byte[] Name);

/// <summary>What unwrapping does to rows of one stream with an envelope.</summary>
internal sealed record UnwrapPlan(DeletePolicy Policy, RecordStream Output)
{
    public AddedField[] Fields { get; init; } = [];

    public AddedHeader[] Headers { get; init; } = [];

    /// <summary>Names of headers that hold the operation; a tombstone gets these.</summary>
    public byte[][] OperationHeaders { get; init; } = [];

    /// <summary>The cell that says whether the row is gone, or −1.</summary>
    public int DeletedOrdinal { get; init; } = -1;

    public TopicByField? Route { get; init; }
}

/// <summary>Turns rows with an operation into plain rows of the flat stream, or into tombstones.</summary>
/// <remarks>
/// Without added fields this edits a row's indexes only. With them, the cells of the row are copied once into a longer range,
/// 16 bytes a column.
/// </remarks>
internal sealed class BoundUnwrap(UnwrapPlan plan) : BoundTransform(plan.Output)
{
    public override bool HasRowWork => true;

    public override void Apply(RecordBatch batch, int index)
    {
        ref var row = ref batch.Rows[index];
        var isDelete = row.Operation == RowOperation.Delete;
        var image = isDelete ? row.Before : row.After;
        var hasImage = image >= 0 && batch.Cells[image].HasValue;
        if (row.Operation == RowOperation.None && !hasImage && row.Before < 0)
        {
            ApplyTombstone(batch, index);
        }
        else if (isDelete ? plan.Policy.Deletes == DeleteHandling.Drop : !hasImage)
        {
            // Beside deletes, a truncated table and a message of no table have no row.
            row.Flags |= RowFlags.Dropped;
        }
        else
        {
            Unwrap(batch, index, image, hasImage, isDelete);
        }
    }

    private void ApplyTombstone(RecordBatch batch, int index)
    {
        ref var row = ref batch.Rows[index];
        if (!plan.Policy.KeepsTombstones)
        {
            row.Flags |= RowFlags.Dropped;
            return;
        }

        foreach (var name in plan.OperationHeaders)
        {
            batch.AddHeader(index, name, Cell.Text(batch.AddBytes("d"u8), 1));
        }

        row.After = -1;
    }

    private void Unwrap(RecordBatch batch, int index, int image, bool hasImage, bool isDelete)
    {
        ref var row = ref batch.Rows[index];
        RecordStream? moved = null;
        if (plan.Route is not null && hasImage)
        {
            var routed = row;
            routed.After = image;
            moved = plan.Route.Find(batch, routed);
        }

        foreach (ref readonly var header in plan.Headers.AsSpan())
        {
            batch.AddHeader(index, header.Name, header.Path.Read(batch, row).Cell);
        }

        // A delete of which no row is known cannot be written as one, so it is a tombstone in any case.
        var hasValue = hasImage && (!isDelete || plan.Policy.Rewrites);
        row.After = !hasValue ? -1 : plan.DeletedOrdinal < 0 && plan.Fields.Length == 0 ? image : Extend(batch, row, image, isDelete);
        row.Before = -1;
        row.Source = -1;
        row.Transaction = -1;
        row.Operation = RowOperation.None;
        if (moved is not null)
        {
            row.Stream = batch.AddStream(moved);
        }
    }

    private int Extend(RecordBatch batch, in Row row, int image, bool isDelete)
    {
        var from = batch.Cells[image];
        var extended = batch.AddStruct(plan.Output.ValueSchema!.CellCount);
        var first = extended + 1;
        var count = Math.Min(from.Count, plan.DeletedOrdinal >= 0 ? plan.DeletedOrdinal : plan.Fields[0].Ordinal);
        batch.Cells.Slice(from.First, count).CopyTo(batch.Cells[first..]);
        if (plan.DeletedOrdinal >= 0)
        {
            var flag = isDelete ? "true"u8 : "false"u8;
            var text = Cell.Text(batch.AddBytes(flag), flag.Length);
            batch.Cells[first + plan.DeletedOrdinal] = text;
        }

        foreach (ref readonly var field in plan.Fields.AsSpan())
        {
            var cell = field.Path.Read(batch, row).Cell;
            batch.Cells[first + field.Ordinal] = cell;
        }

        return extended;
    }
}
