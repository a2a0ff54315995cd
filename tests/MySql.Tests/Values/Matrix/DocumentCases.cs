using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Values.Matrix;

/// <summary>JSON, geometries, vectors, and the types that MariaDB alone has.</summary>
internal static class DocumentCases
{
    private const string Geometry = "CONCAT('{', HEX(ST_AsWKB(c)), ',', IF(ST_SRID(c) = 0, '∅', ST_SRID(c)), '}')";

    private static readonly ConversionModel Usual = new();

    public static IEnumerable<TypeCase> All =>
    [
        new("JSON", new("c", SqlType.Json),
            ["'{\"a\": 1, \"bb\": [true, null, \"x\\\\ny\"], \"c\": {}}'", "'[]'", "'\"text, with: marks\"'", "'1.5'", "'18446744073709551615'", "NULL"],
            new TypeMode("", Usual, "IF(c = CAST('\"text, with: marks\"' AS JSON), c, REPLACE(REPLACE(c, ', ', ','), ': ', ':'))")) { Servers = Servers.MySql },
        new("JSON", new("c", SqlType.LongText) { Charset = "utf8mb4", IsJson = true },
            ["'{\"a\":  1}'", "'[ ]'", "NULL"], new TypeMode("", Usual, "c")) { Servers = Servers.MariaDb },
        new("POINT", new("c", SqlType.Point), ["ST_GeomFromText('POINT(1.5 -2)')", "ST_GeomFromText('POINT(1 2)', 3857)", "NULL"],
            new TypeMode("", Usual, "CONCAT('{', IF(ST_X(c) = 1.5, 'd3ff8000000000000', 'd3ff0000000000000'), ',', IF(ST_Y(c) = 2, 'd4000000000000000', 'dc000000000000000'), ',', SUBSTR("
                + Geometry + ", 2))")),
        Spatial("GEOMETRY", SqlType.Geometry, "LINESTRING(0 0,1 1)"),
        Spatial("LINESTRING", SqlType.LineString, "LINESTRING(0 0,1 1)"),
        Spatial("POLYGON", SqlType.Polygon, "POLYGON((0 0,1 0,1 1,0 0))"),
        Spatial("MULTIPOINT", SqlType.MultiPoint, "MULTIPOINT(0 0,1 1)"),
        Spatial("MULTILINESTRING", SqlType.MultiLineString, "MULTILINESTRING((0 0,1 1),(2 2,3 3))"),
        Spatial("MULTIPOLYGON", SqlType.MultiPolygon, "MULTIPOLYGON(((0 0,1 0,1 1,0 0)))"),
        Spatial("GEOMETRYCOLLECTION", SqlType.GeometryCollection, "GEOMETRYCOLLECTION(POINT(1 2))"),
        new("VECTOR(3)", new("c", SqlType.Vector) { Length = 3 }, ["STRING_TO_VECTOR('[1,-0.5,0]')", "NULL"],
            new TypeMode("", Usual, "IF(c IS NULL, NULL, '[f3f800000,fbf000000,f00000000]')")) { Servers = Servers.MySql },
        new("VECTOR(3)", new("c", SqlType.Vector) { Length = 3 }, ["VEC_FromText('[1,-0.5,0]')", "x'0000803F0000803F00000080'", "NULL"],
            new TypeMode("", Usual, "IF(c IS NULL, NULL, IF(HEX(c) = '0000803F000000BF00000000', '[f3f800000,fbf000000,f00000000]', '[f3f800000,f3f800000,f80000000]'))"))
            { Servers = Servers.NewMariaDb },
        new("UUID", new("c", SqlType.Uuid),
            ["'123e4567-e89b-12d3-a456-426655440000'", "'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffff00'", "NULL"],
            new TypeMode("", Usual, "CAST(c AS CHAR)")) { Servers = Servers.MariaDb },
        new("INET4", new("c", SqlType.Inet4), ["'10.0.0.0'", "'255.255.255.255'", "'0.0.0.0'", "'1.2.3.4'", "NULL"],
            new TypeMode("", Usual, "CAST(c AS CHAR)")) { Servers = Servers.MariaDb },
        new("INET6", new("c", SqlType.Inet6),
            ["'::'", "'::1'", "'2001:db8::1'", "'fe80:0:0:1:0:0:0:1'", "'1:0:2:0:3:0:4:0'", "'::ffff:1.2.3.4'", "'::1.2.3.4'", "'ffff::'", "'::2:3:4:5:6:7'",
                "'1:2:3:4:5:6:7:8'", "'::ffff:0:0'", "'::ffff:ffff:1:2'", "'1:2:3:4:5:6:7::'", "'0:0:0:0:0:ffff:100:0'", "'1::3:0:0:0:8'", "'::1:2'", "NULL"],
            new TypeMode("", Usual, "CAST(c AS CHAR)")) { Servers = Servers.MariaDb },
        new("VARCHAR(1000) COMPRESSED", new("c", SqlType.VarChar) { Length = 1000, Charset = "utf8mb4", IsCompressed = true },
            ["''", "'short'", "REPEAT('a', 150)", "REPEAT('äx', 400)", "NULL"], new TypeMode("", Usual, "c")) { Servers = Servers.MariaDb },
        new("BLOB COMPRESSED", new("c", SqlType.Blob) { IsCompressed = true },
            ["''", "x'00'", "REPEAT(x'00FF', 9000)", "NULL"], new TypeMode("", Usual, "HEX(c)")) { Servers = Servers.MariaDb },
        new("LONGTEXT COMPRESSED", new("c", SqlType.LongText) { IsCompressed = true, Charset = "latin1" },
            ["REPEAT('ä', 70000)", "NULL"], new TypeMode("", Usual, "CONVERT(c USING utf8mb4)")) { Servers = Servers.MariaDb },
    ];

    private static TypeCase Spatial(string declaration, SqlType type, string text) => new(
        declaration, new("c", type), [$"ST_GeomFromText('{text}')", "NULL"], new TypeMode("", Usual, Geometry));
}
