using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>The choices of shape that a row's schema decides: which Avro type stands for it, and how null is written.</summary>
internal static class AvroShape
{
    /// <summary>Whether a map is written as an Avro map: its keys are text and never null. Any other is an array of pairs.</summary>
    public static bool IsMap(RecordSchema schema) =>
        schema.Kind == FieldKind.Map && schema.KeySchema is { Kind: FieldKind.String, IsNullable: false };

    /// <summary>Whether a struct stands for a union, with a field for each branch.</summary>
    public static bool IsUnion(RecordSchema schema) => schema is { Kind: FieldKind.Struct, Name: ConnectNames.Union };

    /// <summary>Whether the value's branch comes before null's, which is so where there is a default that can be written.</summary>
    public static bool ValueFirst(RecordSchema schema) =>
        schema.HasDefault && schema.Default is not null && AvroDefault.Write(schema, schema.Default) is not null;
}
