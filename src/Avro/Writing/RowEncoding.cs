using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>Writes cells as a plan says: one loop over the steps, a switch per cell, recursion for what is nested.</summary>
/// <remarks>Every method returns the place behind what it wrote, or <see cref="IRecordEncoder.TooSmall"/>.</remarks>
internal static class RowEncoding
{
    private const int MaxDepth = 100;
    private const int MostOnStack = 64;

    /// <summary>Writes a root cell as the one step of its plan says; a struct without a turn of the loop for itself.</summary>
    public static int Root(ref EncodeRun run, EncodePlan plan, int root, int at)
    {
        ref readonly var step = ref plan.Steps[0];
        if (step.Op != EncodeOp.Struct || (uint)root >= (uint)run.CellCount || !Unsafe.Add(ref run.Cells, root).Is(FieldKind.Struct))
        {
            return Write(ref run, plan, root, 1, at);
        }

        run.Slack -= plan.Room;
        if (run.Slack < 0)
        {
            return IRecordEncoder.TooSmall;
        }

        ref readonly var cell = ref Unsafe.Add(ref run.Cells, root);
        Unsafe.Add(ref run.Output, at) = step.ValueBranch;
        return Write(ref run, step.Child!, cell.First, cell.Count, at + step.BranchLength);
    }

    /// <summary>Writes the cells at <paramref name="first"/> as a plan says.</summary>
    public static int Write(ref EncodeRun run, EncodePlan plan, int first, int count, int at) =>
        Write(ref run, plan, 0, plan.Steps.Length, first, count, at);

    /// <summary>Writes those of the cells at <paramref name="first"/> that steps <paramref name="from"/> to <paramref name="to"/> of a plan name.</summary>
    public static int Write(ref EncodeRun run, EncodePlan plan, int from, int to, int first, int count, int at)
    {
        if ((uint)first > (uint)run.CellCount || (uint)count > (uint)(run.CellCount - first) || (uint)from > (uint)to || (uint)to > (uint)plan.Steps.Length)
        {
            ThrowRange(run, plan);
        }

        run.Slack -= plan.Room;
        if (run.Slack < 0)
        {
            return IRecordEncoder.TooSmall;
        }

        ref var steps = ref MemoryMarshal.GetArrayDataReference(plan.Steps);
        ref var cells = ref Unsafe.Add(ref run.Cells, first);
        return count >= plan.CellCount
            ? Write(ref run, ref Unsafe.Add(ref steps, from), ref Unsafe.Add(ref steps, to), ref cells, at)
            : WriteShort(ref run, plan, from, to, MemoryMarshal.CreateReadOnlySpan(ref cells, count), at);
    }

    // What is not there is null.
    private static int WriteShort(ref EncodeRun run, EncodePlan plan, int from, int to, ReadOnlySpan<Cell> cells, int at)
    {
        var padded = plan.CellCount <= MostOnStack ? stackalloc Cell[plan.CellCount] : new Cell[plan.CellCount];
        cells.CopyTo(padded);
        padded[cells.Length..].Clear();
        ref var steps = ref MemoryMarshal.GetArrayDataReference(plan.Steps);
        return Write(ref run, ref Unsafe.Add(ref steps, from), ref Unsafe.Add(ref steps, to), ref MemoryMarshal.GetReference(padded), at);
    }

    // No more than five variables live through the loop, as many as have a register across its calls: a spilled one is a chain of
    // stores and loads from step to step.
    // waiver: method-size one loop with its switch: 38 ns for a row of eight columns, a quarter more with the switch in a method of its own
    private static int Write(ref EncodeRun run, ref EncodeStep step, ref EncodeStep end, ref Cell cells, int at)
    {
        ref var output = ref Unsafe.Add(ref run.Output, at);
        for (; Unsafe.IsAddressLessThan(ref step, ref end); step = ref Unsafe.Add(ref step, 1))
        {
            ref readonly var cell = ref Unsafe.Add(ref cells, step.Ordinal);
            if (!cell.Is(step.Expected) && step.Op != EncodeOp.Any)
            {
                if (cell.IsNull && step.IsNullable)
                {
                    output = step.NullBranch;
                    output = ref Unsafe.Add(ref output, 1);
                    continue;
                }

                at = Missing(ref run, in step, in cell, (int)Unsafe.ByteOffset(ref run.Output, ref output));
                if (at < 0)
                {
                    return at;
                }

                output = ref Unsafe.Add(ref run.Output, at);
                continue;
            }

            output = step.ValueBranch;
            output = ref Unsafe.AddByteOffset(ref output, (nuint)step.BranchLength);
            switch (step.Op)
            {
                case EncodeOp.Boolean:
                    output = (byte)(cell.Boolean ? 1 : 0);
                    output = ref Unsafe.Add(ref output, 1);
                    break;
                case EncodeOp.Int:
                    if (cell.Int64 != (int)cell.Int64)
                    {
                        EncodeErrors.Value(step.Path, run.Topic, "its cell holds more than 32 bits", "an int has 32");
                    }

                    output = ref Unsafe.Add(ref output, AvroOutput.Int(ref output, 0, (int)cell.Int64));
                    break;
                case EncodeOp.Long:
                    output = ref Unsafe.Add(ref output, AvroOutput.Long(ref output, 0, cell.Int64));
                    break;
                case EncodeOp.Float:
                    Unsafe.WriteUnaligned(ref output, (int)cell.Int64);
                    output = ref Unsafe.Add(ref output, 4);
                    break;
                case EncodeOp.Double:
                    Unsafe.WriteUnaligned(ref output, cell.Int64);
                    output = ref Unsafe.Add(ref output, 8);
                    break;
                case EncodeOp.Text:
                case EncodeOp.Bytes:
                    if ((uint)cell.Start > (uint)run.ArenaLength || (uint)cell.Length > (uint)(run.ArenaLength - cell.Start))
                    {
                        ThrowRange(run, in step);
                    }

                    run.Slack -= cell.Length;
                    if (run.Slack < 0)
                    {
                        return IRecordEncoder.TooSmall;
                    }

                    output = ref Unsafe.Add(ref output, AvroOutput.Length(ref output, 0, cell.Length));
                    AvroOutput.Copy(ref output, 0, ref run.Arena, cell.Start, cell.Length, run.ArenaLength);
                    output = ref Unsafe.Add(ref output, cell.Length);
                    break;
                default:
                    at = NestedEncoding.Write(ref run, in step, in cell, (int)Unsafe.ByteOffset(ref run.Output, ref output));
                    if (at < 0)
                    {
                        return at;
                    }

                    output = ref Unsafe.Add(ref run.Output, at);
                    break;
            }
        }

        return (int)Unsafe.ByteOffset(ref run.Output, ref output);
    }

    /// <summary>Counts a level, so that cells that contain themselves end in an error.</summary>
    public static void Enter(ref EncodeRun run, string path)
    {
        if (++run.Depth > MaxDepth)
        {
            EncodeErrors.Value(path, run.Topic, $"its values are nested more than {MaxDepth} deep", $"at most {MaxDepth} levels are written");
        }
    }

    private static int Missing(ref EncodeRun run, in EncodeStep step, in Cell cell, int at)
    {
        if (step.Op == EncodeOp.Union && !cell.HasValue && step.NullBranch != byte.MaxValue)
        {
            Unsafe.Add(ref run.Output, at) = step.NullBranch;
            return at + 1;
        }

        if (cell.IsNull)
        {
            EncodeErrors.Null(step.Path, run.Topic);
        }

        if (cell.HasValue)
        {
            EncodeErrors.Kind(step.Path, run.Topic, cell.Kind, step.Expected);
        }

        if (step.Op is EncodeOp.Text or EncodeOp.Bytes)
        {
            Unsafe.Add(ref run.Output, at) = step.ValueBranch;
            return Placeholder(ref run, at + step.BranchLength);
        }

        if (!step.IsNullable)
        {
            EncodeErrors.Unavailable(step.Path, run.Topic);
        }

        Unsafe.Add(ref run.Output, at) = step.NullBranch;
        return at + 1;
    }

    /// <summary>Writes the text that stands for an unavailable value.</summary>
    public static int Placeholder(ref EncodeRun run, int at)
    {
        var text = AvroPlaceholder.Utf8;
        run.Slack -= text.Length;
        if (run.Slack < 0)
        {
            return IRecordEncoder.TooSmall;
        }

        at = AvroOutput.Length(ref run.Output, at, text.Length);
        text.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref run.Output, at), text.Length));
        return at + text.Length;
    }

    private static void ThrowRange(in EncodeRun run, EncodePlan plan)
    {
        var nothing = new EncodeStep { Path = "value" };
        ThrowRange(run, plan.Steps.Length == 0 ? ref nothing : ref plan.Steps[0]);
    }

    private static void ThrowRange(in EncodeRun run, in EncodeStep step) =>
        EncodeErrors.Value(step.Path, run.Topic, "a cell points outside its batch", "cells must lie within it");
}
