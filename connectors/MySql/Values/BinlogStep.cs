using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Values.Numbers;
using ConnectRuntime.MySql.Values.Times;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values;

/// <summary>What the decoder does with one column of a row.</summary>
internal readonly struct BinlogStep
{
    private BinlogStep(BinlogOp op, WireWidth width, int ordinal, FieldKind cell, BinlogColumn? column)
    {
        Op = op;
        Cell = cell;
        Size = width.Bytes;
        Ordinal = ordinal;
        Column = column;
    }

    /// <summary>What to do.</summary>
    public readonly BinlogOp Op;

    /// <summary>Kind of an integer's cell.</summary>
    public readonly FieldKind Cell;

    /// <summary>Bytes of the value, or of the length before it.</summary>
    public readonly int Size;

    /// <summary>The cell; −1 for a column that is not captured.</summary>
    public readonly int Ordinal;

    /// <summary>The column; null for one that is not captured.</summary>
    public readonly BinlogColumn? Column;

    /// <summary>Whether a length comes before the value.</summary>
    public bool HasLength => Op is BinlogOp.SkipLong or BinlogOp.OtherLong or BinlogOp.Text1 or BinlogOp.Text2;

    /// <summary>The step of a column that is passed over.</summary>
    public static BinlogStep Skip(WireWidth width) => new(width.IsLength ? BinlogOp.SkipLong : BinlogOp.Skip, width, -1, default, null);

    /// <summary>The step of a captured column.</summary>
    public static BinlogStep Of(TableMapColumn wire, WireWidth width, int ordinal, BinlogColumn column, MySqlCharset? charset)
    {
        var plan = column.Plan;
        var op = !plan.IsRead ? width.IsLength ? BinlogOp.SkipLong : BinlogOp.Skip
            : wire.IsCompressed ? BinlogOp.OtherLong
            : plan.Kind switch
            {
                ValueKind.Integer => Integer(wire.Type, plan.Column.IsUnsigned),
                ValueKind.Float32 when wire.Type == ColumnType.Float => BinlogOp.Float32,
                ValueKind.Float64 => wire.Type == ColumnType.Float ? BinlogOp.Wide32 : BinlogOp.Float64,
                ValueKind.Decimal when wire.Meta >> 8 <= DecimalCells.ShortDigits => BinlogOp.ShortDecimal,
                ValueKind.DateDays or ValueKind.DateIso => BinlogOp.Date,
                >= ValueKind.DateTimeMillis and <= ValueKind.DateTimeIso when wire.Type == ColumnType.DateTime2 => BinlogOp.DateTime,
                ValueKind.Zoned when wire.Type == ColumnType.Timestamp2 => BinlogOp.Timestamp,
                ValueKind.Text when charset is { IsUtf8: true } && width is { IsLength: true, Bytes: 1 } => BinlogOp.Text1,
                ValueKind.Text when charset is { IsUtf8: true } && width is { IsLength: true, Bytes: 2 } => BinlogOp.Text2,
                _ => width.IsLength ? BinlogOp.OtherLong : BinlogOp.Other,
            };
        return new BinlogStep(op, width, ordinal, plan.Schema.Kind, column);
    }

    private static BinlogOp Integer(ColumnType type, bool isUnsigned) => type switch
    {
        ColumnType.Tiny => isUnsigned ? BinlogOp.UInt8 : BinlogOp.Int8,
        ColumnType.Short => isUnsigned ? BinlogOp.UInt16 : BinlogOp.Int16,
        ColumnType.Int24 => isUnsigned ? BinlogOp.UInt24 : BinlogOp.Int24,
        ColumnType.Long => isUnsigned ? BinlogOp.UInt32 : BinlogOp.Int32,
        _ => BinlogOp.Int64,
    };
}
