using System.Runtime.CompilerServices;
using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Reading;

/// <summary>Reads Kafka Connect's <see cref="AnythingSchema"/> into the one cell that it stands for: the first of its nine fields that is set.</summary>
internal static class AnyDecoding
{
    private static readonly DecodeStep[] Fields = Compile();

    /// <summary>Reads the record.</summary>
    public static int Read(ref DecodeRun run, in DecodeStep step, int cell, int at)
    {
        RowDecoding.Enter(ref run, step.Path, at);
        var found = false;
        for (var field = 0; field < AnythingSchema.Fields; field++)
        {
            var behind = AvroInput.Long(in run, at, step.Path, out var branch);
            if (branch is not (0 or 1))
            {
                DecodeErrors.Corrupt(step.Path, at - run.Start, $"it names branch {branch} of a union", "there are two");
            }

            at = behind;
            if (branch == 1)
            {
                // Others that are set as well are read and forgotten.
                var target = found ? run.Batch.AddCells(1) : cell;
                at = Fields[field].Child is { } plan ? RowDecoding.Read(ref run, plan, target, at) : BlockDecoding.Read(ref run, in Fields[field], target, at);
                found = true;
            }
        }

        run.Depth--;
        return at;
    }

    private static DecodeStep[] Compile()
    {
        var any = new DecodeStep { Op = DecodeOp.Any, Path = "(any)" };
        var pair = new DecodePlan { Steps = [any, any with { Ordinal = 1 }], MinBytes = 2 * AnythingSchema.Fields };
        var element = new DecodePlan { Steps = [any], MinBytes = AnythingSchema.Fields };
        var fields = new DecodeStep[AnythingSchema.Fields];
        fields[AnythingSchema.Boolean] = Scalar(DecodeOp.Boolean, FieldKind.Boolean);
        fields[AnythingSchema.Bytes] = Scalar(DecodeOp.Bytes, FieldKind.Bytes);
        fields[AnythingSchema.Double] = Scalar(DecodeOp.Double, FieldKind.Float64);
        fields[AnythingSchema.Float] = Scalar(DecodeOp.Float, FieldKind.Float32);
        fields[AnythingSchema.Int] = Scalar(DecodeOp.Int, FieldKind.Int32, 32);
        fields[AnythingSchema.Long] = Scalar(DecodeOp.Long, FieldKind.Int64);
        fields[AnythingSchema.String] = Scalar(DecodeOp.Text, FieldKind.String);
        fields[AnythingSchema.Array] = Wrap(any with { Op = DecodeOp.Array, Size = 1, Child = element, MinBytes = element.MinBytes });
        fields[AnythingSchema.Map] = Wrap(any with { Op = DecodeOp.Map, Size = 2, Child = pair, MinBytes = pair.MinBytes });
        return fields;
    }

    private static DecodeStep Scalar(DecodeOp op, FieldKind kind, int size = 0) =>
        Wrap(new DecodeStep { Op = op, Kind = kind, Size = size, Path = "(any)" });

    private static DecodeStep Wrap(DecodeStep step) => new() { Child = new DecodePlan { Steps = [step] }, Path = step.Path };
}
