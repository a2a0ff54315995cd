using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Numbers;
using ConnectRuntime.MySql.Values.Times;

namespace ConnectRuntime.MySql.Values;

/// <summary>How many bytes a value of a column has in the binlog: a fixed number, or as many as a length before it says.</summary>
/// <param name="Bytes">The number, or the bytes of the length.</param>
/// <param name="IsLength">Whether it is a length.</param>
internal readonly record struct WireWidth(int Bytes, bool IsLength)
{
    /// <summary>The width of a column; null for a type that is not known.</summary>
    /// <param name="wire">The column in the TABLE_MAP event.</param>
    /// <param name="column">Its definition, where it is known.</param>
    public static WireWidth? Of(TableMapColumn wire, ColumnModel? column) => wire.Type switch
    {
        ColumnType.Null => new(0, false),
        ColumnType.Tiny or ColumnType.Year => new(1, false),
        ColumnType.Short => new(2, false),
        ColumnType.Int24 or ColumnType.Date or ColumnType.NewDate => new(3, false),
        ColumnType.Long or ColumnType.Float => new(4, false),
        ColumnType.LongLong or ColumnType.Double => new(8, false),
        ColumnType.Timestamp or ColumnType.DateTime or ColumnType.Time => new(OldTime.Bytes(wire.Type, column?.FractionDigits ?? 0), false),
        ColumnType.Timestamp2 => new(4 + PackedTime.FractionBytes(wire.Meta), false),
        ColumnType.DateTime2 => new(5 + PackedTime.FractionBytes(wire.Meta), false),
        ColumnType.Time2 => new(3 + PackedTime.FractionBytes(wire.Meta), false),
        ColumnType.Decimal => new(new BinaryDecimal(wire.Meta >> 8, wire.Meta & 0xFF).Bytes, false),
        ColumnType.Bit => new((wire.Meta + 7) / 8, false),
        ColumnType.Enum or ColumnType.Set => new(wire.Meta, false),
        ColumnType.String or ColumnType.VarChar or ColumnType.VarString => new(wire.Meta < 256 ? 1 : 2, true),
        ColumnType.TinyBlob => new(1, true),
        ColumnType.Blob or ColumnType.Geometry or ColumnType.Json or ColumnType.Vector => new(wire.Meta, true),
        ColumnType.MediumBlob => new(3, true),
        ColumnType.LongBlob => new(4, true),
        _ => null,
    };
}
