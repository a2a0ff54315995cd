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
    private static readonly Cell s_null = Cell.Null;

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
    // waiver: method-size one loop with its switch: 45 ns for a row of eight columns, 57 with the switch in a method of its own
    public static int Write(ref EncodeRun run, EncodePlan plan, int from, int to, int first, int count, int at)
    {
        if ((uint)first > (uint)run.CellCount || (uint)count > (uint)(run.CellCount - first))
        {
            ThrowRange(run, plan);
        }

        var slack = run.Slack - plan.Room;
        if (slack < 0)
        {
            return IRecordEncoder.TooSmall;
        }

        ref var output = ref Unsafe.Add(ref run.Output, at);
        ref var cells = ref Unsafe.Add(ref run.Cells, first);
        foreach (ref readonly var step in plan.Steps.AsSpan(from, to - from))
        {
            ref readonly var cell = ref step.Ordinal < count ? ref Unsafe.Add(ref cells, step.Ordinal) : ref s_null;
            if (!cell.Is(step.Expected) && step.Op != EncodeOp.Any)
            {
                if (cell.IsNull && step.IsNullable)
                {
                    output = step.NullBranch;
                    output = ref Unsafe.Add(ref output, 1);
                    continue;
                }

                run.Slack = slack;
                at = Missing(ref run, in step, in cell, (int)Unsafe.ByteOffset(ref run.Output, ref output));
                slack = run.Slack;
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

                    output = ref Unsafe.Add(ref output, AvroOutput.Long(ref output, 0, cell.Int64));
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
                    var length = cell.Length;
                    var start = cell.Start;
                    if ((uint)start > (uint)run.ArenaLength || (uint)length > (uint)(run.ArenaLength - start))
                    {
                        ThrowRange(run, plan);
                    }

                    slack -= length;
                    if (slack < 0)
                    {
                        return IRecordEncoder.TooSmall;
                    }

                    output = ref Unsafe.Add(ref output, AvroOutput.Length(ref output, 0, length));
                    AvroOutput.Copy(ref output, 0, ref run.Arena, start, length, run.ArenaLength);
                    output = ref Unsafe.Add(ref output, length);
                    break;
                default:
                    run.Slack = slack;
                    at = NestedEncoding.Write(ref run, in step, in cell, (int)Unsafe.ByteOffset(ref run.Output, ref output));
                    slack = run.Slack;
                    if (at < 0)
                    {
                        return at;
                    }

                    output = ref Unsafe.Add(ref run.Output, at);
                    break;
            }
        }

        run.Slack = slack;
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

    private static void ThrowRange(in EncodeRun run, EncodePlan plan) => EncodeErrors.Value(
        plan.Steps.Length == 0 ? "value" : plan.Steps[0].Path, run.Topic, "a cell points outside its batch", "cells must lie within it");
}
