using System.Collections.Immutable;

namespace ConnectRuntime.MySql.Tables;

/// <summary>A table's definition at one place of the binlog. Immutable.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Columns">Its columns in the order that rows have in the binlog.</param>
internal sealed record TableModel(TableId Id, ImmutableArray<ColumnModel> Columns)
{
    /// <summary>The primary key; null for none.</summary>
    public KeyModel? PrimaryKey { get; init; }

    /// <summary>Unique keys in the order that the server keeps, keys over expressions left out: those without NULL first, then as they were defined.</summary>
    public ImmutableArray<KeyModel> UniqueKeys { get; init; } = [];

    /// <summary>All other keys, whose names the server minds when it makes up a name for a new one; parts that are expressions are left out.</summary>
    public ImmutableArray<KeyModel> OtherKeys { get; init; } = [];

    /// <summary>The character set of columns that name none.</summary>
    public string? Charset { get; init; }

    /// <summary>The collation of columns that name none.</summary>
    public string? Collation { get; init; }

    /// <summary>Its comment; null for none.</summary>
    public string? Comment { get; init; }

    /// <summary>
    /// The column that says until when a row was valid, where MariaDB keeps old rows (WITH SYSTEM VERSIONING); null for all other tables. Rows whose value is
    /// not the end of time are history: they are written to the binlog beside the change of the current row.
    /// </summary>
    public string? RowEnd { get; init; }

    /// <summary>The index of a column, or −1; names are compared without case, as the server does.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (string.Equals(Columns[i].Name, column, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
