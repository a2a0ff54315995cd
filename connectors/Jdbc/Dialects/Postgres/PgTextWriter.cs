using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Writes values as the text that PostgreSQL itself would show, for text columns and for casts.</summary>
internal static class PgTextWriter
{
    private const long MicrosPerDay = 86_400_000_000;

    public static void Write(RowBuffer buffer, RecordBatch batch, Cell cell, PgColumnPlan column)
    {
        Span<byte> text = stackalloc byte[64];
        int length;
        switch (cell.Kind)
        {
            case FieldKind.Boolean:
                PgFieldWriter.Text(buffer, cell.Boolean ? "true"u8 : "false"u8, column);
                return;
            case >= FieldKind.Int8 and <= FieldKind.Int64:
                length = Integer(cell.Int64, text, column);
                break;
            case FieldKind.Float32:
                cell.Float32.TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
                break;
            case FieldKind.Float64:
                cell.Float64.TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
                break;
            case FieldKind.String:
                PgFieldWriter.Text(buffer, batch[cell], column);
                return;
            case FieldKind.Bytes when column.Schema.Logical.Kind == LogicalKind.Decimal:
                PgFieldWriter.Text(buffer, Encoding.UTF8.GetBytes(ValueJson.Decimal(batch[cell], column.Scale)), column);
                return;
            default:
                PgJsonWriter.Write(buffer, batch, cell, column);
                return;
        }

        PgFieldWriter.Text(buffer, text[..length], column);
    }

    private static int Integer(long value, Span<byte> text, PgColumnPlan column)
    {
        switch (column.Schema.Logical.Kind)
        {
            case LogicalKind.Date:
                return Date(value, text);
            case LogicalKind.Time:
                return Time(PgTime.Micros(value, column), text);
            case LogicalKind.Timestamp or LogicalKind.LocalTimestamp:
                var micros = PgTime.Micros(value, column);
                var days = micros >= 0 ? micros / MicrosPerDay : ((micros + 1) / MicrosPerDay) - 1;
                var length = Date(days, text);
                text[length++] = (byte)' ';
                length += Time(micros - (days * MicrosPerDay), text[length..]);
                if (column.Schema.Logical.Kind == LogicalKind.Timestamp)
                {
                    "+00"u8.CopyTo(text[length..]);
                    length += 3;
                }

                return length;
            default:
                Utf8Formatter.TryFormat(value, text, out var written);
                return written;
        }
    }

    private static int Date(long days, Span<byte> text)
    {
        var (year, month, day) = PgCivil.Date(days);
        Utf8Formatter.TryFormat(year, text, out var length, new('D', 4));
        text[length++] = (byte)'-';
        length += Two(month, text[length..]);
        text[length++] = (byte)'-';
        return length + Two(day, text[length..]);
    }

    private static int Time(long micros, Span<byte> text)
    {
        var length = 0;
        if (micros < 0)
        {
            text[length++] = (byte)'-';
            micros = -micros;
        }

        var hours = micros / 3_600_000_000;
        Utf8Formatter.TryFormat(hours, text[length..], out var written, new('D', 2));
        length += written;
        text[length++] = (byte)':';
        length += Two((int)(micros / 60_000_000 % 60), text[length..]);
        text[length++] = (byte)':';
        length += Two((int)(micros / 1_000_000 % 60), text[length..]);
        if (micros % 1_000_000 == 0)
        {
            return length;
        }

        text[length++] = (byte)'.';
        Utf8Formatter.TryFormat(micros % 1_000_000, text[length..], out written, new('D', 6));
        length += written;
        while (text[length - 1] == '0')
        {
            length--;
        }

        return length;
    }

    private static int Two(int value, Span<byte> text)
    {
        text[0] = (byte)('0' + (value / 10));
        text[1] = (byte)('0' + (value % 10));
        return 2;
    }
}
