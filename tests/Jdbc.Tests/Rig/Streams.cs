using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Tests.Rig;

/// <summary>Streams that several tests use.</summary>
internal static class Streams
{
    /// <summary>id → name, amount.</summary>
    public static readonly RecordStream People = Of(
        "people", [("id", RecordSchema.Int64)], [("id", RecordSchema.Int64), ("name", Optional(RecordSchema.String)), ("amount", Optional(RecordSchema.Int32))]);

    public static RecordSchema Optional(RecordSchema schema) => schema.WithNullable(true);

    public static RecordSchema Struct(params (string Name, RecordSchema Schema)[] fields)
    {
        var builder = SchemaBuilder.Struct();
        foreach (var (name, schema) in fields)
        {
            builder.Field(name, schema);
        }

        return builder.Build();
    }

    public static RecordStream Of(string topic, (string Name, RecordSchema Schema)[] key, (string Name, RecordSchema Schema)[] value) =>
        new(topic, Struct(key), Struct(value));

    /// <summary>A stream of one field <c>v</c> beside the key <c>id</c>.</summary>
    public static RecordStream OfOne(RecordSchema schema, string topic = "t") =>
        Of(topic, [("id", RecordSchema.Int32)], [("id", RecordSchema.Int32), ("v", schema)]);
}
