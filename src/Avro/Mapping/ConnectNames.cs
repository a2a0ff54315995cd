namespace ConnectRuntime.Avro.Mapping;

/// <summary>Names that Kafka Connect's Avro converter gives to types, attributes and parameters.</summary>
internal static class ConnectNames
{
    public const string Namespace = "io.confluent.connect.avro";
    public const string Default = Namespace + ".ConnectDefault";
    public const string MapEntry = Namespace + ".MapEntry";
    public const string Anything = Namespace + ".Anything";
    public const string Union = Namespace + ".Union";
    public const string Enum = Namespace + ".Enum";
    public const string EnumSymbol = Enum + ".";
    public const string EnumDoc = Namespace + ".enum.doc.";
    public const string EnumDefault = Namespace + ".enum.default.";
    public const string RecordDoc = Namespace + ".record.doc";
    public const string FieldDoc = Namespace + ".field.doc.";
    public const string FieldDefault = Namespace + ".field.default";

    public const string Name = "connect.name";
    public const string Doc = "connect.doc";
    public const string Version = "connect.version";
    public const string Parameters = "connect.parameters";
    public const string DefaultValue = "connect.default";
    public const string Type = "connect.type";
    public const string InternalType = "connect.internal.type";
    public const string MapEntryType = "MapEntry";
    public const string FixedSize = "connect.fixed.size";
    public const string Allowed = "allowed";

    public const string LogicalType = "logicalType";
    public const string Precision = "precision";
    public const string Scale = "scale";

    // What the converter writes where a decimal's precision is not known.
    public const int UnknownPrecision = 64;
}
