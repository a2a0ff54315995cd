using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Which TINYINT columns become booleans, by one entry of <c>converters</c>.</summary>
/// <param name="Columns">The columns, as <c>database.table.column</c>; null for all.</param>
/// <param name="OnlyWidthOne">Whether only TINYINT(1) does.</param>
internal sealed record TinyIntConverter(RegexList? Columns, bool OnlyWidthOne)
{
    /// <summary>Whether a column becomes a boolean.</summary>
    public bool Takes(TableId id, ColumnModel column) =>
        column is { Type: SqlType.TinyInt, IsZerofill: false } && (!OnlyWidthOne || column.Length == 1) && (Columns?.Matches($"{id}.{column.Name}") ?? true);
}
