using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Reading;

/// <summary>Reads arrays and maps: blocks of items, in both forms and any number.</summary>
/// <remarks>
/// <code>
/// | count | items … |            count &gt; 0
/// | −count | bytes | items … |   the size lets a reader pass over the block
/// | 0 |                          the end
/// </code>
/// Avro specification, "Arrays". The items of all blocks become one range of cells: a range that a further block does not fit
/// into is moved to one of twice the size, so many small blocks cost no more than one.
/// </remarks>
internal static class BlockDecoding
{
    // Items that take no bytes could come in any number.
    private const int MaxEmptyItems = 1 << 16;

    /// <summary>Reads an array or a map into a cell.</summary>
    public static int Read(ref DecodeRun run, in DecodeStep step, int cell, int at)
    {
        RowDecoding.Enter(ref run, step.Path, at);
        var width = step.Size;
        var first = run.Batch.CellCount;
        var capacity = 0;
        var count = 0;
        while (true)
        {
            at = Header(ref run, in step, at, count, out var items, out _);
            if (items == 0)
            {
                break;
            }

            if (count + items > capacity)
            {
                capacity = count == 0 ? items : Math.Max(count + items, 2 * count);
                var moved = run.Batch.AddCells(capacity * width);
                run.Batch.Cells.Slice(first, count * width).CopyTo(run.Batch.Cells[moved..]);
                first = moved;
            }

            for (var i = 0; i < items; i++, count++)
            {
                at = RowDecoding.Read(ref run, step.Child!, first + (count * width), at);
            }
        }

        run.Batch.Cells[cell] = step.Op == DecodeOp.Map ? Cell.Map(first, count) : Cell.Array(first, count);
        run.Depth--;
        return at;
    }

    /// <summary>Passes over an array or a map.</summary>
    public static int Skip(ref DecodeRun run, in DecodeStep step, int at)
    {
        RowDecoding.Enter(ref run, step.Path, at);
        while (true)
        {
            at = Header(ref run, in step, at, 0, out var items, out var bytes);
            if (items == 0)
            {
                break;
            }

            if (bytes >= 0)
            {
                at = run.Take(at, bytes, step.Path);
                continue;
            }

            for (var i = 0; i < items; i++)
            {
                at = RowDecoding.Read(ref run, step.Child!, 0, at);
            }
        }

        run.Depth--;
        return at;
    }

    private static int Header(ref DecodeRun run, in DecodeStep step, int at, int before, out int items, out long bytes)
    {
        var behind = AvroInput.Long(in run, at, step.Path, out var count);
        bytes = -1;
        if (count < 0)
        {
            behind = AvroInput.Long(in run, behind, step.Path, out bytes);
            count = count == long.MinValue ? long.MaxValue : -count;
            run.Take(behind, bytes, step.Path);
        }

        var most = step.MinBytes > 0 ? (run.End - behind) / step.MinBytes : MaxEmptyItems - before;
        if (count > most)
        {
            DecodeErrors.Corrupt(step.Path, at - run.Start, $"a block has {count} items", $"the bytes that follow hold at most {Math.Max(0, most)}");
        }

        items = (int)count;
        return behind;
    }
}
