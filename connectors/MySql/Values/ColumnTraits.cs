using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Values;

/// <summary>What follows from the type of a column.</summary>
internal static class ColumnTraits
{
    private const int DefaultPrecision = 10;

    /// <summary>Whether values are characters of the column's character set; CHARACTER SET binary makes bytes of them.</summary>
    public static bool IsText(this ColumnModel column) =>
        column.Type is >= SqlType.Char and <= SqlType.LongText && !string.Equals(column.Charset, "binary", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether values have a fixed number of bytes, of which trailing zeros are not stored.</summary>
    public static bool IsPadded(this ColumnModel column) =>
        column.Type == SqlType.Binary || (column.Type == SqlType.Char && !column.IsText());

    /// <summary>Digits in all of a DECIMAL.</summary>
    public static int Precision(this ColumnModel column) => column.Length > 0 ? column.Length : DefaultPrecision;
}
