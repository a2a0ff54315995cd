using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Rows;

/// <summary>Schemas of all kinds, nested, named and unnamed, with parameters, defaults and scattered cells; one seed gives one schema. Plain ones are without logical types.</summary>
internal sealed class RandomSchemas(Random random, bool isPlain = false)
{
    private static readonly FieldKind[] Scalars =
    [
        FieldKind.Boolean, FieldKind.Int8, FieldKind.Int16, FieldKind.Int32, FieldKind.Int64,
        FieldKind.Float32, FieldKind.Float64, FieldKind.String, FieldKind.Bytes,
    ];

    private int _names;

    public RecordSchema Struct(int depth)
    {
        var builder = SchemaBuilder.Struct(random.Next(3) == 0 ? null : $"test.ns{random.Next(2)}.Record{_names++}");
        Describe(builder);
        var count = random.Next(1, 9);
        var ordinals = Enumerable.Range(0, count + random.Next(3)).ToArray();
        random.Shuffle(ordinals);
        for (var i = 0; i < count; i++)
        {
            builder.Field($"f{i}", Any(depth), ordinals[i]);
        }

        return builder.Build();
    }

    public RecordSchema Any(int depth) => random.Next(depth > 0 ? 14 : 9) switch
    {
        < 8 => Scalar(),
        8 => isPlain ? Scalar() : Logical(),
        9 => Optional(new SchemaBuilder(Struct(depth - 1))),
        10 => Optional(SchemaBuilder.Array(Any(depth - 1))),
        11 => Optional(SchemaBuilder.Map(Any(depth - 1))),
        12 => Optional(SchemaBuilder.Map(Any(depth - 1), random.Next(2) == 0 ? RecordSchema.Int32 : RecordSchema.String.WithNullable(true))),
        _ => RecordSchema.Any,
    };

    private RecordSchema Scalar()
    {
        var kind = Scalars[random.Next(Scalars.Length)];
        var builder = SchemaBuilder.Of(kind);
        Describe(builder);
        if (random.Next(4) == 0)
        {
            builder.Default(Default(kind));
        }

        return Optional(builder);
    }

    private RecordSchema Logical() => Optional(random.Next(10) switch
    {
        0 => SchemaBuilder.Decimal(random.Next(0, 39), random.Next(5)),
        1 => SchemaBuilder.Date(),
        2 => SchemaBuilder.Time((TimeUnit)random.Next(1, 4)),
        3 => SchemaBuilder.Timestamp((TimeUnit)random.Next(1, 4)),
        4 => SchemaBuilder.Uuid(),
        5 => SchemaBuilder.Of(FieldKind.Int64).Name(LogicalNames.LocalTimestampMicros),
        6 => SchemaBuilder.Of(FieldKind.String).Name(LogicalNames.DebeziumEnum).Version(1).Parameter("allowed", "a,b"),
        7 => SchemaBuilder.Of(FieldKind.Int64).Name(LogicalNames.DebeziumMicroTimestamp).Version(1),
        8 => SchemaBuilder.Of(FieldKind.Bytes).Name($"test.Fixed{_names++}").Parameter("connect.fixed.size", "7"),
        _ => SchemaBuilder.Decimal(12, 2).Parameter("connect.fixed.size", "9"),
    });

    private RecordSchema Optional(SchemaBuilder builder) => builder.Nullable(random.Next(2) == 0).Build();

    private void Describe(SchemaBuilder builder)
    {
        if (random.Next(5) == 0)
        {
            builder.Doc("what \"it\" is, é").Parameter("z", "1").Parameter("a", "\\");
        }
    }

    private object Default(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => true,
        FieldKind.Int8 => -128L,
        FieldKind.Int16 or FieldKind.Int32 => (long)random.Next(short.MaxValue),
        FieldKind.Int64 => random.NextInt64(),
        FieldKind.Float32 => (double)random.NextSingle(),
        FieldKind.Float64 => random.NextDouble() * 1e12,
        FieldKind.String => "déf\n",
        _ => new byte[] { 0, 127, 128, 255 },
    };
}
