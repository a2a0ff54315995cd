namespace ConnectRuntime.Records;

/// <summary>The physical kind of a field and of a cell.</summary>
/// <remarks>The names are Kafka Connect's schema types; <see cref="Any"/> exists in schemas only: a cell always says what it is.</remarks>
public enum FieldKind : byte
{
    /// <summary>A value that describes itself, for data without a schema. Its cells are of any other kind.</summary>
    Any = 0,

    /// <summary>True or false.</summary>
    Boolean = 1,

    /// <summary>Signed, 8 bits.</summary>
    Int8 = 2,

    /// <summary>Signed, 16 bits.</summary>
    Int16 = 3,

    /// <summary>Signed, 32 bits.</summary>
    Int32 = 4,

    /// <summary>Signed, 64 bits.</summary>
    Int64 = 5,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float32 = 6,

    /// <summary>IEEE 754, 64 bits.</summary>
    Float64 = 7,

    /// <summary>Text in UTF-8.</summary>
    String = 8,

    /// <summary>Bytes.</summary>
    Bytes = 9,

    /// <summary>A fixed list of named fields.</summary>
    Struct = 10,

    /// <summary>Elements of one schema.</summary>
    Array = 11,

    /// <summary>Pairs of a key schema and a value schema.</summary>
    Map = 12,
}
