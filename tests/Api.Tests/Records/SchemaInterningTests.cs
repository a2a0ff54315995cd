using System.Runtime.CompilerServices;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Equal schemas are one instance, whoever makes them and when, and only as long as somebody holds it.</summary>
[Collection(nameof(MemoryCollection))]
public class SchemaInterningTests
{
    public static TheoryData<string> Shapes => [.. Makers.Keys];

    private static readonly Dictionary<string, Func<SchemaBuilder>> Makers = new()
    {
        ["plain"] = () => SchemaBuilder.Of(FieldKind.Int16),
        ["nullable"] = () => SchemaBuilder.Of(FieldKind.Int16).Nullable(),
        ["named"] = () => SchemaBuilder.Of(FieldKind.Int16).Name("n"),
        ["versioned"] = () => SchemaBuilder.Of(FieldKind.Int16).Name("n").Version(2),
        ["documented"] = () => SchemaBuilder.Of(FieldKind.Int16).Doc("words"),
        ["parameter"] = () => SchemaBuilder.Of(FieldKind.Int16).Parameter("a", "1").Parameter("b", "2"),
        ["parameter value"] = () => SchemaBuilder.Of(FieldKind.Int16).Parameter("a", "1").Parameter("b", "3"),
        ["default null"] = () => SchemaBuilder.Of(FieldKind.Int16).Nullable().Default(null),
        ["default bool"] = () => SchemaBuilder.Of(FieldKind.Boolean).Default(false),
        ["default int"] = () => SchemaBuilder.Of(FieldKind.Int16).Default((short)5),
        ["default float"] = () => SchemaBuilder.Of(FieldKind.Float32).Default(0.5f),
        ["default zero"] = () => SchemaBuilder.Of(FieldKind.Float64).Default(0.0),
        ["default minus zero"] = () => SchemaBuilder.Of(FieldKind.Float64).Default(-0.0),
        ["default NaN"] = () => SchemaBuilder.Of(FieldKind.Float64).Default(double.NaN),
        ["default text"] = () => SchemaBuilder.Of(FieldKind.String).Default("x"),
        ["default bytes"] = () => SchemaBuilder.Of(FieldKind.Bytes).Default(new byte[] { 1, 2 }),
        ["default other bytes"] = () => SchemaBuilder.Of(FieldKind.Bytes).Default(new byte[] { 1, 3 }),
        ["default list"] = () => SchemaBuilder.Array(RecordSchema.Int32).Default(new List<object?> { 1, 2L }),
        ["default nested"] = () => SchemaBuilder.Array(RecordSchema.Any)
            .Default(new object?[] { new object?[] { "a", null }, new byte[] { 9 } }),
        ["default empty list"] = () => SchemaBuilder.Array(RecordSchema.Int32).Default(Array.Empty<object>()),
        ["default map"] = () => SchemaBuilder.Map(RecordSchema.Int32).Default(new Dictionary<string, object?> { ["a"] = 1, ["b"] = null }),
        ["default empty map"] = () => SchemaBuilder.Map(RecordSchema.Int32).Default(new Dictionary<string, object?>()),
        ["array"] = () => SchemaBuilder.Array(RecordSchema.String),
        ["map"] = () => SchemaBuilder.Map(RecordSchema.String),
        ["map of ints"] = () => SchemaBuilder.Map(RecordSchema.String, RecordSchema.Int32),
        ["struct"] = () => SchemaBuilder.Struct("s").Field("a", SchemaBuilder.Decimal(5, 2)).Field("b", Shop.Address),
        ["struct elsewhere"] = () => SchemaBuilder.Struct("s")
            .Field("a", SchemaBuilder.Decimal(5, 2).Build(), 1).Field("b", Shop.Address, 0),
        ["struct of others"] = () => SchemaBuilder.Struct("s").Field("a", SchemaBuilder.Decimal(5, 3)).Field("b", Shop.Address),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Equal_schemas_are_one_and_others_are_not(string shape)
    {
        var schema = Makers[shape]().Build();
        Assert.Same(schema, Makers[shape]().Build());
        Assert.Same(schema, new SchemaBuilder(schema).Build());
        foreach (var (other, make) in Makers)
        {
            Assert.Equal(other == shape, ReferenceEquals(schema, make().Build()));
        }
    }

    [Fact]
    public void A_default_cannot_be_changed_from_outside()
    {
        var bytes = new byte[] { 7 };
        var list = new List<object?> { 1 };
        var ofBytes = SchemaBuilder.Of(FieldKind.Bytes).Default(bytes).Build();
        var ofList = SchemaBuilder.Array(RecordSchema.Int32).Default(list).Build();
        bytes[0] = 8;
        list.Add(2);
        Assert.Equal(new byte[] { 7 }, ofBytes.Default);
        Assert.Equal(new object[] { 1L }, ofList.Default);
        Assert.Same(ofBytes, SchemaBuilder.Of(FieldKind.Bytes).Default(new byte[] { 7 }).Build());
    }

    [Fact]
    public void Many_threads_get_one_instance()
    {
        var found = new RecordSchema[16][];
        var threads = Enumerable.Range(0, found.Length).Select(t => new Thread(() =>
            found[t] = [.. Enumerable.Range(0, 3000).Select(i => SchemaBuilder.Struct($"concurrent.{i % 1000}")
                .Field("id", RecordSchema.Int64)
                .Field("e", SchemaBuilder.Of(FieldKind.String).Name(LogicalNames.DebeziumEnum).Parameter("allowed", $"a,b,{i % 1000}"))
                .Build())])).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        for (var i = 0; i < 3000; i++)
        {
            Assert.All(found, schemas => Assert.Same(found[0][i % 1000], schemas[i]));
        }
    }

    [Fact]
    public void A_schema_that_nobody_holds_is_collected()
    {
        var held = SchemaBuilder.Struct("held").Field("id", RecordSchema.Int64).Build();
        var dropped = MakeAndDrop();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(dropped.TryGetTarget(out _));
        Assert.Same(held, SchemaBuilder.Struct("held").Field("id", RecordSchema.Int64).Build());
    }

    [Fact]
    public void Tens_of_thousands_that_come_and_go_leave_nothing_behind()
    {
        MakeMany(0);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var round = 1; round <= 15; round++)
        {
            MakeMany(round * 20_000);
            GC.Collect();
        }

        // Kept for ever, the entries of 300,000 schemas are 60 MB at least.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 20_000_000);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<RecordSchema> MakeAndDrop() =>
        new(SchemaBuilder.Struct("dropped").Field("id", RecordSchema.Int64).Build());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeMany(int first)
    {
        for (var i = first; i < first + 20_000; i++)
        {
            SchemaBuilder.Struct($"many.{i}").Field("id", RecordSchema.Int64).Field("note", RecordSchema.String).Build();
        }
    }
}
