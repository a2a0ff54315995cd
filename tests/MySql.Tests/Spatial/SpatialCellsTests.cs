using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Values.Spatial;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Spatial;

/// <summary>Cells of geometries and vectors whose bytes were put together by hand.</summary>
public sealed class SpatialCellsTests
{
    [Theory]
    [InlineData("00000000" + "01" + "01000000" + "000000000000F83F" + "00000000000002C0", 1.5, -2.25, null)]
    [InlineData("E6100000" + "00" + "00000001" + "3FF8000000000000" + "C002000000000000", 1.5, -2.25, 4326L)]
    public void A_point_of_either_byte_order_has_its_numbers(string hex, double x, double y, long? srid)
    {
        var batch = new RecordBatch();
        var point = new ValueReader(batch, SpatialSchemas.Point().Build(), GeometryCells.WritePoint(Convert.FromHexString(hex), batch));
        Assert.Equal(x, point["x"].Float64);
        Assert.Equal(y, point["y"].Float64);
        Assert.Equal(srid, point["srid"].IsNull ? null : point["srid"].Int64);
        Assert.Equal(hex[8..], Convert.ToHexString(point["wkb"].Utf8));
    }

    [Fact]
    public void What_stands_for_a_missing_geometry_is_an_empty_collection()
    {
        var batch = new RecordBatch();
        var geometry = new ValueReader(batch, SpatialSchemas.Geometry().Build(), GeometryCells.WriteEmpty(batch));
        Assert.Equal("010700000000000000", Convert.ToHexString(geometry["wkb"].Utf8));
        Assert.True(geometry["srid"].IsNull);
        var point = new ValueReader(batch, SpatialSchemas.Point().Build(), GeometryCells.WriteEmptyPoint(batch));
        Assert.Equal("010700000000000000", Convert.ToHexString(point["wkb"].Utf8));
        Assert.Equal(0, point["x"].Float64);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("00000000", false)]
    [InlineData("000000000107000000000000", false)]
    [InlineData("00000000010700000000000000", true)]
    [InlineData("000000000102000000000000000000F83F00000000000002C0", true)]
    [InlineData("000000000201000000000000000000F83F00000000000002C0", true)]
    public void Bytes_that_are_no_geometry_are_a_data_error(string hex, bool isPoint)
    {
        var bytes = Convert.FromHexString(hex);
        var error = Assert.Throws<ConnectException>(
            () => isPoint ? GeometryCells.WritePoint(bytes, new RecordBatch()) : GeometryCells.Write(bytes, new RecordBatch()));
        Assert.Equal((ErrorKind.Data, "MYJ003"), (error.Kind, error.Code));
    }

    [Fact]
    public void A_vector_of_any_length_has_its_numbers()
    {
        var batch = new RecordBatch();
        Assert.Equal(0, VectorCells.Write([], batch).Count);
        var bytes = new byte[4 * 16_000];
        Convert.FromHexString("0000803F000020C0").CopyTo(bytes, 0);
        var vector = new ValueReader(batch, SpatialSchemas.Vector().Build(), VectorCells.Write(bytes, batch));
        Assert.Equal(16_000, vector.Count);
        Assert.Equal((1.0, -2.5, 0.0), (vector[0].Float64, vector[1].Float64, vector[15_999].Float64));
        var error = Assert.Throws<ConnectException>(() => VectorCells.Write(new byte[7], new RecordBatch()));
        Assert.Equal((ErrorKind.Data, "MYJ004"), (error.Kind, error.Code));
    }

    [Fact]
    public void Schemas_are_debeziums()
    {
        var point = SpatialSchemas.Point().Build();
        Assert.Equal(("io.debezium.data.geometry.Point", 1, "Geometry (POINT)"), (point.Name, point.Version, point.Doc));
        Assert.Equal("x Float64, y Float64, wkb Bytes?, srid Int32?", string.Join(", ", point.Fields.Select(f => $"{f.Name} {f.Schema}")));
        var geometry = SpatialSchemas.Geometry().Build();
        Assert.Equal(("io.debezium.data.geometry.Geometry", 1, "Geometry"), (geometry.Name, geometry.Version, geometry.Doc));
        Assert.Equal("wkb Bytes, srid Int32?", string.Join(", ", geometry.Fields.Select(f => $"{f.Name} {f.Schema}")));
        var vector = SpatialSchemas.Vector().Build();
        Assert.Equal(("io.debezium.data.FloatVector", 1, FieldKind.Float32), (vector.Name, vector.Version, vector.Element!.Kind));
    }
}
