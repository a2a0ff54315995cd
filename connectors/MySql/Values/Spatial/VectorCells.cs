using System.Buffers.Binary;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Spatial;

/// <summary>Turns the bytes of a VECTOR column, of MySQL 9 or MariaDB 11.7, into the cells of an array.</summary>
/// <remarks>
/// A SELECT of the column gives the same bytes as the binlog.
/// <code>
/// (f32, little-endian)*
/// </code>
/// It adds the array's cells to the batch.
/// </remarks>
internal static class VectorCells
{
    private const int ElementSize = 4;

    /// <summary>A vector; one of no bytes, which a column has that was added as NOT NULL, has no elements.</summary>
    /// <exception cref="Errors.ConnectException">Data: a part of an element is missing.</exception>
    public static Cell Write(ReadOnlySpan<byte> value, RecordBatch batch)
    {
        if (value.Length % ElementSize != 0)
        {
            throw SpatialErrors.BadVector(value.Length);
        }

        var count = value.Length / ElementSize;
        var first = batch.AddCells(count);
        var cells = batch.Cells.Slice(first, count);
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Cell.Of(BinaryPrimitives.ReadSingleLittleEndian(value[(ElementSize * i)..]));
        }

        return Cell.Array(first, count);
    }
}
