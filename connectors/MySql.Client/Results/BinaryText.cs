using System.Buffers.Binary;
using System.Globalization;
using System.Text.Unicode;
using ConnectRuntime.MySql.Client.Payloads;

namespace ConnectRuntime.MySql.Client.Results;

/// <summary>Values of a <see cref="BinaryRow"/> as the text that the server prints for them.</summary>
public static class BinaryText
{
    /// <summary>The most bytes that a number, date or time needs.</summary>
    public const int MaxLength = 64;

    private const long Second = 1_000_000;

    /// <summary>The text of the current cell, which is not NULL.</summary>
    /// <param name="row">The row.</param>
    /// <param name="scratch">Takes a text that has to be made: at least <see cref="MaxLength"/> bytes.</param>
    /// <returns>The cell's own bytes where it is text, else a part of <paramref name="scratch"/>.</returns>
    public static ReadOnlySpan<byte> Of(in BinaryRow row, Span<byte> scratch)
    {
        var column = row.Column;
        var written = 0;
        if (column.IsInteger)
        {
            _ = column.Type == ColumnType.Year ? row.ToInt64().TryFormat(scratch, out written, "0000", CultureInfo.InvariantCulture)
                : (column.Flags & ColumnFlags.Unsigned) != 0
                ? ((ulong)row.ToInt64()).TryFormat(scratch, out written, default, CultureInfo.InvariantCulture)
                : row.ToInt64().TryFormat(scratch, out written, default, CultureInfo.InvariantCulture);
            return scratch[..written];
        }

        switch (column.Type)
        {
            case ColumnType.Float:
                BinaryPrimitives.ReadSingleLittleEndian(row.Value).TryFormat(scratch, out written, default, CultureInfo.InvariantCulture);
                return scratch[..written];
            case ColumnType.Double:
                BinaryPrimitives.ReadDoubleLittleEndian(row.Value).TryFormat(scratch, out written, default, CultureInfo.InvariantCulture);
                return scratch[..written];
            case ColumnType.Date or ColumnType.DateTime or ColumnType.Timestamp:
                return scratch[..WriteDate(row, scratch)];
            case ColumnType.Time:
                var micros = BinaryTime.ReadTime(row.Value);
                Utf8.TryWrite(scratch, CultureInfo.InvariantCulture, $"{(micros < 0 ? "-" : "")}", out written);
                return scratch[..(written + WriteTime(Math.Abs(micros), column.Decimals, scratch[written..]))];
            default:
                return row.Value;
        }
    }

    private static int WriteDate(in BinaryRow row, Span<byte> to)
    {
        var (year, month, day, micros) = BinaryTime.ReadDate(row.Value);
        Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}", out var written);
        if (row.Column.Type == ColumnType.Date)
        {
            return written;
        }

        to[written++] = (byte)' ';
        return written + WriteTime(micros, row.Column.Decimals, to[written..]);
    }

    private static int WriteTime(long micros, int decimals, Span<byte> to)
    {
        var seconds = micros / Second;
        Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}", out var written);
        if (decimals == 0)
        {
            return written;
        }

        Utf8.TryWrite(to[written..], CultureInfo.InvariantCulture, $".{micros % Second:000000}", out _);
        return written + 1 + Math.Min(decimals, 6);
    }
}
