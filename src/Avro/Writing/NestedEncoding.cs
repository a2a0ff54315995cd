using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>Writes the values that <see cref="RowEncoding"/> leaves out of its loop: nested ones, fixeds, enums and data without a schema.</summary>
internal static class NestedEncoding
{
    /// <summary>Writes one value; its branch is written already.</summary>
    public static int Write(ref EncodeRun run, in EncodeStep step, in Cell cell, int at)
    {
        switch (step.Op)
        {
            case EncodeOp.Struct:
                return RowEncoding.Write(ref run, step.Child!, cell.First, cell.Count, at);
            case EncodeOp.Array:
                return Block(ref run, step.Child!, in cell, 1, at);
            case EncodeOp.Map:
                return Block(ref run, step.Child!, in cell, 2, at);
            case EncodeOp.Any:
                return AnyEncoding.Write(ref run, in step, in cell, at);
            case EncodeOp.Union:
                return Union(ref run, in step, in cell, at);
            case EncodeOp.Enum:
                return Symbol(ref run, in step, in cell, at);
            default:
                return Fixed(ref run, in step, in cell, at);
        }
    }

    /// <summary>Writes an array or a map as one block and its end.</summary>
    public static int Block(ref EncodeRun run, EncodePlan item, ref readonly Cell cell, int width, int at)
    {
        // The count and the end; the room of the field itself is one byte of branch.
        run.Slack -= AvroOutput.VarintRoom + 1;
        if (run.Slack < 0)
        {
            return IRecordEncoder.TooSmall;
        }

        var count = cell.Count;
        var first = cell.First;
        if (count > 0)
        {
            RowEncoding.Enter(ref run, item.Steps[0].Path);
            at = AvroOutput.Length(ref run.Output, at, count);
            for (var i = 0; i < count; i++)
            {
                at = RowEncoding.Write(ref run, item, first + (i * width), width, at);
                if (at < 0)
                {
                    return at;
                }
            }

            run.Depth--;
        }

        Unsafe.Add(ref run.Output, at) = 0;
        return at + 1;
    }

    private static int Union(ref EncodeRun run, in EncodeStep step, in Cell cell, int at)
    {
        for (var i = 0; i < step.Branches!.Length; i++)
        {
            var branch = step.Branches[i];
            var ordinal = branch.Steps[0].Ordinal;
            if (ordinal >= cell.Count || (uint)(cell.First + ordinal) >= (uint)run.CellCount)
            {
                continue;
            }

            if (!Unsafe.Add(ref run.Cells, cell.First + ordinal).IsNull)
            {
                at = AvroOutput.Length(ref run.Output, at, step.BranchIndexes![i]);
                return RowEncoding.Write(ref run, branch, cell.First, cell.Count, at);
            }
        }

        if (step.NullBranch == byte.MaxValue)
        {
            EncodeErrors.Null(step.Path, run.Topic);
        }

        return AvroOutput.Length(ref run.Output, at, step.NullBranch >> 1);
    }

    private static void Check(ref EncodeRun run, in EncodeStep step, in Cell cell)
    {
        if ((uint)cell.Start > (uint)run.ArenaLength || (uint)cell.Length > (uint)(run.ArenaLength - cell.Start))
        {
            EncodeErrors.Value(step.Path, run.Topic, "its cell points outside the batch's bytes", "cells must lie within them");
        }
    }

    private static int Symbol(ref EncodeRun run, in EncodeStep step, in Cell cell, int at)
    {
        Check(ref run, in step, in cell);
        var text = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref run.Arena, cell.Start), cell.Length);
        var symbols = step.Symbols!;
        for (var i = 0; i < symbols.Length; i++)
        {
            if (text.SequenceEqual(symbols[i]))
            {
                return AvroOutput.Length(ref run.Output, at, i);
            }
        }

        EncodeErrors.Value(step.Path, run.Topic, "its text is none of the enum's symbols", $"one of {symbols.Length} is required");
        return at;
    }

    private static int Fixed(ref EncodeRun run, in EncodeStep step, in Cell cell, int at)
    {
        Check(ref run, in step, in cell);
        var bytes = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref run.Arena, cell.Start), cell.Length);
        var size = step.Size;
        if (bytes.Length != size && (step.Op == EncodeOp.Fixed || bytes.Length > size))
        {
            EncodeErrors.Value(step.Path, run.Topic, $"it has {bytes.Length} bytes", $"its type holds exactly {size}");
        }

        var target = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref run.Output, at), size);
        var sign = bytes.Length > 0 && bytes[0] >= 0x80 ? byte.MaxValue : (byte)0;
        target[..(size - bytes.Length)].Fill(sign);
        bytes.CopyTo(target[(size - bytes.Length)..]);
        return at + size;
    }
}
