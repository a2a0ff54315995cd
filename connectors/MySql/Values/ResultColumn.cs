using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Numbers;
using ConnectRuntime.MySql.Values.Texts;
using ConnectRuntime.MySql.Values.Times;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values;

/// <summary>A captured column of a SELECT: what is asked for, and how its value becomes the cell that the binlog gives for the same value. Immutable.</summary>
/// <remarks>
/// A column is asked for as it is, but where that would lose something:
/// <code>
/// text that is not UTF-8    CAST(col AS BINARY)       so that the one table of the character set converts both ways
/// ENUM, SET                 CAST(col AS UNSIGNED)     the number that the binlog has
/// </code>
/// Rows are those of a prepared statement: numbers and times come as the server has them, not as text. A statement of the user may give a column another
/// type; such a value is taken by its text. The session must have time_zone '+00:00'.
/// </remarks>
internal sealed class ResultColumn
{
    private readonly TableId _table;
    private readonly MySqlCharset? _charset;
    private readonly int _padded;
    private readonly int _scale;

    public ResultColumn(TableId table, ColumnPlan plan, ConversionReport report)
    {
        _table = table;
        Plan = plan;
        Target = new CellTarget(table, plan, report);
        _padded = plan.Column.IsPadded() ? Math.Max(plan.Column.Length, 0) : 0;
        _scale = Math.Max(plan.Column.Scale, 0);
        _charset = plan.Kind != ValueKind.Text ? null
            : MySqlCharset.OfName(plan.Column.Charset ?? "utf8mb4") ?? throw ValueErrors.UnknownCharset(table, plan.Column);
    }

    /// <summary>The column.</summary>
    public ColumnPlan Plan { get; }

    /// <summary>Where its cells go when there is no value.</summary>
    public CellTarget Target { get; }

    /// <summary>What is asked for, given the quoted name.</summary>
    public string Expression(string name) => Plan.Kind switch
    {
        ValueKind.Text when !_charset!.IsUtf8 => $"CAST({name} AS BINARY)",
        ValueKind.Enum or ValueKind.Set => $"CAST({name} AS UNSIGNED)",
        _ => name,
    };

    /// <summary>The cell of a value that is not NULL.</summary>
    /// <param name="row">The row, at the value.</param>
    /// <param name="batch">The batch.</param>
    public Cell Convert(in BinaryRow row, RecordBatch batch)
    {
        var column = row.Column;
        switch (Plan.Kind)
        {
            case ValueKind.Integer when column.IsInteger:
                return Cell.OfInteger(Plan.Schema.Kind, row.ToInt64());
            case ValueKind.Float32 when column.Type == ColumnType.Float:
                return Cell.Of(BinaryPrimitives.ReadSingleLittleEndian(row.Value));
            case ValueKind.Float64 when column.Type == ColumnType.Float:
                return Cell.Of((double)BinaryPrimitives.ReadSingleLittleEndian(row.Value));
            case ValueKind.Float64 when column.Type == ColumnType.Double:
                return Cell.Of(BinaryPrimitives.ReadDoubleLittleEndian(row.Value));
            case ValueKind.Boolean or ValueKind.UnsignedDecimal or ValueKind.Enum or ValueKind.Set or ValueKind.Year when column.IsInteger:
                return Number(row.ToInt64(), batch);
            case >= ValueKind.DateDays and <= ValueKind.Zoned when IsTime ? column.Type == ColumnType.Time : column.IsDate:
                return IsTime ? TimeCells.Time(Target, batch, BinaryTime.ReadTime(row.Value)) : Date(row.Value, batch);
            default:
                return column.IsText ? Convert(row.Value, batch) : ConvertText(row, batch);
        }
    }

    private Cell ConvertText(in BinaryRow row, RecordBatch batch)
    {
        Span<byte> scratch = stackalloc byte[BinaryText.MaxLength];
        return Convert(BinaryText.Of(row, scratch), batch);
    }

    private bool IsTime => Plan.Kind is ValueKind.TimeMicros or ValueKind.TimeNanos or ValueKind.TimeMillis or ValueKind.TimeIso;

    private Cell Convert(ReadOnlySpan<byte> text, RecordBatch batch)
    {
        switch (Plan.Kind)
        {
            case ValueKind.Text:
                return TextCells.Of(batch, _charset!, text);
            case ValueKind.Integer or ValueKind.Boolean or ValueKind.UnsignedDecimal or ValueKind.Enum or ValueKind.Set or ValueKind.Year:
                return Number(Integer(text), batch);
            case ValueKind.Decimal or ValueKind.DecimalDouble or ValueKind.DecimalText:
                return DecimalCells.TryWrite(Plan.Kind, _scale, text, batch, out var cell) ? cell : throw Bad(text, "a decimal of its scale");
            case ValueKind.Float32:
                return Cell.Of((float)Float(text));
            case ValueKind.Float64:
                return Cell.Of(Float(text));
            case ValueKind.Bit:
                return BitCells.Boolean(text);
            case ValueKind.Bits:
                return BitCells.Little(batch, text);
            case ValueKind.Bytes or ValueKind.Base64 or ValueKind.Base64UrlSafe or ValueKind.Hex:
                return BinaryCells.Of(Plan.Kind, batch, text, _padded);
            case ValueKind.Uuid or ValueKind.Inet4 or ValueKind.Inet6:
                return TextCells.OfUtf8(batch, text);
            case >= ValueKind.DateDays and <= ValueKind.Zoned:
                return Temporal(text, batch);
            default:
                return Documents.Write(Target, text, batch, isText: true);
        }
    }

    private Cell Number(long value, RecordBatch batch) => Plan.Kind switch
    {
        ValueKind.Boolean => Cell.Of(value != 0),
        ValueKind.UnsignedDecimal => DecimalCells.Unsigned(batch, (ulong)value),
        ValueKind.Enum => MemberCells.Enum(Target, batch, (ulong)value),
        ValueKind.Set => MemberCells.Set(Target, batch, (ulong)value),
        ValueKind.Year => TimeCells.Year(Target, (int)value),
        _ => Cell.OfInteger(Plan.Schema.Kind, value),
    };

    private Cell Temporal(ReadOnlySpan<byte> text, RecordBatch batch) =>
        IsTime
            ? TemporalText.TryTime(text, out var micros) ? TimeCells.Time(Target, batch, micros) : throw Bad(text, "a time")
            : TemporalText.TryDateTime(text, out var moment) ? Date(moment, batch) : throw Bad(text, "a date");

    private Cell Date(ReadOnlySpan<byte> value, RecordBatch batch)
    {
        var (year, month, day, micros) = BinaryTime.ReadDate(value);
        return Date(new Moment(year, month, day, micros), batch);
    }

    private Cell Date(Moment moment, RecordBatch batch) => Plan.Kind switch
    {
        ValueKind.DateDays or ValueKind.DateIso => TimeCells.Date(Target, batch, moment.Year, moment.Month, moment.Day),
        ValueKind.Zoned => TimeCells.Zoned(Target, batch, moment),
        _ => TimeCells.DateTime(Target, batch, moment),
    };

    // An unsigned number of more than 63 bits keeps its bits.
    private long Integer(ReadOnlySpan<byte> text)
    {
        var negative = text.Length > 0 && text[0] == '-';
        ulong value = 0;
        var at = negative ? 1 : 0;
        var isNumber = at < text.Length && text.Length <= 20 + at;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            isNumber &= digit <= 9;
            value = (value * 10) + digit;
        }

        return !isNumber ? throw Bad(text, "an integer") : negative ? -(long)value : (long)value;
    }

    private double Float(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out double value, out var consumed) && consumed == text.Length ? value
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) ? value
        : throw Bad(text, "a number");

    private Errors.ConnectException Bad(ReadOnlySpan<byte> text, string wanted)
    {
        var shown = System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)]);
        return ValueErrors.BadText(_table, Plan.Column.Name, $"'{shown}' is not {wanted}");
    }
}
