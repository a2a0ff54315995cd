using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Schemas: parts, copies with another part, and what cannot be built.</summary>
public class RecordSchemaTests
{
    [Fact]
    public void A_ready_made_scalar_has_parameters_and_can_be_built_upon()
    {
        Assert.Empty(RecordSchema.Int64.Parameters);
        Assert.Same(RecordSchema.Int64, SchemaBuilder.Of(FieldKind.Int64).Build());
        Assert.Same(RecordSchema.Int64, RecordSchema.Int64.WithNullable(true).WithNullable(false));
        Assert.True(RecordSchema.Any.IsNullable);
    }

    [Fact]
    public void Fields_are_found_by_name_and_have_cells_in_order()
    {
        Assert.Equal([0, 1, 2, 3], Shop.Value.Fields.Select(field => field.Ordinal));
        Assert.Equal(2, Shop.Value.IndexOf("total"));
        Assert.Equal(-1, Shop.Value.IndexOf("Total"));
        Assert.Null(Shop.Value.Find("nothing"));
        Assert.Null(RecordSchema.String.Find("id"));
        Assert.Equal(4, Shop.Value.CellCount);
        Assert.Equal(0, SchemaBuilder.Struct().Build().CellCount);
    }

    [Fact]
    public void Fields_can_be_dropped_renamed_and_reordered_without_moving_cells()
    {
        var fields = Shop.Value.Fields;
        var edited = Shop.Value.WithFields([fields[3], fields[0] with { Name = "key" }]);
        Assert.Equal(["address", "key"], edited.Fields.Select(field => field.Name));
        Assert.Equal([3, 0], edited.Fields.Select(field => field.Ordinal));
        Assert.Equal(4, edited.CellCount);
        Assert.Equal(Shop.Value.Name, edited.Name);
        var further = new SchemaBuilder(edited).Field("more", RecordSchema.Int32).Build();
        Assert.Equal(4, further.Find("more")!.Ordinal);

        var batch = new RecordBatch();
        Shop.AddOrder(batch, Shop.Orders(), 17);
        batch.SetStream(0, Shop.Orders() with { ValueSchema = further });
        Assert.Equal(17, new RowReader(batch, 0).After["key"].Int64);
        Assert.Equal(17, new RowReader(batch, 0).After[1].Int64);
        Assert.Equal(3, new RowReader(batch, 0).After.Count);
        Assert.True(new RowReader(batch, 0).After["more"].IsNull);
    }

    [Fact]
    public void A_default_that_lists_values_of_fields_goes_when_the_fields_change()
    {
        var point = SchemaBuilder.Struct("p").Field("x", RecordSchema.Int32).Field("y", RecordSchema.Int32);
        var schema = point.Default(new object?[] { 1, 2 }).Build();
        Assert.False(schema.WithFields([schema.Fields[1]]).HasDefault);
        Assert.True(schema.WithFields([schema.Fields[0] with { Name = "a" }, schema.Fields[1]]).HasDefault);
        Assert.True(schema.WithFields(schema.Fields).HasDefault);
        Assert.True(new SchemaBuilder(schema).Nullable().Default(null).ReplaceFields([]).Build().HasDefault);
    }

    [Fact]
    public void What_cannot_be_built_is_named()
    {
        var twice = SchemaBuilder.Struct("shop.Order").Field("id", RecordSchema.Int64).Field("id", RecordSchema.Int64);
        var failure = Failures.Expect(ErrorKind.Config, string.Concat("SCH", "002"), () => twice.Build());
        Assert.Contains("shop.Order", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'id'", failure.Message, StringComparison.Ordinal);
        Failures.Expect(
            ErrorKind.Config, string.Concat("SCH", "001"), () => SchemaBuilder.Of(FieldKind.Int32).Field("id", RecordSchema.Int64).Build());
        Assert.Throws<ArgumentException>(() => SchemaBuilder.Of(FieldKind.Struct));
        Assert.Throws<ArgumentException>(() => SchemaBuilder.Of(FieldKind.Array));
        Assert.Throws<ArgumentOutOfRangeException>(() => SchemaBuilder.Struct().Field("id", RecordSchema.Int64, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SchemaBuilder.Time(TimeUnit.None));
        Assert.Throws<ArgumentException>(() => SchemaBuilder.Of(FieldKind.Int32).Default(1.5m));
    }

    [Fact]
    public void Names_are_shown_for_messages()
    {
        Assert.Equal("Struct shop.Order.Value", Shop.Value.ToString());
        Assert.Equal("Struct shop.Address?", Shop.Address.ToString());
        Assert.Equal("Int64", RecordSchema.Int64.ToString());
    }
}
