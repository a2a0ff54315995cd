using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Reads COLUMN_DEFAULT of information_schema, which MySQL gives as a value and MariaDB as SQL.</summary>
internal static class CatalogDefaults
{
    /// <summary>The default of a column.</summary>
    /// <param name="text">COLUMN_DEFAULT.</param>
    /// <param name="isExpression">Whether EXTRA has DEFAULT_GENERATED, and means the default with it.</param>
    /// <param name="column">The column without it.</param>
    /// <param name="dialect">How the server writes SQL.</param>
    public static ColumnDefault Read(string? text, bool isExpression, ColumnModel column, SqlDialect dialect)
    {
        if (column.IsGenerated || column.IsAutoIncrement)
        {
            return ColumnDefault.None;
        }

        // After ALTER … SET DEFAULT (expression) MySQL shows the expression of some types only when the table is altered again.
        if (text is null)
        {
            return isExpression ? new ColumnDefault(DefaultKind.Expression) : DefaultPolicy.Absent(column);
        }

        if (IsNow(text, column))
        {
            return new ColumnDefault(DefaultKind.Now);
        }

        if (isExpression)
        {
            return new ColumnDefault(DefaultKind.Expression, text);
        }

        return dialect.Server.IsMariaDb ? OfSql(text, column, dialect) : OfValue(text, column);
    }

    // MariaDB tells LOCALTIME from CURRENT_TIMESTAMP since 11.7.
    private static bool IsNow(string text, ColumnModel column) =>
        column.Type is SqlType.DateTime or SqlType.Timestamp
        && (text.StartsWith("CURRENT_TIMESTAMP", StringComparison.OrdinalIgnoreCase) || text.StartsWith("now(", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("localtime", StringComparison.OrdinalIgnoreCase));

    private static ColumnDefault OfSql(string text, ColumnModel column, SqlDialect dialect)
    {
        var cursor = new SqlCursor(new SqlTokenizer(text, dialect));
        return LiteralParser.Accept(cursor) is { } literal && cursor.Current.Kind == SqlTokenKind.End
            ? DefaultPolicy.Resolve(literal, column)
            : new ColumnDefault(DefaultKind.Expression, text);
    }

    // Bytes are 0x…, bits b'…', and all else is the value itself.
    private static ColumnDefault OfValue(string text, ColumnModel column)
    {
        var isBytes = column.Type == SqlType.Bit ? text.StartsWith("b'", StringComparison.Ordinal)
            : (DefaultPolicy.IsBytes(column.Type) || column.Charset == CharsetNames.Binary) && text.StartsWith("0x", StringComparison.Ordinal);
        return DefaultPolicy.Resolve(
            isBytes ? new SqlLiteral(SqlLiteralKind.Bytes) { Bytes = SqlLiterals.Bytes(text) } : new SqlLiteral(SqlLiteralKind.Text, text), column);
    }
}
