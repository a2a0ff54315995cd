using System.Text;
using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Reading;

/// <summary>Compiles an Avro schema and the rows' schema that <see cref="AvroToRecord"/> made of it into plans.</summary>
internal static class DecodeCompiler
{
    /// <summary>The plan of one value, into one cell.</summary>
    /// <param name="avro">The Avro schema.</param>
    /// <param name="schema">The rows' schema.</param>
    /// <param name="path">The value's path; empty for a row, so that its fields' paths are their names.</param>
    public static DecodePlan Compile(AvroSchema avro, RecordSchema schema, string path) =>
        Plan([Step(avro, schema, 0, path) with { Path = path.Length == 0 ? "value" : path }]);

    /// <summary>The plan that passes over one value.</summary>
    public static DecodePlan Skip(AvroSchema avro, string path) => Plan([Skipped(avro, path)]);

    /// <summary>The plan of a single value with only some fields of its record read.</summary>
    /// <param name="avro">The record, or a union of null and it.</param>
    /// <param name="schema">The rows' schema.</param>
    /// <param name="columns">The fields wanted.</param>
    /// <param name="isLast">Whether nothing follows in the datum, so that it may be left behind the last wanted field.</param>
    /// <param name="path">The value's path.</param>
    public static DecodePlan Project(AvroSchema avro, RecordSchema schema, IReadOnlySet<string> columns, bool isLast, string path)
    {
        var plan = Compile(avro, schema, path);
        var type = avro is AvroUnion union ? union.Branches.First(branch => branch.Type != AvroType.Null) : avro;
        if (plan.Steps[0].Op == DecodeOp.Struct && type is AvroRecord record)
        {
            plan.Steps[0].Child = Fields(record, schema, columns, isLast, path);
            plan.IsPartial = plan.Steps[0].Child!.IsPartial;
        }

        return plan;
    }

    private static DecodePlan Fields(AvroRecord record, RecordSchema schema, IReadOnlySet<string> columns, bool isLast, string path)
    {
        var wanted = schema.Fields.Select(field => columns.Contains(field.Name)).ToList();
        var end = isLast ? wanted.LastIndexOf(true) + 1 : wanted.Count;
        var steps = new List<DecodeStep>();
        for (var i = 0; i < end; i++)
        {
            var field = schema.Fields[i];
            var inner = Inner(path, field.Name);
            Append(steps, wanted[i] ? Step(record.Fields[i].Schema, field.Schema, field.Ordinal, inner) : Skipped(record.Fields[i].Schema, inner));
        }

        var plan = Plan([.. steps]);
        plan.IsPartial = end < wanted.Count;
        return plan;
    }

    // Neighbours of fixed length are passed over together.
    private static void Append(List<DecodeStep> steps, DecodeStep step)
    {
        if (step is { Op: DecodeOp.SkipFixed, HasBranch: false } && steps.Count > 0
            && steps[^1] is { Op: DecodeOp.SkipFixed, HasBranch: false } before && before.Size < int.MaxValue - step.Size)
        {
            steps[^1] = before with { Size = before.Size + step.Size };
            return;
        }

        steps.Add(step);
    }

    private static DecodePlan Plan(DecodeStep[] steps) =>
        new() { Steps = steps, MinBytes = (int)Math.Min(int.MaxValue, steps.Sum(step => (long)MinBytes(step))) };

    private static int MinBytes(DecodeStep step) => step.HasBranch ? 1 : step.Op switch
    {
        DecodeOp.Fixed or DecodeOp.SkipFixed => step.Size,
        DecodeOp.Struct or DecodeOp.SkipStruct => step.Child!.MinBytes,
        DecodeOp.Float => sizeof(float),
        DecodeOp.Double => sizeof(double),
        DecodeOp.Any or DecodeOp.SkipAny => AnythingSchema.Fields,
        _ => 1,
    };

    private static DecodeStep Step(AvroSchema avro, RecordSchema schema, int ordinal, string path)
    {
        var step = new DecodeStep { Ordinal = ordinal, Kind = schema.Kind, Path = path };
        if (schema.Kind == FieldKind.Any)
        {
            return step with { Op = DecodeOp.Any };
        }

        if (avro is not AvroUnion union)
        {
            return Typed(step, avro, schema);
        }

        if (AvroShape.IsUnion(schema))
        {
            return Union(step, union, schema);
        }

        return union.Branches.Count == 1
            ? Single(Typed(step, union.Branches[0], schema), path)
            : Typed(Branched(step, union), union.Branches[1 - union.NullBranch], schema);
    }

    private static DecodeStep Branched(DecodeStep step, AvroUnion union) =>
        step with { HasBranch = true, NullBranch = (byte)(union.NullBranch << 1) };

    // A union with one branch still has its index in the data.
    private static DecodeStep Single(DecodeStep step, string path) => new()
    {
        Ordinal = step.Ordinal,
        Op = DecodeOp.Single,
        Branches = [Plan([step with { Ordinal = 0 }])],
        Path = path,
    };

    private static DecodeStep Typed(DecodeStep step, AvroSchema avro, RecordSchema schema)
    {
        switch (avro)
        {
            case AvroRecord record:
                var fields = record.Fields.Zip(schema.Fields, (type, field) => Step(type.Schema, field.Schema, field.Ordinal, Inner(step.Path, field.Name)));
                return step with { Op = DecodeOp.Struct, Size = schema.CellCount, Child = Plan([.. fields]) };
            case AvroArray array when schema.Kind == FieldKind.Array:
                return Blocks(step, DecodeOp.Array, Step(array.Items, schema.Element!, 0, step.Path + "[]"));
            case AvroArray { Items: AvroRecord entry }:
                return Blocks(
                    step,
                    DecodeOp.Map,
                    Step(entry.Fields[0].Schema, schema.KeySchema!, 0, step.Path + "{}.key"),
                    Step(entry.Fields[1].Schema, schema.ValueSchema!, 1, step.Path + "{}.value"));
            case AvroMap map:
                return Blocks(
                    step,
                    DecodeOp.Map,
                    Step(AvroPrimitive.Of(AvroType.String), schema.KeySchema!, 0, step.Path + "{}.key"),
                    Step(map.Values, schema.ValueSchema!, 1, step.Path + "{}.value"));
            case AvroEnum symbols:
                return step with { Op = DecodeOp.Enum, Symbols = new EnumSymbols([.. symbols.Symbols.Select(Encoding.UTF8.GetBytes)]) };
            case AvroFixed block:
                return step with { Op = DecodeOp.Fixed, Size = block.Size };
            default:
                return Scalar(step, avro.Type);
        }
    }

    private static DecodeStep Scalar(DecodeStep step, AvroType type) => type switch
    {
        AvroType.Boolean => step with { Op = DecodeOp.Boolean },
        AvroType.Int => step with { Op = DecodeOp.Int, Size = 64 - Bits(step.Kind) },
        AvroType.Long => step with { Op = DecodeOp.Long },
        AvroType.Float => step with { Op = DecodeOp.Float },
        AvroType.Double => step with { Op = DecodeOp.Double },
        AvroType.Bytes => step with { Op = DecodeOp.Bytes },
        AvroType.String => step with { Op = DecodeOp.Text },
        _ => throw new InvalidOperationException($"No row's schema comes from {type}."),
    };

    private static int Bits(FieldKind kind) => kind switch
    {
        FieldKind.Int8 => 8,
        FieldKind.Int16 => 16,
        _ => 32,
    };

    private static DecodeStep Blocks(DecodeStep step, DecodeOp op, params DecodeStep[] item)
    {
        var plan = Plan(item);
        return step with { Op = op, Size = item.Length, Child = plan, MinBytes = plan.MinBytes };
    }

    private static DecodeStep Union(DecodeStep step, AvroUnion union, RecordSchema schema)
    {
        var field = 0;
        var branches = new List<DecodePlan>();
        foreach (var branch in union.Branches)
        {
            if (branch.Type == AvroType.Null)
            {
                branches.Add(new DecodePlan());
                continue;
            }

            var member = schema.Fields[field++];
            branches.Add(Plan([Step(branch, member.Schema, member.Ordinal, Inner(step.Path, member.Name))]));
        }

        return step with { Op = DecodeOp.Union, Size = schema.CellCount, Branches = [.. branches] };
    }

    private static DecodeStep Skipped(AvroSchema avro, string path)
    {
        var step = new DecodeStep { Path = path };
        switch (avro)
        {
            case AvroUnion { Branches.Count: 2, NullBranch: >= 0 } optional:
                return Branched(Skipped(optional.Branches[1 - optional.NullBranch], path), optional) with { Path = path };
            case AvroUnion union:
                return step with
                {
                    Op = DecodeOp.SkipUnion,
                    Branches = [.. union.Branches.Select(branch => branch.Type == AvroType.Null ? new DecodePlan() : Skip(branch, path))],
                };
            case AvroRecord anything when AnythingSchema.Is(anything):
                return step with { Op = DecodeOp.SkipAny };
            case AvroRecord record:
                return step with { Op = DecodeOp.SkipStruct, Child = Plan([.. record.Fields.Select(field => Skipped(field.Schema, Inner(path, field.Name)))]) };
            case AvroArray array:
                return Blocks(step, DecodeOp.SkipBlocks, Skipped(array.Items, path + "[]"));
            case AvroMap map:
                return Blocks(step, DecodeOp.SkipBlocks, Skipped(AvroPrimitive.Of(AvroType.String), path + "{}.key"), Skipped(map.Values, path + "{}.value"));
            case AvroFixed block:
                return step with { Op = DecodeOp.SkipFixed, Size = block.Size };
        }

        return avro.Type switch
        {
            AvroType.Boolean => step with { Op = DecodeOp.SkipFixed, Size = 1 },
            AvroType.Float => step with { Op = DecodeOp.SkipFixed, Size = sizeof(float) },
            AvroType.Double => step with { Op = DecodeOp.SkipFixed, Size = sizeof(double) },
            AvroType.String or AvroType.Bytes => step with { Op = DecodeOp.SkipLength },
            _ => step with { Op = DecodeOp.SkipVarint },
        };
    }

    private static string Inner(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
