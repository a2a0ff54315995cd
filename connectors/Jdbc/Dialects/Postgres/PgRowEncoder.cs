using System.Buffers.Binary;
using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Writes rows of PostgreSQL's binary COPY format.</summary>
/// <remarks>
/// <code>
/// | fields: int16 | length: int32 | bytes | length | bytes | …      big-endian; a length of −1 is null
/// </code>
/// https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"; the bytes of a field are what the type's receive
/// function reads.
/// </remarks>
internal sealed class PgRowEncoder(PgColumnPlan[] columns, int keyCount) : IRowEncoder
{
    private const int CountBytes = 2;

    public int KeyOffset => CountBytes;

    public IReadOnlySet<ColumnModel> Cast { get; } = columns.Where(column => column.IsCast).Select(column => column.Column).ToHashSet();

    public bool HasExactKeys { get; } = columns.Take(keyCount).All(column => !column.IsCast && column.Column.HasByteEquality);

    public EncodeResult Encode(RecordBatch batch, int row, int value, RowBuffer buffer, out int keyEnd)
    {
        BinaryPrimitives.WriteInt16BigEndian(buffer.Take(CountBytes), (short)columns.Length);
        keyEnd = buffer.Length;
        var key = batch.Rows[row].Key;
        var cells = batch.Cells;
        var keyRoot = key < 0 ? default : cells[key];
        var valueRoot = value < 0 ? default : cells[value];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            Cell cell;
            switch (column.Origin)
            {
                case ValueOrigin.ValueField: cell = Field(cells, valueRoot, column, buffer, out var missing); if (missing) { goto next; } break;
                case ValueOrigin.KeyField: cell = Field(cells, keyRoot, column, buffer, out missing); if (missing) { goto next; } break;
                case ValueOrigin.Key: cell = keyRoot; break;
                case ValueOrigin.Value: cell = valueRoot; break;
                default: PgOrigin.Write(buffer, batch, row, column); goto next;
            }

            if (cell.State == CellState.Value)
            {
                PgFieldWriter.Write(buffer, batch, cell, column);
            }
            else if (cell.State == CellState.Unavailable)
            {
                return EncodeResult.HasUnavailable;
            }
            else
            {
                WriteNull(buffer, column);
            }

        next:
            if (i == keyCount - 1)
            {
                keyEnd = buffer.Length;
            }
        }

        return EncodeResult.Whole;
    }

    private static Cell Field(ReadOnlySpan<Cell> cells, Cell root, PgColumnPlan column, RowBuffer buffer, out bool missing)
    {
        missing = false;
        if (column.Ordinal < root.Count && root.HasValue)
        {
            return cells[root.First + column.Ordinal];
        }

        // A row from before the field was added: what the field's default says.
        if (column.MissingField is { } field)
        {
            field.CopyTo(buffer.Take(field.Length));
            missing = true;
        }

        return default;
    }

    private static void WriteNull(RowBuffer buffer, PgColumnPlan column)
    {
        if (column.NullField is { } field)
        {
            field.CopyTo(buffer.Take(field.Length));
            return;
        }

        if (column.RefusesNull)
        {
            throw JdbcErrors.NullRefused(column.Column.Name);
        }

        BinaryPrimitives.WriteInt32BigEndian(buffer.Take(4), -1);
    }
}
