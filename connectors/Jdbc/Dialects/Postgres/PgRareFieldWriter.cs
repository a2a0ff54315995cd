using System.Buffers.Binary;
using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Writes fields whose cell and column differ, or whose type is not one of the usual ones.</summary>
internal static class PgRareFieldWriter
{
    public static void Write(RowBuffer buffer, RecordBatch batch, Cell cell, PgColumnPlan column)
    {
        switch (column.Op)
        {
            case PgOp.BoolFromInt: BoolFromInt(buffer, cell.Int64, column); break;
            case PgOp.IntFromFloat: IntFromFloat(buffer, cell.Kind == FieldKind.Float32 ? cell.Float32 : cell.Float64, column); break;
            case PgOp.IntFromDecimal: IntFromDecimal(buffer, batch[cell], column); break;
            case PgOp.NumericFromVariable: Variable(buffer, batch, cell, column); break;
            case PgOp.DateFromMoment: PgFieldWriter.Int(buffer, PgTime.DateOf(cell.Int64, column)); break;
            case PgOp.MomentFromDate: PgFieldWriter.Long(buffer, PgTime.Midnight(cell.Int64, column)); break;
            case PgOp.MomentFromZonedText: PgFieldWriter.Long(buffer, PgZonedText.Moment(batch[cell], column)); break;
            case PgOp.Interval: Interval(buffer, PgTime.Micros(cell.Int64, column)); break;
            case PgOp.Uuid: PgUuidWriter.FromText(buffer, batch[cell], column); break;
            case PgOp.UuidFromBytes: PgUuidWriter.FromBytes(buffer, batch[cell], column); break;
            case PgOp.JsonText: JsonText(buffer, batch[cell], column); break;
            case PgOp.JsonValue: PgJsonWriter.Write(buffer, batch, cell, column); break;
            case PgOp.Array: PgArrayWriter.Write(buffer, batch, cell, column); break;
            case PgOp.Bits: PgBitsWriter.Write(buffer, batch[cell], column); break;
            default: PgTextWriter.Write(buffer, batch, cell, column); break;
        }
    }

    private static void BoolFromInt(RowBuffer buffer, long value, PgColumnPlan column)
    {
        if (value is not (0 or 1))
        {
            throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "an integer other than 0 and 1");
        }

        PgFieldWriter.Bool(buffer, value == 1);
    }

    private static void IntFromFloat(RowBuffer buffer, double value, PgColumnPlan column)
    {
        if (value != Math.Floor(value) || Math.Abs(value) >= 9.2e18)
        {
            throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a float that is not a whole number");
        }

        PgFieldWriter.WriteInteger(buffer, (long)value, column);
    }

    private static void IntFromDecimal(RowBuffer buffer, ReadOnlySpan<byte> unscaled, PgColumnPlan column)
    {
        var value = Int128.Zero;
        if (unscaled.Length > 16)
        {
            throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a decimal");
        }

        for (var i = 0; i < unscaled.Length; i++)
        {
            value = i == 0 ? (sbyte)unscaled[0] : (value << 8) | unscaled[i];
        }

        for (var i = 0; i < column.Scale && value != 0; i++)
        {
            (value, var rest) = Int128.DivRem(value, 10);
            if (rest != 0)
            {
                throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a decimal with digits after the point");
            }
        }

        for (var i = column.Scale; i < 0 && Int128.Abs(value) < long.MaxValue; i++)
        {
            value *= 10;
        }

        if (value != (long)value)
        {
            throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a decimal");
        }

        PgFieldWriter.WriteInteger(buffer, (long)value, column);
    }

    private static void Variable(RowBuffer buffer, RecordBatch batch, Cell cell, PgColumnPlan column)
    {
        var scale = batch.Cells[cell.First + column.Schema.Find("scale")!.Ordinal];
        var value = batch.Cells[cell.First + column.Schema.Find("value")!.Ordinal];
        PgNumericWriter.Write(buffer, batch[value], (int)scale.Int64, column);
    }

    // | microseconds: int64 | days: int32 | months: int32 |
    private static void Interval(RowBuffer buffer, long micros)
    {
        var field = buffer.Take(20);
        BinaryPrimitives.WriteInt32BigEndian(field, 16);
        BinaryPrimitives.WriteInt64BigEndian(field[4..], micros);
        field[12..].Clear();
    }

    private static void JsonText(RowBuffer buffer, ReadOnlySpan<byte> text, PgColumnPlan column)
    {
        if (text.Contains((byte)0))
        {
            throw JdbcErrors.NulInText(column.Column.Name);
        }

        var version = column.IsJsonb ? 1 : 0;
        var field = buffer.Take(4 + version + text.Length);
        BinaryPrimitives.WriteInt32BigEndian(field, version + text.Length);
        field[4..(4 + version)].Fill(1);
        text.CopyTo(field[(4 + version)..]);
    }
}
