using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Mapping;

/// <summary>Schema texts by the rules of Confluent's AvroData; the differences are those that <see cref="RecordToAvro"/> names.</summary>
public class RecordToAvroTests
{
    public static TheoryData<string, string> Scalars => new()
    {
        { "int8", """{"type":"int","connect.type":"int8"}""" },
        { "int16", """{"type":"int","connect.type":"int16"}""" },
        { "decimal", """{"type":"bytes","scale":2,"precision":10,"connect.version":1,"connect.parameters":{"connect.decimal.precision":"10","scale":"2"},"connect.name":"org.apache.kafka.connect.data.Decimal","logicalType":"decimal"}""" },
        { "decimal without precision", """{"type":"bytes","scale":2,"precision":64,"connect.version":1,"connect.parameters":{"scale":"2"},"connect.name":"org.apache.kafka.connect.data.Decimal","logicalType":"decimal"}""" },
        { "date", """{"type":"int","connect.version":1,"connect.name":"org.apache.kafka.connect.data.Date","logicalType":"date"}""" },
        { "time", """{"type":"int","connect.version":1,"connect.name":"org.apache.kafka.connect.data.Time","logicalType":"time-millis"}""" },
        { "timestamp", """{"type":"long","connect.version":1,"connect.name":"org.apache.kafka.connect.data.Timestamp","logicalType":"timestamp-millis"}""" },
        { "timestamp-micros", """{"type":"long","connect.name":"timestamp-micros","logicalType":"timestamp-micros"}""" },
        { "time-nanos", """{"type":"long","connect.name":"time-nanos"}""" },
        { "uuid", """{"type":"string","connect.name":"uuid","logicalType":"uuid"}""" },
        { "debezium enum", """{"type":"string","connect.version":1,"connect.parameters":{"allowed":"a,b"},"connect.default":"a","connect.name":"io.debezium.data.Enum"}""" },
        { "doc", """{"type":"string","connect.doc":"d"}""" },
        { "avro parameter", """{"type":"string","connect.parameters":{"avro.java.string":"String"},"avro.java.string":"String"}""" },
        { "optional", """["null","long"]""" },
        { "optional with default", """[{"type":"int","connect.default":5},"null"]""" },
        { "map of int keys", """{"type":"array","items":{"type":"record","name":"MapEntry","namespace":"io.confluent.connect.avro","fields":[{"name":"key","type":"int"},{"name":"value","type":["null","string"],"default":null}]}}""" },
        { "named map", """{"type":"array","items":{"type":"record","name":"M","namespace":"n","fields":[{"name":"key","type":"int"},{"name":"value","type":"string"}],"connect.internal.type":"MapEntry"},"connect.name":"n.M"}""" },
        { "union", """["null","string",{"type":"record","name":"R","fields":[{"name":"a","type":"int"}],"connect.name":"R"}]""" },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void Texts(string name, string text) => Assert.Equal(text, Text(Make(name)));

    [Fact]
    public void A_struct_without_a_name_and_its_defaults()
    {
        var inner = SchemaBuilder.Struct().Field("x", RecordSchema.Int32).Build();
        var schema = SchemaBuilder.Struct()
            .Field("a", SchemaBuilder.Of(FieldKind.Int32).Nullable().Default(7))
            .Field("b", SchemaBuilder.Of(FieldKind.Bytes).Default(new byte[] { 1, 0xFF }))
            .Field("c", inner)
            .Field("d", new SchemaBuilder(inner).Nullable().Default(new object?[] { 3L }))
            .Build();
        Assert.Equal(
            """{"type":"record","name":"ConnectDefault","namespace":"io.confluent.connect.avro","fields":[{"name":"a","type":[{"type":"int","connect.default":7},"null"],"default":7},{"name":"b","type":{"type":"bytes","connect.default":"\u0001ÿ"},"default":"\u0001ÿ"},{"name":"c","type":{"type":"record","name":"ConnectDefault2","fields":[{"name":"x","type":"int"}]}},{"name":"d","type":["ConnectDefault2","null"],"default":{"x":3}}]}""",
            Text(schema));
        Assert.Same(schema, AvroToRecord.Convert(Avro.Schemas.AvroSchema.Parse(Text(schema))));
    }

    [Fact]
    public void One_name_with_two_contents_gets_a_number_and_keeps_its_name_for_Connect()
    {
        var schema = SchemaBuilder.Struct("n.Outer")
            .Field("a", SchemaBuilder.Struct("n.In").Field("x", RecordSchema.Int32))
            .Field("b", SchemaBuilder.Struct("n.In").Field("y", RecordSchema.Int32))
            .Field("c", SchemaBuilder.Struct("n.In").Field("x", RecordSchema.Int32).Nullable())
            .Build();
        Assert.Equal(
            """{"type":"record","name":"Outer","namespace":"n","fields":[{"name":"a","type":{"type":"record","name":"In","fields":[{"name":"x","type":"int"}],"connect.name":"n.In"}},{"name":"b","type":{"type":"record","name":"In2","fields":[{"name":"y","type":"int"}],"connect.name":"n.In"}},{"name":"c","type":["null","In"],"default":null}],"connect.name":"n.Outer"}""",
            Text(schema));
        Assert.Same(schema, AvroToRecord.Convert(Avro.Schemas.AvroSchema.Parse(Text(schema))));
    }

    [Fact]
    public void The_order_in_which_parameters_and_cells_come_does_not_show()
    {
        var one = SchemaBuilder.Struct("n.R").Parameter("b", "2").Parameter("a", "1").Field("x", RecordSchema.Int32, 4).Build();
        var two = SchemaBuilder.Struct("n.R").Parameter("a", "1").Parameter("b", "2").Field("x", RecordSchema.Int32, 0).Build();
        Assert.Equal(Text(one), Text(two));
    }

    [Fact]
    public void Documentation_parameters_become_documentation()
    {
        var schema = SchemaBuilder.Struct("n.R")
            .Parameter("io.confluent.connect.avro.record.doc", "about R")
            .Parameter("io.confluent.connect.avro.field.doc.x", "about x")
            .Field("x", RecordSchema.Int32)
            .Build();
        Assert.StartsWith(
            """{"type":"record","name":"R","namespace":"n","doc":"about R","fields":[{"name":"x","type":"int","doc":"about x"}],"connect.parameters":""",
            Text(schema),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_meta_data_only_types_are_left()
    {
        var schema = SchemaBuilder.Struct("n.R").Version(3).Field("x", SchemaBuilder.Decimal(5, 1)).Field("y", RecordSchema.Int8).Build();
        Assert.Equal(
            """{"type":"record","name":"R","namespace":"n","fields":[{"name":"x","type":{"type":"bytes","scale":1,"precision":5,"logicalType":"decimal"}},{"name":"y","type":"int"}]}""",
            RecordToAvro.Convert(schema, new AvroMappingOptions { ConnectMetaData = false }).ToString());
    }

    [Theory]
    [InlineData("a-b", "a_b")]
    [InlineData("a b", "a_b")]
    [InlineData("é", "_C3_A9")]
    [InlineData("1a", "x1a")]
    [InlineData("ok_1", "ok_1")]
    public void Invalid_names_are_an_error_or_scrubbed(string name, string scrubbed)
    {
        var schema = SchemaBuilder.Struct("n.R").Field(name, RecordSchema.Int32).Build();
        var text = RecordToAvro.Convert(schema, new AvroMappingOptions { ScrubInvalidNames = true }).ToString();
        Assert.Contains($"\"name\":\"{scrubbed}\"", text, StringComparison.Ordinal);
        if (name != scrubbed)
        {
            var error = Assert.Throws<ConnectException>(() => Text(schema));
            Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
            Assert.Contains("scrub.invalid.names=true", error.Message, StringComparison.Ordinal);
            Assert.Throws<ConnectException>(() => Text(RecordSchema.Int32.WithName(null) is var i ? SchemaBuilder.Struct($"n.{name}").Field("x", i).Build() : i));
        }
    }

    [Fact]
    public void Names_that_become_one_are_an_error()
    {
        var schema = SchemaBuilder.Struct("n.R").Field("a-b", RecordSchema.Int32).Field("a_b", RecordSchema.Int32).Build();
        var error = Assert.Throws<ConnectException>(() => RecordToAvro.Convert(schema, new AvroMappingOptions { ScrubInvalidNames = true }));
        Assert.Contains("'a-b' and 'a_b'", error.Message, StringComparison.Ordinal);
    }

    private static RecordSchema Make(string name) => name switch
    {
        "int8" => RecordSchema.Int8,
        "int16" => RecordSchema.Int16,
        "decimal" => SchemaBuilder.Decimal(10, 2).Build(),
        "decimal without precision" => SchemaBuilder.Decimal(0, 2).Build(),
        "date" => SchemaBuilder.Date().Build(),
        "time" => SchemaBuilder.Time(TimeUnit.Millis).Build(),
        "timestamp" => SchemaBuilder.Timestamp(TimeUnit.Millis).Build(),
        "timestamp-micros" => SchemaBuilder.Timestamp(TimeUnit.Micros).Build(),
        "time-nanos" => SchemaBuilder.Time(TimeUnit.Nanos).Build(),
        "uuid" => SchemaBuilder.Uuid().Build(),
        "debezium enum" => SchemaBuilder.Of(FieldKind.String).Name(LogicalNames.DebeziumEnum).Version(1).Parameter("allowed", "a,b").Default("a").Build(),
        "doc" => SchemaBuilder.Of(FieldKind.String).Doc("d").Build(),
        "avro parameter" => SchemaBuilder.Of(FieldKind.String).Parameter("avro.java.string", "String").Build(),
        "optional" => RecordSchema.Int64.WithNullable(true),
        "optional with default" => SchemaBuilder.Of(FieldKind.Int32).Nullable().Default(5).Build(),
        "map of int keys" => SchemaBuilder.Map(RecordSchema.String.WithNullable(true), RecordSchema.Int32).Build(),
        "named map" => SchemaBuilder.Map(RecordSchema.String, RecordSchema.Int32).Name("n.M").Build(),
        _ => SchemaBuilder.Struct("io.confluent.connect.avro.Union").Nullable()
            .Field("string", RecordSchema.String.WithNullable(true))
            .Field("R", SchemaBuilder.Struct("R").Field("a", RecordSchema.Int32).Nullable())
            .Build(),
    };

    private static string Text(RecordSchema schema) => RecordToAvro.Convert(schema, AvroMappingOptions.Default).ToString();
}
