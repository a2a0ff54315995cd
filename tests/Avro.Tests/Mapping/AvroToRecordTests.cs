using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Mapping;

/// <summary>Schemas of other writers, by the rules of Confluent's AvroData.</summary>
public class AvroToRecordTests
{
    [Theory]
    [InlineData("""{"type":"int","logicalType":"date"}""", "org.apache.kafka.connect.data.Date", LogicalKind.Date, TimeUnit.None)]
    [InlineData("""{"type":"int","logicalType":"time-millis"}""", "org.apache.kafka.connect.data.Time", LogicalKind.Time, TimeUnit.Millis)]
    [InlineData("""{"type":"long","logicalType":"time-micros"}""", "time-micros", LogicalKind.Time, TimeUnit.Micros)]
    [InlineData("""{"type":"long","logicalType":"timestamp-millis"}""", "org.apache.kafka.connect.data.Timestamp", LogicalKind.Timestamp, TimeUnit.Millis)]
    [InlineData("""{"type":"long","logicalType":"timestamp-nanos"}""", "timestamp-nanos", LogicalKind.Timestamp, TimeUnit.Nanos)]
    [InlineData("""{"type":"long","logicalType":"local-timestamp-millis"}""", "local-timestamp-millis", LogicalKind.LocalTimestamp, TimeUnit.Millis)]
    [InlineData("""{"type":"string","logicalType":"uuid"}""", "uuid", LogicalKind.Uuid, TimeUnit.None)]
    [InlineData("""{"type":"string","logicalType":"date"}""", null, LogicalKind.None, TimeUnit.None)]
    [InlineData("""{"type":"long","logicalType":"unheard-of"}""", null, LogicalKind.None, TimeUnit.None)]
    [InlineData("""{"type":"bytes","logicalType":"decimal","precision":0}""", null, LogicalKind.None, TimeUnit.None)]
    [InlineData("""{"type":"long","connect.name":"io.debezium.time.MicroTimestamp","connect.version":1}""", "io.debezium.time.MicroTimestamp", LogicalKind.LocalTimestamp, TimeUnit.Micros)]
    public void Logical_types(string text, string? name, LogicalKind kind, TimeUnit unit)
    {
        var schema = Convert(text);
        Assert.Equal(name, schema.Name);
        Assert.Equal((kind, unit), (schema.Logical.Kind, schema.Logical.Unit));
    }

    [Fact]
    public void Decimals()
    {
        var known = Convert("""{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}""");
        Assert.Same(SchemaBuilder.Decimal(10, 2).Build(), known);
        var unknown = Convert("""{"type":"bytes","logicalType":"decimal","precision":64,"scale":2}""");
        Assert.Same(SchemaBuilder.Decimal(0, 2).Build(), unknown);
        Assert.Equal(0, Convert("""{"type":"bytes","logicalType":"decimal","precision":4}""").Logical.Scale);
        var block = Convert("""{"type":"fixed","name":"n.D","size":8,"logicalType":"decimal","precision":12,"scale":3}""");
        Assert.Equal((LogicalNames.Decimal, 12, 3, "8"), (block.Name, block.Logical.Precision, block.Logical.Scale, block.Parameters["connect.fixed.size"]));
    }

    [Fact]
    public void Enums_are_text_with_their_symbols()
    {
        var schema = Convert("""{"type":"enum","name":"n.Colour","symbols":["RED","BLUE"],"default":"RED","doc":"d"}""");
        Assert.Equal((FieldKind.String, "n.Colour"), (schema.Kind, schema.Name));
        Assert.Equal("n.Colour", schema.Parameters["io.confluent.connect.avro.Enum"]);
        Assert.Equal("BLUE", schema.Parameters["io.confluent.connect.avro.Enum.BLUE"]);
        Assert.Equal("RED,BLUE", schema.Parameters["allowed"]);
        Assert.Equal("RED", schema.Parameters["io.confluent.connect.avro.enum.default.Colour"]);
        Assert.Equal("\"string\"", RecordToAvro.Convert(schema, new AvroMappingOptions { ConnectMetaData = false }).ToString());
        var again = (AvroEnum)RecordToAvro.Convert(schema, new AvroMappingOptions { EnhancedSchemas = true });
        Assert.Equal(["RED", "BLUE"], again.Symbols);
        Assert.Equal(("n.Colour", "RED", "d"), (again.Name.Full, again.Default, again.Doc));
        Assert.Same(schema, AvroToRecord.Convert(AvroSchema.Parse(again.ToString())));
    }

    [Fact]
    public void Unions_of_several_are_structs()
    {
        var schema = Convert("""["null","string",{"type":"record","name":"a.R","fields":[]},{"type":"array","items":"int"}]""");
        Assert.Equal(("io.confluent.connect.avro.Union", true), (schema.Name, schema.IsNullable));
        Assert.Equal(["string", "R", "array"], schema.Fields.Select(field => field.Name));
        Assert.All(schema.Fields, field => Assert.True(field.Schema.IsNullable));
        var twins = Convert("""[{"type":"record","name":"a.R","fields":[]},{"type":"record","name":"b.R","fields":[]}]""");
        Assert.Equal(["a.R", "b.R"], twins.Fields.Select(field => field.Name));
    }

    [Fact]
    public void A_union_of_one_is_that_one() => Assert.Same(RecordSchema.String, Convert("""["string"]"""));

    [Fact]
    public void Names_that_stand_for_none_are_dropped()
    {
        Assert.Null(Convert("""{"type":"record","name":"ConnectDefault","namespace":"io.confluent.connect.avro","fields":[]}""").Name);
        Assert.Null(Convert("""{"type":"record","name":"ConnectDefault12","namespace":"io.confluent.connect.avro","fields":[]}""").Name);
        Assert.Equal("x.y.Z", Convert("""{"type":"record","name":"Z","namespace":"x.y","fields":[]}""").Name);
        Assert.Equal("other", Convert("""{"type":"record","name":"Z","namespace":"x.y","fields":[],"connect.name":"other"}""").Name);
    }

    [Fact]
    public void Defaults_of_fields_that_do_not_fit_are_none()
    {
        var schema = Convert("""
            {"type":"record","name":"R","fields":[
              {"name":"a","type":"int","default":5},{"name":"b","type":"boolean","default":"true"},{"name":"c","type":["null","int"],"default":null},
              {"name":"d","type":["int","null"],"default":3},{"name":"e","type":{"type":"int","connect.default":4},"default":4},
              {"name":"f","type":"bytes","default":"\u00ff"},{"name":"g","type":{"type":"map","values":"int"},"default":{"k":1}},{"name":"h","type":"int","default":1e99}]}
            """);
        Assert.Equal(5L, schema.Find("a")!.Schema.Default);
        Assert.Equal("true", schema.Find("a")!.Schema.Parameters["io.confluent.connect.avro.field.default"]);
        Assert.False(schema.Find("b")!.Schema.HasDefault);
        Assert.Same(RecordSchema.Int32.WithNullable(true), schema.Find("c")!.Schema);
        Assert.Equal((true, 3L), (schema.Find("d")!.Schema.IsNullable, schema.Find("d")!.Schema.Default));
        Assert.Same(SchemaBuilder.Of(FieldKind.Int32).Default(4).Build(), schema.Find("e")!.Schema);
        Assert.Equal(new byte[] { 255 }, schema.Find("f")!.Schema.Default);
        Assert.Equal(1L, ((IReadOnlyDictionary<string, object?>)schema.Find("g")!.Schema.Default!)["k"]);
        Assert.False(schema.Find("h")!.Schema.HasDefault);
    }

    [Theory]
    [InlineData("""{"type":"record","name":"n.Node","fields":[{"name":"next","type":["null","Node"]}]}""", "AVR013", "n.Node")]
    [InlineData("""{"type":"record","name":"Node","fields":[{"name":"next","type":{"type":"array","items":"Node"}}]}""", "AVR013", "$.next[]")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"x","type":"null"}]}""", "AVR014", "$.x")]
    [InlineData("""["null"]""", "AVR014", "nothing but null")]
    public void What_rows_cannot_hold(string text, string code, string words)
    {
        var error = Assert.Throws<ConnectException>(() => Convert(text));
        Assert.Equal((ErrorKind.Data, code), (error.Kind, error.Code));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_for_data_without_a_schema_is_known() =>
        Assert.Same(RecordSchema.Any, Convert(RecordToAvro.Convert(RecordSchema.Any, AvroMappingOptions.Default).ToString()));

    private static RecordSchema Convert(string text) => AvroToRecord.Convert(AvroSchema.Parse(text));
}
