using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Changes;

/// <summary>Which columns identify a row of a table.</summary>
internal static class TableKey
{
    /// <summary>The columns of the primary key in its order, else of the first unique key without a column that may be NULL; none for a table without either.</summary>
    public static ImmutableArray<string> Of(TableModel table)
    {
        if (table.PrimaryKey is { } primary)
        {
            return primary.Columns;
        }

        foreach (var key in table.UniqueKeys)
        {
            if (IsRequired(table, key))
            {
                return key.Columns;
            }
        }

        return [];
    }

    private static bool IsRequired(TableModel table, KeyModel key)
    {
        foreach (var name in key.Columns)
        {
            if (table.IndexOf(name) is not (var column and >= 0) || table.Columns[column].IsNullable)
            {
                return false;
            }
        }

        return true;
    }
}
