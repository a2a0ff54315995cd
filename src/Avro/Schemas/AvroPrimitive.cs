namespace ConnectRuntime.Avro.Schemas;

/// <summary>One of the eight types without parts.</summary>
public sealed class AvroPrimitive : AvroSchema
{
    private static readonly Dictionary<string, AvroPrimitive> ByName = new(StringComparer.Ordinal)
    {
        ["null"] = new(AvroType.Null),
        ["boolean"] = new(AvroType.Boolean),
        ["int"] = new(AvroType.Int),
        ["long"] = new(AvroType.Long),
        ["float"] = new(AvroType.Float),
        ["double"] = new(AvroType.Double),
        ["bytes"] = new(AvroType.Bytes),
        ["string"] = new(AvroType.String),
    };

    /// <summary>A primitive with attributes, such as a logical type.</summary>
    public AvroPrimitive(AvroType type, AvroProps? props = null)
        : base(type, props)
    {
    }

    /// <summary>Whether a text names a primitive.</summary>
    public static bool IsName(string name) => ByName.ContainsKey(name);

    /// <summary>The plain primitive of a name, or null.</summary>
    public static AvroPrimitive? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The plain primitive of a type.</summary>
    public static AvroPrimitive Of(AvroType type) => ByName[NameOf(type)];

    /// <summary>The name of a type as schemas write it.</summary>
    public static string NameOf(AvroType type) => type switch
    {
        AvroType.Null => "null",
        AvroType.Boolean => "boolean",
        AvroType.Int => "int",
        AvroType.Long => "long",
        AvroType.Float => "float",
        AvroType.Double => "double",
        AvroType.Bytes => "bytes",
        AvroType.String => "string",
        AvroType.Record => "record",
        AvroType.Enum => "enum",
        AvroType.Array => "array",
        AvroType.Map => "map",
        AvroType.Fixed => "fixed",
        _ => "union",
    };
}
