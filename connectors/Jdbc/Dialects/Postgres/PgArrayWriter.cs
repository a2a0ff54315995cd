using System.Buffers.Binary;
using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Writes arrays of one dimension.</summary>
/// <remarks>
/// <code>
/// | dimensions: int32 | has nulls: int32 | element type: int32 | length: int32 | first index: int32 | field | field | …
/// </code>
/// An empty array has no dimension. Source: array_recv in PostgreSQL's arrayfuncs.c.
/// </remarks>
internal static class PgArrayWriter
{
    public static void Write(RowBuffer buffer, RecordBatch batch, Cell cell, PgColumnPlan column)
    {
        var element = column.Element!;
        var start = buffer.Length;
        var header = buffer.Take(cell.Count == 0 ? 16 : 24);
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header[12..], (int)column.Column.ElementTypeId);
        if (cell.Count > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(header[4..], 1);
            BinaryPrimitives.WriteInt32BigEndian(header[8..], 1);
            BinaryPrimitives.WriteInt32BigEndian(header[16..], cell.Count);
            BinaryPrimitives.WriteInt32BigEndian(header[20..], 1);
        }

        for (var i = 0; i < cell.Count; i++)
        {
            var item = batch.Cells[cell.First + i];
            if (item.HasValue)
            {
                PgFieldWriter.Write(buffer, batch, item, element);
            }
            else
            {
                BinaryPrimitives.WriteInt32BigEndian(buffer.Take(4), -1);
            }
        }

        BinaryPrimitives.WriteInt32BigEndian(buffer.Again(start, 4), buffer.Length - start - 4);
    }
}
