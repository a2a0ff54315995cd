namespace ConnectRuntime.Avro.Writing;

/// <summary>How one cell is written.</summary>
internal enum EncodeOp : byte
{
    /// <summary>One byte.</summary>
    Boolean,

    /// <summary>Zigzag varint of 32 bits.</summary>
    Int,

    /// <summary>Zigzag varint of 64 bits.</summary>
    Long,

    /// <summary>4 bytes, little-endian.</summary>
    Float,

    /// <summary>8 bytes, little-endian.</summary>
    Double,

    /// <summary>Length and bytes.</summary>
    Text,

    /// <summary>Length and bytes.</summary>
    Bytes,

    /// <summary>Bytes whose number the schema says.</summary>
    Fixed,

    /// <summary>Two's complement widened to the number of bytes that the schema says.</summary>
    FixedDecimal,

    /// <summary>The index of a symbol.</summary>
    Enum,

    /// <summary>The cells of a struct, in the order of the child plan.</summary>
    Struct,

    /// <summary>One block of elements.</summary>
    Array,

    /// <summary>One block of pairs.</summary>
    Map,

    /// <summary>The record for data without a schema.</summary>
    Any,

    /// <summary>The one field of a struct that is set, as a branch of a union.</summary>
    Union,
}
