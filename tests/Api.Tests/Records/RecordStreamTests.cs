using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Streams: equality by parts, and copies with another part.</summary>
public class RecordStreamTests
{
    [Fact]
    public void A_copy_with_another_value_has_an_envelope_of_its_own()
    {
        var stream = Shop.Orders(ValueLayout.Envelope);
        Assert.NotNull(stream.WrittenSchema!.Find("after")!.Schema.Find("note"));
        var copy = stream with { ValueSchema = SchemaBuilder.Struct("shop.Order.Value").Field("id", RecordSchema.Int64).Build() };
        Assert.Null(copy.WrittenSchema!.Find("after")!.Schema.Find("note"));
        Assert.NotEqual(stream, copy);
    }

    [Fact]
    public void Streams_of_equal_parts_are_equal()
    {
        Assert.Equal(Shop.Orders(), Shop.Orders());
        Assert.Equal(Shop.Orders().GetHashCode(), Shop.Orders().GetHashCode());
        Assert.NotEqual(Shop.Orders(), Shop.Orders(ValueLayout.Envelope));
        Assert.NotEqual(Shop.Orders(), Shop.Orders() with { Topic = "other" });
        Assert.NotEqual(Shop.Orders(), Shop.Orders() with { SourceSchema = null });
    }
}
