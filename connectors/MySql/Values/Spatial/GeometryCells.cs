using System.Buffers.Binary;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Spatial;

/// <summary>Turns the bytes of a geometry column into the cells of Debezium's structs. A SELECT of the column gives the same bytes as the binlog.</summary>
/// <remarks>
/// <code>
/// srid u32, 0 for none | WKB: byte order u8 | type u32 | body       a point's body: x f64, y f64
/// </code>
/// MySQL and MariaDB write little-endian. In a geographic system x is the longitude, in whatever order its axes are written as text. Page: "Supported
/// Spatial Data Formats" of MySQL's manual. It adds the struct's cells to the batch.
/// </remarks>
internal static class GeometryCells
{
    private const int SridSize = 4;
    private const int PointSize = 21;
    private const int PointType = 1;

    // Little-endian, type 7, no parts.
    private static ReadOnlySpan<byte> EmptyCollection => [1, 7, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>A geometry of any type.</summary>
    /// <exception cref="Errors.ConnectException">Data: there is no room for a geometry in the bytes.</exception>
    public static Cell Write(ReadOnlySpan<byte> value, RecordBatch batch)
    {
        var wkb = Wkb(value);
        return Geometry(wkb, Srid(value), batch);
    }

    /// <summary>A value of a POINT column.</summary>
    /// <exception cref="Errors.ConnectException">Data: it is no point of two numbers.</exception>
    public static Cell WritePoint(ReadOnlySpan<byte> value, RecordBatch batch)
    {
        var wkb = Wkb(value);
        if (wkb.Length != PointSize || wkb[0] > 1 || Type(wkb) != PointType)
        {
            throw SpatialErrors.BadGeometry(
                $"{wkb.Length} bytes of type {Type(wkb)} are in a POINT column, {PointSize} bytes of type {PointType} are required");
        }

        var isLittle = wkb[0] == 1;
        var x = isLittle ? BinaryPrimitives.ReadDoubleLittleEndian(wkb[5..]) : BinaryPrimitives.ReadDoubleBigEndian(wkb[5..]);
        var y = isLittle ? BinaryPrimitives.ReadDoubleLittleEndian(wkb[13..]) : BinaryPrimitives.ReadDoubleBigEndian(wkb[13..]);
        return Point(x, y, wkb, Srid(value), batch);
    }

    /// <summary>What stands for a geometry that is missing where none may be: a collection of nothing.</summary>
    public static Cell WriteEmpty(RecordBatch batch) => Geometry(EmptyCollection, Cell.Null, batch);

    /// <summary>The same in a POINT column, whose x and y cannot be null: they are 0.</summary>
    public static Cell WriteEmptyPoint(RecordBatch batch) => Point(0, 0, EmptyCollection, Cell.Null, batch);

    private static Cell Geometry(ReadOnlySpan<byte> wkb, Cell srid, RecordBatch batch)
    {
        var bytes = Cell.Bytes(batch.AddBytes(wkb), wkb.Length);
        var first = batch.AddCells(2);
        var cells = batch.Cells[first..];
        cells[0] = bytes;
        cells[1] = srid;
        return Cell.Struct(first, 2);
    }

    private static Cell Point(double x, double y, ReadOnlySpan<byte> wkb, Cell srid, RecordBatch batch)
    {
        var bytes = Cell.Bytes(batch.AddBytes(wkb), wkb.Length);
        var first = batch.AddCells(4);
        var cells = batch.Cells[first..];
        cells[0] = Cell.Of(x);
        cells[1] = Cell.Of(y);
        cells[2] = bytes;
        cells[3] = srid;
        return Cell.Struct(first, 4);
    }

    private static ReadOnlySpan<byte> Wkb(ReadOnlySpan<byte> value) => value.Length >= SridSize + EmptyCollection.Length
        ? value[SridSize..]
        : throw SpatialErrors.BadGeometry($"it has {value.Length} bytes, at least {SridSize + EmptyCollection.Length} are required");

    private static Cell Srid(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadInt32LittleEndian(value) is var srid and not 0 ? Cell.Of(srid) : Cell.Null;

    private static uint Type(ReadOnlySpan<byte> wkb) => wkb[0] == 1
        ? BinaryPrimitives.ReadUInt32LittleEndian(wkb[1..])
        : BinaryPrimitives.ReadUInt32BigEndian(wkb[1..]);
}
