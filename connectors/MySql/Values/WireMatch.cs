using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Values;

/// <summary>Whether rows that a TABLE_MAP event describes can have been written under a definition.</summary>
internal static class WireMatch
{
    /// <summary>What does not fit, in words; null if all columns fit.</summary>
    /// <param name="wire">The columns of the TABLE_MAP event.</param>
    /// <param name="columns">The columns of the definition; null for one that does not matter.</param>
    public static string? Find(ReadOnlySpan<TableMapColumn> wire, IReadOnlyList<ColumnModel?> columns)
    {
        if (wire.Length != columns.Count)
        {
            return $"its rows have {wire.Length} columns, its definition has {columns.Count}";
        }

        for (var i = 0; i < wire.Length; i++)
        {
            if (columns[i] is { } column && !Fits(wire[i], column))
            {
                return $"column {i + 1} has rows of type {(int)wire[i].Type} ({wire[i].Meta}), and the definition of '{column.Name}' is {Describe(column)}";
            }
        }

        return null;
    }

    /// <summary>Whether a column's rows fit its definition.</summary>
    public static bool Fits(TableMapColumn wire, ColumnModel column) => column.Type switch
    {
        SqlType.TinyInt => wire.Type == ColumnType.Tiny,
        SqlType.SmallInt => wire.Type == ColumnType.Short,
        SqlType.MediumInt => wire.Type == ColumnType.Int24,
        SqlType.Int => wire.Type == ColumnType.Long,
        SqlType.BigInt => wire.Type == ColumnType.LongLong,
        SqlType.Decimal => wire.Type == ColumnType.Decimal && wire.Meta == (column.Precision() << 8) + Math.Max(column.Scale, 0),
        SqlType.Float or SqlType.Double => wire.Type is ColumnType.Float or ColumnType.Double,
        SqlType.Bit => wire.Type == ColumnType.Bit && wire.Meta == Math.Max(column.Length, 1),
        SqlType.Year => wire.Type == ColumnType.Year,
        SqlType.Date => wire.Type is ColumnType.Date or ColumnType.NewDate,
        SqlType.Time => IsTime(wire, ColumnType.Time, ColumnType.Time2, column),
        SqlType.DateTime => IsTime(wire, ColumnType.DateTime, ColumnType.DateTime2, column),
        SqlType.Timestamp => IsTime(wire, ColumnType.Timestamp, ColumnType.Timestamp2, column),
        SqlType.Enum => wire.Type == ColumnType.Enum,
        SqlType.Set => wire.Type == ColumnType.Set,
        SqlType.Json => wire.Type == ColumnType.Json,
        >= SqlType.Geometry and <= SqlType.GeometryCollection => wire.Type == ColumnType.Geometry,
        SqlType.Vector => wire.Type == ColumnType.Vector || IsBytes(wire.Type),
        SqlType.Unknown => WireWidth.Of(wire, column) is not null,
        _ => IsBytes(wire.Type),
    };

    private static bool IsTime(TableMapColumn wire, ColumnType old, ColumnType packed, ColumnModel column) =>
        wire.Type == old || (wire.Type == packed && wire.Meta == column.FractionDigits);

    private static bool IsBytes(ColumnType type) =>
        type is ColumnType.String or ColumnType.VarChar or ColumnType.VarString or (>= ColumnType.TinyBlob and <= ColumnType.Blob);

    private static string Describe(ColumnModel column) =>
        SourceType.NameOf(column) + (SourceType.LengthOf(column) is var length and >= 0
            ? $"({length}{(SourceType.ScaleOf(column) is var scale and >= 0 ? $",{scale}" : "")})" : "");
}
