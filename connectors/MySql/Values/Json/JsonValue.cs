namespace ConnectRuntime.MySql.Values.Json;

/// <summary>A place in the bytes of a document where a value lies: its type, its first byte, and the byte that it cannot reach.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Start">First byte behind the type byte; of a value within its container's entry, the entry's own bytes.</param>
/// <param name="End">Where its container ends.</param>
internal readonly record struct JsonValue(JsonType Type, int Start, int End)
{
    /// <summary>Whether it is an object.</summary>
    public bool IsObject => Type <= JsonType.LargeObject;

    /// <summary>Whether it is an array.</summary>
    public bool IsArray => Type is JsonType.SmallArray or JsonType.LargeArray;

    /// <summary>The root value of a document.</summary>
    public static JsonValue Root(ReadOnlySpan<byte> document) => document.Length > 0
        ? new JsonValue((JsonType)document[0], 1, document.Length)
        : throw JsonErrors.Corrupt("it has no bytes");
}
