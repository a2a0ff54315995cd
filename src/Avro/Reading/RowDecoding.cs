using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Reading;

/// <summary>Reads values into cells as a plan says: one loop over the steps, a switch per value, recursion for what is nested.</summary>
/// <remarks>
/// Text and bytes become ranges of the arena that they lie in. Every method returns the place behind what it read. Nothing
/// outside the run's range is read, whatever the bytes say.
/// </remarks>
internal static class RowDecoding
{
    private const int MaxDepth = 100;

    /// <summary>Reads values into the cells from <paramref name="first"/> on.</summary>
    // waiver: method-size one loop with its switch: 57 ns for a row of eight columns, 63 with the switch in a method of its own
    public static int Read(ref DecodeRun run, DecodePlan plan, int first, int at)
    {
        ref var data = ref run.Data;
        ref var cells = ref Unsafe.Add(ref MemoryMarshal.GetReference(run.Batch.Cells), first);
        var steps = plan.Steps;
        for (var i = 0; i < steps.Length; i++)
        {
            ref readonly var step = ref steps[i];
            if (step.HasBranch)
            {
                var branch = at < run.End ? Unsafe.Add(ref data, at) : byte.MaxValue;
                if (branch == step.NullBranch)
                {
                    at++;
                    continue;
                }

                at = (branch ^ step.NullBranch) == 2 ? at + 1 : Branch(in run, in step, at);
                if (at < 0)
                {
                    at = -at;
                    continue;
                }
            }

            switch (step.Op)
            {
                case DecodeOp.Long:
                    at = AvroInput.Long(in run, at, step.Path, out var number);
                    Unsafe.Add(ref cells, step.Ordinal) = Cell.OfInteger(FieldKind.Int64, number);
                    break;
                case DecodeOp.Int:
                    at = AvroInput.Long(in run, at, step.Path, out var narrow);
                    CheckRange(in run, in step, narrow, at);
                    Unsafe.Add(ref cells, step.Ordinal) = Cell.OfInteger(step.Kind, narrow);
                    break;
                case DecodeOp.Text:
                case DecodeOp.Bytes:
                    at = AvroInput.Long(in run, at, step.Path, out var length);
                    var start = at;
                    at = run.Take(at, length, step.Path);
                    if (length == AvroPlaceholder.Length && IsPlaceholder(ref data, start))
                    {
                        Unsafe.Add(ref cells, step.Ordinal) = Cell.Unavailable;
                        break;
                    }

                    Unsafe.Add(ref cells, step.Ordinal) = Cell.Range(step.Kind, start, (int)length);
                    break;
                case DecodeOp.SkipVarint:
                    at = AvroInput.Skip(in run, at, step.Path);
                    break;
                case DecodeOp.SkipLength:
                    at = AvroInput.Long(in run, at, step.Path, out var skipped);
                    at = run.Take(at, skipped, step.Path);
                    break;
                case DecodeOp.SkipFixed:
                    at = run.Take(at, step.Size, step.Path);
                    break;
                case DecodeOp.Double:
                    start = at;
                    at = run.Take(at, sizeof(double), step.Path);
                    var bits = Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref data, start));
                    Unsafe.Add(ref cells, step.Ordinal) = Cell.OfInteger(FieldKind.Float64, bits);
                    break;
                case DecodeOp.Float:
                    start = at;
                    at = run.Take(at, sizeof(float), step.Path);
                    Unsafe.Add(ref cells, step.Ordinal) = Cell.Of(Unsafe.ReadUnaligned<float>(ref Unsafe.Add(ref data, start)));
                    break;
                case DecodeOp.Boolean:
                    start = at;
                    at = run.Take(at, 1, step.Path);
                    Unsafe.Add(ref cells, step.Ordinal) = Cell.Of(Flag(in run, Unsafe.Add(ref data, start), in step, start));
                    break;
                default:
                    at = NestedDecoding.Read(ref run, in step, first + step.Ordinal, at);
                    // What is nested adds cells, which may move them all.
                    cells = ref Unsafe.Add(ref MemoryMarshal.GetReference(run.Batch.Cells), first);
                    break;
            }
        }

        return at;
    }

    /// <summary>Counts a level, so that data without a schema cannot exhaust the stack.</summary>
    public static void Enter(ref DecodeRun run, string path, int at)
    {
        if (++run.Depth > MaxDepth)
        {
            DecodeErrors.Corrupt(path, at - run.Start, $"its values are nested more than {MaxDepth} deep", $"at most {MaxDepth} levels are read");
        }
    }

    private static bool IsPlaceholder(ref byte data, int start) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref data, start), AvroPlaceholder.Length).SequenceEqual(AvroPlaceholder.Utf8);

    // A branch in an unusual form, or one that does not exist. Returns −place for null.
    private static int Branch(ref readonly DecodeRun run, ref readonly DecodeStep step, int at)
    {
        var behind = AvroInput.Long(in run, at, step.Path, out var branch);
        if (branch is not (0 or 1))
        {
            DecodeErrors.Corrupt(step.Path, at - run.Start, $"it names branch {branch} of its union", "there are two");
        }

        return branch == step.NullBranch >> 1 ? -behind : behind;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckRange(ref readonly DecodeRun run, ref readonly DecodeStep step, long value, int at)
    {
        var bits = step.Size;
        if ((value << bits) >> bits != value)
        {
            DecodeErrors.Corrupt(step.Path, at - run.Start, $"its number does not fit into {step.Kind}", "a smaller one is required");
        }
    }

    private static bool Flag(ref readonly DecodeRun run, byte value, ref readonly DecodeStep step, int at)
    {
        if (value > 1)
        {
            DecodeErrors.Corrupt(step.Path, at - run.Start, $"a boolean is {value}", "0 or 1 is required");
        }

        return value == 1;
    }
}
