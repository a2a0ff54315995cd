namespace ConnectRuntime.MySql.Values.Json;

/// <summary>The type bytes of MySQL's binary JSON. Page: "json_binary.h" in MySQL's source documentation.</summary>
internal enum JsonType : byte
{
    SmallObject = 0x00,
    LargeObject = 0x01,
    SmallArray = 0x02,
    LargeArray = 0x03,

    /// <summary>null, true or false.</summary>
    Literal = 0x04,
    Int16 = 0x05,
    UInt16 = 0x06,
    Int32 = 0x07,
    UInt32 = 0x08,
    Int64 = 0x09,
    UInt64 = 0x0A,
    Double = 0x0B,
    String = 0x0C,

    /// <summary>A value of any other column type, with that type's number.</summary>
    Opaque = 0x0F,
}
