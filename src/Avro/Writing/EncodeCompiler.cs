using System.Text;
using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>Compiles a row's schema and the Avro schema that <see cref="RecordToAvro"/> made of it into a plan.</summary>
internal static class EncodeCompiler
{
    /// <summary>The plan of a single value, such as a key, a row or one half of an envelope.</summary>
    /// <param name="schema">The row's schema.</param>
    /// <param name="avro">The Avro schema.</param>
    /// <param name="path">The value's path; empty for a row, so that its fields' paths are their names.</param>
    public static EncodePlan Compile(RecordSchema schema, AvroSchema avro, string path) =>
        Plan([Step(schema, avro, 0, path) with { Path = path.Length == 0 ? "value" : path }]);

    private static EncodePlan Plan(EncodeStep[] steps)
    {
        var room = 0L;
        var cells = 0;
        foreach (ref readonly var step in steps.AsSpan())
        {
            room += Room(in step);
            cells = Math.Max(cells, step.Ordinal + 1);
        }

        return new EncodePlan { Steps = steps, CellCount = cells, Room = (int)Math.Min(int.MaxValue / 2, room) };
    }

    private static int Room(in EncodeStep step) => 1 + step.Op switch
    {
        EncodeOp.Boolean => 1,
        EncodeOp.Text or EncodeOp.Bytes => AvroOutput.VarintRoom + AvroOutput.CopySlack,
        EncodeOp.Fixed or EncodeOp.FixedDecimal => step.Size,
        EncodeOp.Any => AnyEncoding.Room,
        EncodeOp.Struct or EncodeOp.Array or EncodeOp.Map => 0,
        _ => AvroOutput.VarintRoom,
    };

    private static EncodeStep Step(RecordSchema schema, AvroSchema avro, int ordinal, string path)
    {
        var step = new EncodeStep { Ordinal = ordinal, Path = path, Expected = schema.Kind };
        if (schema.Kind == FieldKind.Any)
        {
            step.Op = EncodeOp.Any;
            return step;
        }

        if (AvroShape.IsUnion(schema))
        {
            return Union(step, schema, (AvroUnion)avro);
        }

        var type = avro;
        if (avro is AvroUnion union)
        {
            var none = union.NullBranch;
            step.BranchLength = 1;
            step.NullBranch = (byte)(none << 1);
            step.ValueBranch = (byte)((1 - none) << 1);
            type = union.Branches[1 - none];
        }

        return Typed(step, schema, type);
    }

    private static EncodeStep Typed(EncodeStep step, RecordSchema schema, AvroSchema avro)
    {
        var path = step.Path;
        switch (avro)
        {
            case AvroRecord record:
                step.Op = EncodeOp.Struct;
                step.Child = Plan([.. schema.Fields.Zip(record.Fields, (field, type) =>
                    Step(field.Schema, type.Schema, field.Ordinal, Inner(path, field.Name)))]);
                break;
            case AvroArray array when schema.Kind == FieldKind.Array:
                step.Op = EncodeOp.Array;
                step.Child = Plan([Step(schema.Element!, array.Items, 0, path + "[]")]);
                break;
            case AvroArray { Items: AvroRecord entry }:
                step.Op = EncodeOp.Map;
                step.Child = Plan(
                [
                    Step(schema.KeySchema!, entry.Fields[0].Schema, 0, path + "{}.key"),
                    Step(schema.ValueSchema!, entry.Fields[1].Schema, 1, path + "{}.value"),
                ]);
                break;
            case AvroMap map:
                step.Op = EncodeOp.Map;
                step.Child = Plan(
                [
                    Step(schema.KeySchema!, AvroPrimitive.Of(AvroType.String), 0, path + "{}.key"),
                    Step(schema.ValueSchema!, map.Values, 1, path + "{}.value"),
                ]);
                break;
            case AvroEnum symbols:
                step.Op = EncodeOp.Enum;
                step.Symbols = [.. symbols.Symbols.Select(Encoding.UTF8.GetBytes)];
                break;
            case AvroFixed block:
                step.Op = schema.Logical.Kind == LogicalKind.Decimal ? EncodeOp.FixedDecimal : EncodeOp.Fixed;
                step.Size = block.Size;
                break;
            default:
                step.Op = Scalar(avro.Type);
                break;
        }

        return step;
    }

    private static EncodeStep Union(EncodeStep step, RecordSchema schema, AvroUnion avro)
    {
        var shift = schema.IsNullable ? 1 : 0;
        step.Op = EncodeOp.Union;
        step.NullBranch = schema.IsNullable ? (byte)0 : byte.MaxValue;
        step.Branches = [.. schema.Fields.Select((field, i) =>
            Plan([Step(field.Schema.WithNullable(false), avro.Branches[i + shift], field.Ordinal, Inner(step.Path, field.Name))]))];
        step.BranchIndexes = [.. schema.Fields.Select((_, i) => i + shift)];
        return step;
    }

    private static string Inner(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static EncodeOp Scalar(AvroType type) => type switch
    {
        AvroType.Boolean => EncodeOp.Boolean,
        AvroType.Int => EncodeOp.Int,
        AvroType.Long => EncodeOp.Long,
        AvroType.Float => EncodeOp.Float,
        AvroType.Double => EncodeOp.Double,
        AvroType.String => EncodeOp.Text,
        AvroType.Bytes => EncodeOp.Bytes,
        _ => throw new InvalidOperationException($"No row's schema becomes {type}."),
    };
}
