using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>What the names of Kafka Connect, Debezium and Avro mean, each on the kind it is defined for.</summary>
public class LogicalTypeTests
{
    [Theory]
    [InlineData("org.apache.kafka.connect.data.Date", FieldKind.Int32, LogicalKind.Date, TimeUnit.None)]
    [InlineData("org.apache.kafka.connect.data.Time", FieldKind.Int32, LogicalKind.Time, TimeUnit.Millis)]
    [InlineData("org.apache.kafka.connect.data.Timestamp", FieldKind.Int64, LogicalKind.Timestamp, TimeUnit.Millis)]
    [InlineData("time-micros", FieldKind.Int64, LogicalKind.Time, TimeUnit.Micros)]
    [InlineData("time-nanos", FieldKind.Int64, LogicalKind.Time, TimeUnit.Nanos)]
    [InlineData("timestamp-micros", FieldKind.Int64, LogicalKind.Timestamp, TimeUnit.Micros)]
    [InlineData("timestamp-nanos", FieldKind.Int64, LogicalKind.Timestamp, TimeUnit.Nanos)]
    [InlineData("local-timestamp-millis", FieldKind.Int64, LogicalKind.LocalTimestamp, TimeUnit.Millis)]
    [InlineData("local-timestamp-micros", FieldKind.Int64, LogicalKind.LocalTimestamp, TimeUnit.Micros)]
    [InlineData("local-timestamp-nanos", FieldKind.Int64, LogicalKind.LocalTimestamp, TimeUnit.Nanos)]
    [InlineData("uuid", FieldKind.String, LogicalKind.Uuid, TimeUnit.None)]
    [InlineData("io.debezium.time.Date", FieldKind.Int32, LogicalKind.Date, TimeUnit.None)]
    [InlineData("io.debezium.time.Time", FieldKind.Int32, LogicalKind.Time, TimeUnit.Millis)]
    [InlineData("io.debezium.time.MicroTime", FieldKind.Int64, LogicalKind.Time, TimeUnit.Micros)]
    [InlineData("io.debezium.time.NanoTime", FieldKind.Int64, LogicalKind.Time, TimeUnit.Nanos)]
    [InlineData("io.debezium.time.Timestamp", FieldKind.Int64, LogicalKind.LocalTimestamp, TimeUnit.Millis)]
    [InlineData("io.debezium.time.MicroTimestamp", FieldKind.Int64, LogicalKind.LocalTimestamp, TimeUnit.Micros)]
    [InlineData("io.debezium.time.NanoTimestamp", FieldKind.Int64, LogicalKind.LocalTimestamp, TimeUnit.Nanos)]
    [InlineData("io.debezium.time.ZonedTimestamp", FieldKind.String, LogicalKind.ZonedTimestamp, TimeUnit.None)]
    [InlineData("io.debezium.time.Year", FieldKind.Int32, LogicalKind.Year, TimeUnit.None)]
    [InlineData("io.debezium.data.Uuid", FieldKind.String, LogicalKind.Uuid, TimeUnit.None)]
    [InlineData("io.debezium.data.Json", FieldKind.String, LogicalKind.Json, TimeUnit.None)]
    [InlineData("io.debezium.data.Enum", FieldKind.String, LogicalKind.Enum, TimeUnit.None)]
    [InlineData("io.debezium.data.EnumSet", FieldKind.String, LogicalKind.EnumSet, TimeUnit.None)]
    [InlineData("io.debezium.data.Bits", FieldKind.Bytes, LogicalKind.Bits, TimeUnit.None)]
    [InlineData("org.apache.kafka.connect.data.Decimal", FieldKind.Bytes, LogicalKind.Decimal, TimeUnit.None)]
    public void Every_name_has_its_meaning_on_its_kind_and_none_on_another(string name, FieldKind kind, LogicalKind meaning, TimeUnit unit)
    {
        var schema = SchemaBuilder.Of(kind).Name(name).Build();
        Assert.Equal(meaning, schema.Logical.Kind);
        Assert.Equal(unit, schema.Logical.Unit);
        Assert.Equal(LogicalType.None, SchemaBuilder.Of(FieldKind.Float32).Name(name).Build().Logical);
        Assert.Equal(LogicalType.None, SchemaBuilder.Of(kind).Build().Logical);
    }

    [Fact]
    public void A_name_that_is_not_known_is_kept_and_means_nothing()
    {
        var schema = SchemaBuilder.Of(FieldKind.Int32).Name("com.example.Colour").Parameter("palette", "web").Build();
        Assert.Equal(LogicalType.None, schema.Logical);
        Assert.Equal("com.example.Colour", schema.Name);
        Assert.Equal("web", schema.Parameters["palette"]);
    }

    [Fact]
    public void Decimals_tell_precision_and_scale()
    {
        Assert.Equal((12, 2), Digits(SchemaBuilder.Decimal(12, 2)));
        Assert.Equal((0, -3), Digits(SchemaBuilder.Decimal(0, -3)));
        Assert.False(SchemaBuilder.Decimal(0, 2).Build().Parameters.ContainsKey("connect.decimal.precision"));
        Assert.Equal((0, 0), Digits(SchemaBuilder.Of(FieldKind.Bytes).Name(LogicalNames.Decimal).Parameter("scale", "many")));
        Assert.Equal("2", SchemaBuilder.Decimal(12, 2).Build().Parameters["scale"]);

        static (int Precision, int Scale) Digits(SchemaBuilder builder) =>
            (builder.Build().Logical.Precision, builder.Build().Logical.Scale);
    }

    [Fact]
    public void Builders_make_what_the_names_say()
    {
        Assert.Equal(LogicalKind.Date, SchemaBuilder.Date().Build().Logical.Kind);
        Assert.Equal(LogicalKind.Uuid, SchemaBuilder.Uuid().Build().Logical.Kind);
        foreach (var unit in new[] { TimeUnit.Millis, TimeUnit.Micros, TimeUnit.Nanos })
        {
            Assert.Equal(new LogicalType(LogicalKind.Time, unit), SchemaBuilder.Time(unit).Build().Logical);
            Assert.Equal(new LogicalType(LogicalKind.Timestamp, unit), SchemaBuilder.Timestamp(unit).Build().Logical);
        }
    }
}
