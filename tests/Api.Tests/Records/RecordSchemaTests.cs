using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Schemas: parts, copies, and what their names mean.</summary>
public class RecordSchemaTests
{
    [Fact]
    public void A_ready_made_scalar_has_parameters_and_can_be_built_upon()
    {
        Assert.Empty(RecordSchema.Int64.Parameters);
        Assert.Same(RecordSchema.Int64, SchemaBuilder.Of(FieldKind.Int64).Build());
        Assert.Same(RecordSchema.Int64, RecordSchema.Int64.WithNullable(true).WithNullable(false));
    }
}
