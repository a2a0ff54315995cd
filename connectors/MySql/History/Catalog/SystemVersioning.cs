using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>The two columns that MariaDB gives a table WITH SYSTEM VERSIONING that names none: no catalog shows them, every row of the binlog has them.</summary>
internal static class SystemVersioning
{
    /// <summary>Since when the row has been as it is.</summary>
    public static readonly ColumnModel HiddenStart = Hidden("row_start");

    /// <summary>Until when; the last second of the type's range for the current row.</summary>
    public static readonly ColumnModel HiddenEnd = Hidden("row_end");

    private static ColumnModel Hidden(string name) => new(name, SqlType.Timestamp)
    {
        FractionDigits = 6,
        IsNullable = false,
        IsGenerated = true,
        IsInvisible = true,
    };
}
