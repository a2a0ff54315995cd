using System.Runtime.CompilerServices;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Reading;

/// <summary>Reads the values that <see cref="RowDecoding"/> leaves out of its loop.</summary>
internal static class NestedDecoding
{
    /// <summary>Reads one value into a cell.</summary>
    public static int Read(ref DecodeRun run, in DecodeStep step, int cell, int at)
    {
        switch (step.Op)
        {
            case DecodeOp.Struct:
                var first = run.Batch.AddCells(step.Size);
                run.Batch.Cells[cell] = Cell.Struct(first, step.Size);
                return RowDecoding.Read(ref run, step.Child!, first, at);
            case DecodeOp.SkipStruct:
                return RowDecoding.Read(ref run, step.Child!, 0, at);
            case DecodeOp.Array or DecodeOp.Map:
                return BlockDecoding.Read(ref run, in step, cell, at);
            case DecodeOp.SkipBlocks:
                return BlockDecoding.Skip(ref run, in step, at);
            case DecodeOp.Any:
                return AnyDecoding.Read(ref run, in step, cell, at);
            case DecodeOp.SkipAny:
                return AnyDecoding.Read(ref run, in step, run.Batch.AddCells(1), at);
            case DecodeOp.Union or DecodeOp.SkipUnion or DecodeOp.Single:
                return Union(ref run, in step, cell, at);
            case DecodeOp.Enum:
                return Symbol(ref run, in step, cell, at);
            default:
                var start = at;
                at = run.Take(at, step.Size, step.Path);
                run.Batch.Cells[cell] = Cell.Bytes(start, step.Size);
                return at;
        }
    }

    private static int Symbol(ref DecodeRun run, in DecodeStep step, int cell, int at)
    {
        var behind = AvroInput.Long(in run, at, step.Path, out var index);
        if ((ulong)index >= (ulong)step.Symbols!.Count)
        {
            DecodeErrors.Corrupt(step.Path, at - run.Start, $"it names symbol {index}", $"its enum has {step.Symbols.Count}");
        }

        run.Batch.Cells[cell] = step.Symbols.Cell(run.Batch, (int)index);
        return behind;
    }

    private static int Union(ref DecodeRun run, in DecodeStep step, int cell, int at)
    {
        var behind = AvroInput.Long(in run, at, step.Path, out var index);
        if ((ulong)index >= (ulong)step.Branches!.Length)
        {
            DecodeErrors.Corrupt(step.Path, at - run.Start, $"it names branch {index} of its union", $"there are {step.Branches.Length}");
        }

        var branch = step.Branches[(int)index];
        if (branch.Steps.Length == 0)
        {
            return behind;
        }

        var first = cell;
        if (step.Op == DecodeOp.Union)
        {
            first = run.Batch.AddCells(step.Size);
            run.Batch.Cells[cell] = Cell.Struct(first, step.Size);
        }

        return RowDecoding.Read(ref run, branch, first, behind);
    }
}
