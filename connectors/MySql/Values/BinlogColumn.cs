using System.Buffers.Binary;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Numbers;
using ConnectRuntime.MySql.Values.Texts;
using ConnectRuntime.MySql.Values.Times;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values;

/// <summary>A captured column of the binlog: how its bytes become a cell. The batch's thread.</summary>
internal sealed class BinlogColumn
{
    private readonly TableId _table;
    private readonly TableMapColumn _wire;
    private readonly MySqlCharset? _charset;
    private readonly BinaryDecimal _decimal;
    private readonly int _padded;
    private readonly CompressedValue? _compressed;

    public BinlogColumn(TableId table, TableMapColumn wire, ColumnPlan plan, MySqlCharset? charset, ConversionReport report)
    {
        _table = table;
        _wire = wire;
        _charset = charset;
        _compressed = wire.IsCompressed ? new CompressedValue() : null;
        Plan = plan;
        Target = new CellTarget(table, plan, report);
        _decimal = wire.Type == ColumnType.Decimal ? new BinaryDecimal(wire.Meta >> 8, wire.Meta & 0xFF) : default;
        _padded = plan.Column.IsPadded() ? Math.Max(plan.Column.Length, 0) : 0;
    }

    /// <summary>The column.</summary>
    public ColumnPlan Plan { get; }

    /// <summary>Where its cells go when there is no value.</summary>
    public CellTarget Target { get; }

    /// <summary>The column's name, for messages.</summary>
    public string Name => Plan.Column.Name;

    private int Digits => Plan.Column.FractionDigits;

    /// <summary>A decimal of at most 18 digits.</summary>
    public Cell ShortDecimal(ReadOnlySpan<byte> value, RecordBatch batch) =>
        _decimal.TryReadShort(value, out var unscaled) ? DecimalCells.Unscaled(batch, unscaled) : throw BadDecimal(value);

    /// <summary>DATE.</summary>
    public Cell Date(ReadOnlySpan<byte> value, RecordBatch batch)
    {
        var packed = value[0] | (value[1] << 8) | (value[2] << 16);
        return TimeCells.Date(Target, batch, packed >> 9, (packed >> 5) & 15, packed & 31);
    }

    /// <summary>DATETIME with or without a fraction.</summary>
    public Cell DateTime(ReadOnlySpan<byte> value, RecordBatch batch) => DateTime(PackedTime.DateTime(value), value, batch);

    /// <summary>TIMESTAMP with or without a fraction.</summary>
    public Cell Timestamp(ReadOnlySpan<byte> value, RecordBatch batch)
    {
        var micros = value.Length > 4 ? PackedTime.Fraction(value[4..]) : 0;
        return Zoned(BinaryPrimitives.ReadUInt32BigEndian(value), micros, value, batch);
    }

    /// <summary>A value of any other column.</summary>
    public Cell Convert(ReadOnlySpan<byte> value, RecordBatch batch)
    {
        if (_compressed is null)
        {
            return Write(value, batch);
        }

        return _compressed!.TryUnpack(this, value, batch, out var cell)
            ? cell : throw ValueErrors.BadValue(_table, Name, $"its {value.Length} bytes are no compressed value of MariaDB");
    }

    /// <summary>A value that is not compressed, or not any more.</summary>
    public Cell Write(ReadOnlySpan<byte> value, RecordBatch batch) => Plan.Kind switch
    {
        ValueKind.Text => TextCells.Of(batch, _charset!, value),
        ValueKind.Bytes or ValueKind.Base64 or ValueKind.Base64UrlSafe or ValueKind.Hex => BinaryCells.Of(Plan.Kind, batch, value, _padded),
        ValueKind.Boolean => Cell.Of(value[0] != 0),
        ValueKind.UnsignedDecimal => DecimalCells.Unsigned(batch, BinaryPrimitives.ReadUInt64LittleEndian(value)),
        ValueKind.Decimal or ValueKind.DecimalDouble or ValueKind.DecimalText =>
            DecimalCells.TryWrite(Plan.Kind, _decimal, value, batch, out var cell) ? cell : throw BadDecimal(value),
        ValueKind.Float32 => Cell.Of((float)BinaryPrimitives.ReadDoubleLittleEndian(value)),
        ValueKind.Bit => BitCells.Boolean(value),
        ValueKind.Bits => BitCells.Little(batch, value),
        ValueKind.Enum => MemberCells.Enum(Target, batch, Little(value)),
        ValueKind.Set => MemberCells.Set(Target, batch, Little(value)),
        ValueKind.Year => TimeCells.Year(Target, value[0] == 0 ? 0 : value[0] + 1900),
        ValueKind.Uuid => AddressCells.Uuid(Target, batch, value),
        ValueKind.Inet4 => AddressCells.Inet4(Target, batch, value),
        ValueKind.Inet6 => AddressCells.Inet6(Target, batch, value),
        ValueKind.TimeMicros or ValueKind.TimeNanos or ValueKind.TimeMillis or ValueKind.TimeIso => Time(value, batch),
        ValueKind.DateTimeMillis or ValueKind.DateTimeMicros or ValueKind.DateTimeNanos or ValueKind.DateTimeIso =>
            DateTime(OldTime.DateTime(value, Digits), value, batch),
        ValueKind.Zoned => OldTimestamp(value, batch),
        _ => Documents.Write(Target, value, batch, isText: false),
    };

    private Cell Time(ReadOnlySpan<byte> value, RecordBatch batch)
    {
        var micros = _wire.Type == ColumnType.Time ? OldTime.Time(value, Digits) : PackedTime.Time(value);
        return micros == PackedTime.Bad ? Target.Reject(batch, Misfit.NoSuchTime, Big(value)) : TimeCells.Time(Target, batch, micros);
    }

    private Cell DateTime(Moment moment, ReadOnlySpan<byte> value, RecordBatch batch) => moment.MicrosOfDay < 0
        ? Target.Reject(batch, Misfit.NoSuchTime, Big(value)) : TimeCells.DateTime(Target, batch, moment);

    private Cell OldTimestamp(ReadOnlySpan<byte> value, RecordBatch batch)
    {
        var (seconds, micros) = OldTime.Timestamp(value, Digits);
        return Zoned(seconds, micros, value, batch);
    }

    private Cell Zoned(long seconds, int micros, ReadOnlySpan<byte> value, RecordBatch batch) => micros >= 1_000_000
        ? Target.Reject(batch, Misfit.NoSuchTime, Big(value)) : TimeCells.Zoned(Target, batch, seconds, micros);

    private Errors.ConnectException BadDecimal(ReadOnlySpan<byte> value) =>
        ValueErrors.BadValue(_table, Name, $"0x{System.Convert.ToHexString(value)} is no DECIMAL({_decimal.Precision},{_decimal.Scale})");

    private static ulong Little(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            value |= (ulong)bytes[i] << (8 * i);
        }

        return value;
    }

    private static long Big(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        foreach (var b in bytes)
        {
            value = (value << 8) | b;
        }

        return value;
    }
}
