using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>A row's schema without what does not show in Avro: the cells that fields lie in.</summary>
internal static class SchemaNormal
{
    /// <summary>The schema with its fields' cells in their written order, throughout.</summary>
    public static RecordSchema Of(RecordSchema schema) => schema.Kind switch
    {
        FieldKind.Struct => Renumber(schema),
        FieldKind.Array when Of(schema.Element!) is var element && !ReferenceEquals(element, schema.Element) =>
            Like(SchemaBuilder.Array(element), schema),
        FieldKind.Map when (Of(schema.KeySchema!), Of(schema.ValueSchema!)) is var (key, value)
            && !(ReferenceEquals(key, schema.KeySchema) && ReferenceEquals(value, schema.ValueSchema)) =>
            Like(SchemaBuilder.Map(value, key), schema),
        _ => schema,
    };

    /// <summary>Whether data without a schema occurs anywhere in it.</summary>
    public static bool HasAny(RecordSchema schema) =>
        schema.Kind == FieldKind.Any
        || (schema.Element is { } element && HasAny(element))
        || (schema.KeySchema is { } key && HasAny(key))
        || (schema.ValueSchema is { } value && HasAny(value))
        || schema.Fields.Any(field => HasAny(field.Schema));

    private static RecordSchema Renumber(RecordSchema schema)
    {
        var fields = schema.Fields.Select((field, i) => new RecordField(field.Name, Of(field.Schema), i)).ToList();
        return fields.SequenceEqual(schema.Fields) ? schema : schema.WithFields(fields);
    }

    private static RecordSchema Like(SchemaBuilder builder, RecordSchema schema)
    {
        builder.Nullable(schema.IsNullable).Name(schema.Name).Version(schema.Version).Doc(schema.Doc);
        foreach (var (name, value) in schema.Parameters)
        {
            builder.Parameter(name, value);
        }

        return schema.HasDefault ? builder.Default(schema.Default).Build() : builder.Build();
    }
}
