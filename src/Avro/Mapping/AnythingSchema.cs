using ConnectRuntime.Avro.Schemas;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>The record that Kafka Connect's Avro converter writes for data without a schema: one optional field per kind, of which one is set.</summary>
/// <remarks>
/// A null has none set. A map is an array of pairs, so that keys may be anything. The converter's own deserialiser unwraps it.
/// </remarks>
internal static class AnythingSchema
{
    public const int Boolean = 0;
    public const int Bytes = 1;
    public const int Double = 2;
    public const int Float = 3;
    public const int Int = 4;
    public const int Long = 5;
    public const int String = 6;
    public const int Array = 7;
    public const int Map = 8;
    public const int Fields = 9;

    /// <summary>The record.</summary>
    public static AvroRecord Create() => (AvroRecord)AvroSchema.Parse("""
        {"type":"record","name":"Anything","namespace":"io.confluent.connect.avro","fields":[
          {"name":"boolean","type":["null","boolean"],"default":null},
          {"name":"bytes","type":["null","bytes"],"default":null},
          {"name":"double","type":["null","double"],"default":null},
          {"name":"float","type":["null","float"],"default":null},
          {"name":"int","type":["null","int"],"default":null},
          {"name":"long","type":["null","long"],"default":null},
          {"name":"string","type":["null","string"],"default":null},
          {"name":"array","type":["null",{"type":"array","items":"Anything"}],"default":null},
          {"name":"map","type":["null",{"type":"array","items":{"type":"record","name":"MapEntry","fields":[
            {"name":"key","type":"Anything"},{"name":"value","type":"Anything"}]}}],"default":null}]}
        """);

    /// <summary>Whether a schema is that record, as far as its bytes go.</summary>
    public static bool Is(AvroSchema schema) =>
        schema is AvroRecord { Name.Full: ConnectNames.Anything } && ParsingCanonicalForm.Of(schema) == s_canonical.Value;

    private static readonly Lazy<string> s_canonical = new(() => ParsingCanonicalForm.Of(Create()));
}
