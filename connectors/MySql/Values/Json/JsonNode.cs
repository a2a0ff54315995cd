namespace ConnectRuntime.MySql.Values.Json;

/// <summary>Bytes in one of the buffers that a patched document is made of.</summary>
/// <param name="Source">The buffer.</param>
/// <param name="Start">First byte.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct JsonSlice(JsonSource Source, int Start, int Length);

/// <summary>Where the bytes of a patched document's value or key lie.</summary>
internal enum JsonSource : byte
{
    /// <summary>In the document before the update.</summary>
    Before,

    /// <summary>In the differences.</summary>
    Diffs,

    /// <summary>Among the names of members that were added.</summary>
    Names,
}

/// <summary>A value of a patched document. It is open when its members or elements are nodes too, else all of it is where it came from.</summary>
internal struct JsonNode
{
    /// <summary>Where its value lies.</summary>
    public JsonSource Source;

    /// <summary>The place there.</summary>
    public JsonValue Value;

    /// <summary>Its key in an object.</summary>
    public JsonSlice Key;

    /// <summary>Whether the three below say what is in it.</summary>
    public bool IsOpen;

    /// <summary>The first of its list of nodes.</summary>
    public int First;

    /// <summary>Nodes in the list.</summary>
    public int Count;

    /// <summary>Room of the list.</summary>
    public int Capacity;
}
