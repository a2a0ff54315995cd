namespace ConnectRuntime.Avro.Reading;

/// <summary>How one value is read, or passed over.</summary>
internal enum DecodeOp : byte
{
    /// <summary>One byte, 0 or 1.</summary>
    Boolean,

    /// <summary>Zigzag varint of 32 bits, or fewer where the kind says so.</summary>
    Int,

    /// <summary>Zigzag varint of 64 bits.</summary>
    Long,

    /// <summary>4 bytes, little-endian.</summary>
    Float,

    /// <summary>8 bytes, little-endian.</summary>
    Double,

    /// <summary>Length and UTF-8.</summary>
    Text,

    /// <summary>Length and bytes.</summary>
    Bytes,

    /// <summary>Passes over a varint.</summary>
    SkipVarint,

    /// <summary>Passes over a length and as many bytes.</summary>
    SkipLength,

    /// <summary>Passes over a number of bytes that the schema says.</summary>
    SkipFixed,

    /// <summary>Bytes whose number the schema says.</summary>
    Fixed,

    /// <summary>The index of a symbol.</summary>
    Enum,

    /// <summary>Fields in the order of the child plan.</summary>
    Struct,

    /// <summary>Blocks of elements.</summary>
    Array,

    /// <summary>Blocks of pairs.</summary>
    Map,

    /// <summary>The record for data without a schema.</summary>
    Any,

    /// <summary>A branch of a union with several.</summary>
    Union,

    /// <summary>The branch of a union with one.</summary>
    Single,

    /// <summary>Passes over fields.</summary>
    SkipStruct,

    /// <summary>Passes over blocks.</summary>
    SkipBlocks,

    /// <summary>Passes over a union with several branches.</summary>
    SkipUnion,

    /// <summary>Passes over the record for data without a schema.</summary>
    SkipAny,
}
