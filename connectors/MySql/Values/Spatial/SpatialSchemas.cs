using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Spatial;

/// <summary>The schemas of geometries and vectors, as Debezium has them. Each builder may still be made nullable and be given parameters.</summary>
internal static class SpatialSchemas
{
    /// <summary>Name of a geometry's struct.</summary>
    public const string GeometryName = "io.debezium.data.geometry.Geometry";

    /// <summary>Name of a point's struct.</summary>
    public const string PointName = "io.debezium.data.geometry.Point";

    /// <summary>Name of a vector's array.</summary>
    public const string VectorName = "io.debezium.data.FloatVector";

    private static readonly RecordSchema OptionalBytes = RecordSchema.Bytes.WithNullable(true);
    private static readonly RecordSchema OptionalInt32 = RecordSchema.Int32.WithNullable(true);

    /// <summary>Any geometry: <c>{wkb, srid}</c>; the cells are <see cref="GeometryCells"/>' work.</summary>
    public static SchemaBuilder Geometry() => SchemaBuilder.Struct(GeometryName).Version(1).Doc("Geometry")
        .Field("wkb", RecordSchema.Bytes)
        .Field("srid", OptionalInt32);

    /// <summary>A point: <c>{x, y, wkb, srid}</c>; the cells are <see cref="GeometryCells"/>' work.</summary>
    public static SchemaBuilder Point() => SchemaBuilder.Struct(PointName).Version(1).Doc("Geometry (POINT)")
        .Field("x", RecordSchema.Float64)
        .Field("y", RecordSchema.Float64)
        .Field("wkb", OptionalBytes)
        .Field("srid", OptionalInt32);

    /// <summary>A vector of 32-bit floats; the cells are <see cref="VectorCells"/>' work.</summary>
    public static SchemaBuilder Vector() => SchemaBuilder.Array(RecordSchema.Float32).Name(VectorName).Version(1);
}
