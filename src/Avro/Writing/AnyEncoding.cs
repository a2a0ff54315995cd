using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>Writes a cell without a schema as Kafka Connect's <see cref="AnythingSchema"/>: nine branches, of which one is set.</summary>
internal static class AnyEncoding
{
    private static readonly EncodePlan Element = Plan(1);
    private static readonly EncodePlan Pair = Plan(2);

    /// <summary>Bytes that a scalar takes at most, without the content of text.</summary>
    public const int Room = AnythingSchema.Fields + AvroOutput.VarintRoom + AvroOutput.CopySlack;

    /// <summary>Writes the record.</summary>
    public static int Write(ref EncodeRun run, in EncodeStep step, in Cell cell, int at)
    {
        if (cell.State == CellState.Unavailable)
        {
            at = Open(ref run, AnythingSchema.String, at);
            at = RowEncoding.Placeholder(ref run, at);
            return at < 0 ? at : Close(ref run, AnythingSchema.String, at);
        }

        if (cell.IsNull)
        {
            return Zeros(ref run, AnythingSchema.Fields, at);
        }

        var field = FieldOf(cell.Kind);
        if (field < 0)
        {
            EncodeErrors.Value(step.Path, run.Topic, "it is a struct without a schema, so its fields have no names", "a map is required");
        }

        at = Content(ref run, in step, in cell, Open(ref run, field, at));
        return at < 0 ? at : Close(ref run, field, at);
    }

    private static int Content(ref EncodeRun run, in EncodeStep step, in Cell cell, int at)
    {
        ref var output = ref run.Output;
        switch (cell.Kind)
        {
            case FieldKind.Boolean:
                Unsafe.Add(ref output, at) = (byte)(cell.Boolean ? 1 : 0);
                return at + 1;
            case FieldKind.Float32:
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref output, at), (int)cell.Int64);
                return at + 4;
            case FieldKind.Float64:
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref output, at), cell.Int64);
                return at + 8;
            case FieldKind.String or FieldKind.Bytes:
                return Text(ref run, in step, in cell, at);
            case FieldKind.Array:
                return NestedEncoding.Block(ref run, Element, in cell, 1, at);
            case FieldKind.Map:
                return NestedEncoding.Block(ref run, Pair, in cell, 2, at);
            default:
                return AvroOutput.Long(ref output, at, cell.Int64);
        }
    }

    private static int Text(ref EncodeRun run, in EncodeStep step, in Cell cell, int at)
    {
        if ((uint)cell.Start > (uint)run.ArenaLength || (uint)cell.Length > (uint)(run.ArenaLength - cell.Start))
        {
            EncodeErrors.Value(step.Path, run.Topic, "a cell without a schema points outside the batch's bytes", "cells must lie within them");
        }

        run.Slack -= cell.Length;
        if (run.Slack < 0)
        {
            return IRecordEncoder.TooSmall;
        }

        at = AvroOutput.Length(ref run.Output, at, cell.Length);
        AvroOutput.Copy(ref run.Output, at, ref run.Arena, cell.Start, cell.Length, run.ArenaLength);
        return at + cell.Length;
    }

    private static int FieldOf(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => AnythingSchema.Boolean,
        FieldKind.Int8 or FieldKind.Int16 or FieldKind.Int32 => AnythingSchema.Int,
        FieldKind.Int64 => AnythingSchema.Long,
        FieldKind.Float32 => AnythingSchema.Float,
        FieldKind.Float64 => AnythingSchema.Double,
        FieldKind.String => AnythingSchema.String,
        FieldKind.Bytes => AnythingSchema.Bytes,
        FieldKind.Array => AnythingSchema.Array,
        FieldKind.Map => AnythingSchema.Map,
        _ => -1,
    };

    private static int Open(ref EncodeRun run, int field, int at)
    {
        at = Zeros(ref run, field, at);
        Unsafe.Add(ref run.Output, at) = 2;
        return at + 1;
    }

    private static int Close(ref EncodeRun run, int field, int at) => Zeros(ref run, AnythingSchema.Fields - 1 - field, at);

    private static int Zeros(ref EncodeRun run, int count, int at)
    {
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref run.Output, at), count).Clear();
        return at + count;
    }

    private static EncodePlan Plan(int cells) => new()
    {
        Steps = [.. Enumerable.Range(0, cells).Select(i => new EncodeStep { Ordinal = i, Op = EncodeOp.Any, Path = "(any)" })],
        Room = cells * Room,
    };
}
