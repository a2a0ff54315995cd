using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.Values.Spatial;

/// <summary>What can be wrong with geometries and vectors that a server sends.</summary>
internal static class SpatialErrors
{
    /// <summary>Bytes that are no geometry.</summary>
    public static ConnectException BadGeometry(string problem) => new(
        ErrorKind.Data,
        "MYJ003",
        $"Cannot read a geometry: {problem}. Check the row on the server with ST_IsValid and write it again.");

    /// <summary>Bytes that are no vector.</summary>
    public static ConnectException BadVector(int length) => new(
        ErrorKind.Data,
        "MYJ004",
        $"Cannot read a vector: it has {length} bytes, a multiple of 4 is required. Check the row on the server with VECTOR_DIM and write it again.");
}
