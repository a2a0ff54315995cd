using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.History;

/// <summary>Whether the rows behind a TABLE_MAP event have the shape of a definition.</summary>
internal static class TableMapMatch
{
    /// <summary>The definition of the rows; null where the one that is known is not theirs.</summary>
    public static TableModel? Resolve(TableModel? known, TableMapModel map) =>
        known is not null && WireMatch.Find(map.Columns.AsSpan(), known.Columns) is null && HasNames(known, map) ? known : null;

    private static bool HasNames(TableModel known, TableMapModel map) =>
        map.Metadata is not { Names.IsDefault: false } metadata
        || known.Columns.Select(column => column.Name).SequenceEqual(metadata.Names, StringComparer.OrdinalIgnoreCase);
}
