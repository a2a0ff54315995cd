using System.Text.Json;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>Reads the attributes that <see cref="ConnectAttributes"/> writes.</summary>
internal static class AttributeReader
{
    /// <summary>Gives a schema the name, version, documentation and parameters of an Avro type.</summary>
    public static void Apply(SchemaBuilder builder, AvroSchema schema)
    {
        var props = schema.Props;
        if (props.Text(ConnectNames.Doc) is { } doc)
        {
            builder.Doc(doc);
        }

        if (props.Json(ConnectNames.Parameters) is { ValueKind: JsonValueKind.Object } parameters)
        {
            foreach (var parameter in parameters.EnumerateObject())
            {
                builder.Parameter(parameter.Name, Text(parameter.Value));
            }
        }

        foreach (var (name, _) in props.Items)
        {
            if (name.StartsWith("avro", StringComparison.Ordinal))
            {
                builder.Parameter(name, Text(props.Json(name)!.Value));
            }
        }

        Name(builder, schema);
    }

    private static void Name(SchemaBuilder builder, AvroSchema schema)
    {
        if (schema.Props.Text(ConnectNames.Name) is { } name)
        {
            // The writer says everything about the name, so a version that it leaves out is none.
            builder.Name(name).Version(schema.Props.Number(ConnectNames.Version));
            return;
        }

        if (schema.Props.Number(ConnectNames.Version) is { } version)
        {
            builder.Version(version);
        }

        var isDecimal = schema is AvroFixed && schema.Props.Text(ConnectNames.LogicalType) == "decimal";
        if (schema is AvroNamed named && !isDecimal && !IsDefault(named.Name.Full))
        {
            builder.Name(named.Name.Full);
        }
    }

    private static bool IsDefault(string name) =>
        name.StartsWith(ConnectNames.Default, StringComparison.Ordinal) && name.AsSpan(ConnectNames.Default.Length).TrimStart("0123456789").IsEmpty;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonText.Of(value);
}
