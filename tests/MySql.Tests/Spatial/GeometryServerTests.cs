using System.Globalization;
using ConnectRuntime.MySql.Tests.Json;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Values.Spatial;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Spatial;

/// <summary>Geometries out of the binlog and out of a SELECT against the server's own functions.</summary>
public sealed class GeometryServerTests(SourceServers servers)
{
    private static readonly string[] Shapes =
    [
        "POINT(1.5 -2.25)", "LINESTRING(0 0,1 1,2 3)", "POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 1))", "MULTIPOINT(0 0,1 2)",
        "MULTILINESTRING((0 0,1 1),(2 2,3 3))", "MULTIPOLYGON(((0 0,1 0,1 1,0 0)))", "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))",
        "GEOMETRYCOLLECTION EMPTY",
    ];

    [Theory]
    [InlineData(SourceServers.MySql)]
    [InlineData(SourceServers.MariaDb)]
    public async Task A_geometry_has_the_servers_wkb_and_srid(string name)
    {
        var server = await servers.GetAsync(name);
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync("CREATE TABLE t (id INT PRIMARY KEY, p POINT, g GEOMETRY)", database);
        var log = new RowLog(server, database, "t");
        await log.MarkAsync();
        var id = 0;
        foreach (var srid in (int[])[0, 4326, 3857])
        {
            // MariaDB takes the last shape for NULL.
            var values = Shapes.SkipLast(server is MySqlServer ? 0 : 1)
                .Select(shape => $"({++id}, ST_GeomFromText('POINT(10.5 20.25)', {srid}), ST_GeomFromText('{shape}', {srid}))");
            await server.QueryAsync($"INSERT INTO t VALUES {string.Join(", ", values)}", database);
        }

        // In a geographic system MySQL's functions give the latitude first unless they are told otherwise; it is stored behind the longitude.
        var order = server is MySqlServer ? ", 'axis-order=long-lat'" : "";
        var (x, y) = server is MySqlServer
            ? ("IF(ST_SRID(p) = 4326, ST_Longitude(ST_SRID(p, 4326)), ST_X(p))", "IF(ST_SRID(p) = 4326, ST_Latitude(ST_SRID(p, 4326)), ST_Y(p))")
            : ("ST_X(p)", "ST_Y(p)");
        var lines = (await server.QueryAsync(
            $"SELECT id, HEX(ST_AsBinary(p{order})), HEX(ST_AsBinary(g{order})), ST_SRID(g), {x}, {y}, HEX(p), HEX(g) FROM t ORDER BY id",
            database)).Split('\n');
        var rows = await log.ReadAsync();
        Assert.Equal(id, rows.Count);
        foreach (var (row, line) in rows.Zip(lines))
        {
            var expected = line.Split('\t');
            var batch = new RecordBatch();
            Assert.Equal(expected[6], Convert.ToHexString(row.After[0]!));
            Assert.Equal(expected[7], Convert.ToHexString(row.After[1]!));
            var point = new ValueReader(batch, SpatialSchemas.Point().Build(), GeometryCells.WritePoint(row.After[0], batch));
            Assert.Equal(expected[1], Convert.ToHexString(point["wkb"].Utf8));
            Assert.Equal(double.Parse(expected[4], CultureInfo.InvariantCulture), point["x"].Float64);
            Assert.Equal(double.Parse(expected[5], CultureInfo.InvariantCulture), point["y"].Float64);
            Check(expected[3], point["srid"]);
            var geometry = new ValueReader(batch, SpatialSchemas.Geometry().Build(), GeometryCells.Write(row.After[1], batch));
            Assert.Equal(expected[2], Convert.ToHexString(geometry["wkb"].Utf8));
            Check(expected[3], geometry["srid"]);
        }

        static void Check(string expected, ValueReader srid)
        {
            Assert.Equal(expected == "0", srid.IsNull);
            Assert.Equal(expected, srid.IsNull ? "0" : srid.Int64.ToString(CultureInfo.InvariantCulture));
        }
    }
}
