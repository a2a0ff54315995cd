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

    /// <summary>Writes the cells at <paramref name="first"/> as a plan says.</summary>
    // waiver: method-size one loop with its switch: 45 ns for a row of eight columns, 57 with the switch in a method of its own
    public static int Write(ref EncodeRun run, EncodePlan plan, int first, int count, int at)
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

        ref var output = ref run.Output;
        ref var cells = ref Unsafe.Add(ref run.Cells, first);
        var steps = plan.Steps;
        for (var i = 0; i < steps.Length; i++)
        {
            ref readonly var step = ref steps[i];
            ref readonly var cell = ref step.Ordinal < count ? ref Unsafe.Add(ref cells, step.Ordinal) : ref s_null;
            if (!cell.Is(step.Expected) && step.Op != EncodeOp.Any)
            {
                if (cell.IsNull && step.IsNullable)
                {
                    Unsafe.Add(ref output, at++) = step.NullBranch;
                    continue;
                }

                run.Slack = slack;
                at = Missing(ref run, in step, in cell, at);
                slack = run.Slack;
                if (at < 0)
                {
                    return at;
                }

                continue;
            }

            Unsafe.Add(ref output, at) = step.ValueBranch;
            at += step.BranchLength;
            switch (step.Op)
            {
                case EncodeOp.Boolean:
                    Unsafe.Add(ref output, at++) = (byte)(cell.Boolean ? 1 : 0);
                    break;
                case EncodeOp.Int:
                    if (cell.Int64 != (int)cell.Int64)
                    {
                        EncodeErrors.Value(step.Path, run.Topic, "its cell holds more than 32 bits", "an int has 32");
                    }

                    at = AvroOutput.Long(ref output, at, cell.Int64);
                    break;
                case EncodeOp.Long:
                    at = AvroOutput.Long(ref output, at, cell.Int64);
                    break;
                case EncodeOp.Float:
                    Unsafe.WriteUnaligned(ref Unsafe.Add(ref output, at), (int)cell.Int64);
                    at += 4;
                    break;
                case EncodeOp.Double:
                    Unsafe.WriteUnaligned(ref Unsafe.Add(ref output, at), cell.Int64);
                    at += 8;
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

                    at = AvroOutput.Length(ref output, at, length);
                    AvroOutput.Copy(ref output, at, ref run.Arena, start, length, run.ArenaLength);
                    at += length;
                    break;
                default:
                    run.Slack = slack;
                    at = NestedEncoding.Write(ref run, in step, in cell, at);
                    slack = run.Slack;
                    if (at < 0)
                    {
                        return at;
                    }

                    break;
            }
        }

        run.Slack = slack;
        return at;
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
