using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>The envelope is laid out as Debezium's MySQL connector does it (3.x: transaction before op, three times at the end).</summary>
public class EnvelopeSchemaTests
{
    [Fact]
    public void Fields_names_and_version_are_Debeziums()
    {
        var envelope = Shop.Orders(ValueLayout.Envelope).WrittenSchema!;
        Assert.Equal("shop.Order.Envelope", envelope.Name);
        Assert.Equal(2, envelope.Version);
        Assert.False(envelope.IsNullable);
        string[] fields = [.. envelope.Fields.Select(field => $"{field.Name}: {field.Schema}")];
        Assert.Equal(
            [
                "before: Struct shop.Order.Value?",
                "after: Struct shop.Order.Value?",
                "source: Struct shop.Source",
                "transaction: Struct event.block?",
                "op: String",
                "ts_ms: Int64?",
                "ts_us: Int64?",
                "ts_ns: Int64?",
            ],
            fields);
        Assert.True(EnvelopeSchema.IsEnvelope(envelope));
        Assert.Same(envelope, Shop.Orders(ValueLayout.Envelope).WrittenSchema);
    }

    [Fact]
    public void Parts_that_a_stream_does_not_have_are_left_out()
    {
        var stream = new RecordStream("plain", null, SchemaBuilder.Struct().Field("id", RecordSchema.Int64).Build(), ValueLayout.Envelope);
        Assert.Equal("plain.Envelope", stream.WrittenSchema!.Name);
        Assert.Null(stream.WrittenSchema.Find("source"));
        Assert.Null(stream.WrittenSchema.Find("transaction"));
        Assert.True(EnvelopeSchema.IsEnvelope(stream.WrittenSchema));
    }

    [Fact]
    public void A_flat_stream_is_written_as_its_row()
    {
        Assert.Same(Shop.Value, Shop.Orders().WrittenSchema);
        Assert.Null(new RecordStream("t", null, null, ValueLayout.Envelope).WrittenSchema);
    }

    [Fact]
    public void What_is_not_an_envelope_is_not_taken_for_one()
    {
        var row = Shop.Value.WithNullable(true);
        Assert.False(EnvelopeSchema.IsEnvelope(Shop.Value));
        Assert.False(EnvelopeSchema.IsEnvelope(RecordSchema.String));
        Assert.False(EnvelopeSchema.IsEnvelope(Of(("before", row), ("after", row))));
        Assert.False(EnvelopeSchema.IsEnvelope(Of(("after", row), ("op", RecordSchema.String))));
        Assert.False(EnvelopeSchema.IsEnvelope(Of(("before", row), ("after", row), ("op", RecordSchema.Int32))));
        Assert.False(EnvelopeSchema.IsEnvelope(Of(("before", Shop.Address), ("after", row), ("op", RecordSchema.String))));
        Assert.False(EnvelopeSchema.IsEnvelope(
            Of(("before", RecordSchema.String), ("after", RecordSchema.String), ("op", RecordSchema.String))));
        Assert.True(EnvelopeSchema.IsEnvelope(Of(("op", RecordSchema.String), ("after", row), ("before", Shop.Value), ("more", row))));

        static RecordSchema Of(params (string Name, RecordSchema Schema)[] fields)
        {
            var builder = SchemaBuilder.Struct();
            foreach (var (name, schema) in fields)
            {
                builder.Field(name, schema);
            }

            return builder.Build();
        }
    }

    [Theory]
    [InlineData(RowOperation.Create, 'c')]
    [InlineData(RowOperation.Update, 'u')]
    [InlineData(RowOperation.Delete, 'd')]
    [InlineData(RowOperation.Read, 'r')]
    [InlineData(RowOperation.Truncate, 't')]
    [InlineData(RowOperation.Message, 'm')]
    public void Operations_have_Debeziums_letters(RowOperation operation, char letter)
    {
        Assert.Equal((byte)letter, operation.Code());
        Assert.Equal(operation, RowOperations.FromCode((byte)letter));
    }

    [Fact]
    public void An_unknown_letter_is_no_operation_and_a_plain_record_is_written_as_a_create()
    {
        Assert.Null(RowOperations.FromCode((byte)'x'));
        Assert.Equal((byte)'c', RowOperation.None.Code());
    }
}
