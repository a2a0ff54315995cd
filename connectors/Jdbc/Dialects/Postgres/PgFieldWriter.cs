using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Writes one cell that has a value as one field: its length and its bytes.</summary>
internal static class PgFieldWriter
{
    public static void Write(RowBuffer buffer, RecordBatch batch, Cell cell, PgColumnPlan column)
    {
        switch (column.Op)
        {
            case PgOp.Int8: Long(buffer, cell.Int64); break;
            case PgOp.Int4 or PgOp.Int2: WriteInteger(buffer, cell.Int64, column); break;
            case PgOp.Text: Text(buffer, batch[cell], column); break;
            case PgOp.Moment: Long(buffer, PgTime.Moment(cell.Int64, column)); break;
            case PgOp.NumericFromDecimal: PgNumericWriter.Write(buffer, batch[cell], column.Scale, column); break;
            case PgOp.NumericFromInt: PgNumericWriter.Write(buffer, cell.Int64, column); break;
            case PgOp.Bool: Bool(buffer, cell.Boolean); break;
            case PgOp.Float8: Long(buffer, BitConverter.DoubleToInt64Bits(Number(cell, column))); break;
            case PgOp.Float4: Float4(buffer, cell, column); break;
            case PgOp.Bytea: Bytes(buffer, batch[cell]); break;
            case PgOp.Date: Int(buffer, PgTime.Date(cell.Int64, column)); break;
            case PgOp.Time: Long(buffer, PgTime.TimeOfDay(cell.Int64, column)); break;
            default: PgRareFieldWriter.Write(buffer, batch, cell, column); break;
        }
    }

    /// <summary>An integer into an integer column, checked.</summary>
    public static void WriteInteger(RowBuffer buffer, long value, PgColumnPlan column)
    {
        switch (column.IntSize)
        {
            case 4 when value == (int)value:
                Int(buffer, (int)value);
                break;
            case 2 when value == (short)value:
                var two = buffer.Take(6);
                BinaryPrimitives.WriteInt32BigEndian(two, 2);
                BinaryPrimitives.WriteInt16BigEndian(two[4..], (short)value);
                break;
            case 8:
                Long(buffer, value);
                break;
            default:
                throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "an integer");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Long(RowBuffer buffer, long value)
    {
        var field = buffer.Take(12);
        BinaryPrimitives.WriteInt32BigEndian(field, 8);
        BinaryPrimitives.WriteInt64BigEndian(field[4..], value);
    }

    public static void Int(RowBuffer buffer, int value)
    {
        var field = buffer.Take(8);
        BinaryPrimitives.WriteInt32BigEndian(field, 4);
        BinaryPrimitives.WriteInt32BigEndian(field[4..], value);
    }

    public static void Bool(RowBuffer buffer, bool value)
    {
        var field = buffer.Take(5);
        BinaryPrimitives.WriteInt32BigEndian(field, 1);
        field[4] = value ? (byte)1 : (byte)0;
    }

    public static void Bytes(RowBuffer buffer, ReadOnlySpan<byte> value)
    {
        var field = buffer.Take(4 + value.Length);
        BinaryPrimitives.WriteInt32BigEndian(field, value.Length);
        value.CopyTo(field[4..]);
    }

    /// <summary>UTF-8 text as it is, checked for what PostgreSQL cannot hold.</summary>
    public static void Text(RowBuffer buffer, ReadOnlySpan<byte> value, PgColumnPlan column)
    {
        if (value.Contains((byte)0))
        {
            throw JdbcErrors.NulInText(column.Column.Name);
        }

        if (column.MaxLength >= 0 && value.Length > column.MaxLength)
        {
            CheckLength(value, column);
        }

        Bytes(buffer, value);
    }

    // Blanks beyond the end are cut off by the server, as the SQL standard has it.
    private static void CheckLength(ReadOnlySpan<byte> value, PgColumnPlan column)
    {
        var characters = Encoding.UTF8.GetCharCount(value.TrimEnd((byte)' '));
        if (characters > column.MaxLength && Runes(value.TrimEnd((byte)' ')) > column.MaxLength)
        {
            throw JdbcErrors.TooLong(column.Column.Name, column.Column.SqlType);
        }
    }

    private static int Runes(ReadOnlySpan<byte> value)
    {
        var count = 0;
        foreach (var octet in value)
        {
            count += (octet & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private static double Number(Cell cell, PgColumnPlan column) => cell.Kind switch
    {
        FieldKind.Float64 => cell.Float64,
        FieldKind.Float32 => cell.Float32,
        _ when (long)(double)cell.Int64 == cell.Int64 && cell.Int64 != long.MaxValue => cell.Int64,
        _ => throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "an integer with more digits than a float keeps"),
    };

    private static void Float4(RowBuffer buffer, Cell cell, PgColumnPlan column)
    {
        var wide = Number(cell, column);
        var narrow = (float)wide;
        if ((float.IsInfinity(narrow) && !double.IsInfinity(wide)) || (cell.Kind < FieldKind.Float32 && narrow != wide))
        {
            throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a number");
        }

        Int(buffer, BitConverter.SingleToInt32Bits(narrow));
    }
}
