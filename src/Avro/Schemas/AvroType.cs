namespace ConnectRuntime.Avro.Schemas;

/// <summary>The types of Avro 1.12, in the order of its specification.</summary>
public enum AvroType : byte
{
    /// <summary>No value; 0 bytes.</summary>
    Null,

    /// <summary>One byte, 0 or 1.</summary>
    Boolean,

    /// <summary>32 bits, zigzag varint.</summary>
    Int,

    /// <summary>64 bits, zigzag varint.</summary>
    Long,

    /// <summary>IEEE 754, 4 bytes, little-endian.</summary>
    Float,

    /// <summary>IEEE 754, 8 bytes, little-endian.</summary>
    Double,

    /// <summary>A long and as many bytes.</summary>
    Bytes,

    /// <summary>A long and as many bytes of UTF-8.</summary>
    String,

    /// <summary>Fields in order.</summary>
    Record,

    /// <summary>The index of a symbol as an int.</summary>
    Enum,

    /// <summary>Blocks of items.</summary>
    Array,

    /// <summary>Blocks of pairs of a string and a value.</summary>
    Map,

    /// <summary>The index of a branch as a long, and the branch's value.</summary>
    Union,

    /// <summary>A fixed number of bytes.</summary>
    Fixed,
}
