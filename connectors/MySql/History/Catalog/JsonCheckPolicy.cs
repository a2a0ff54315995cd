using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History.Ddl;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Whether a CHECK lets nothing but JSON into a column: <c>json_valid(column)</c>, alone or with more conditions.</summary>
internal static class JsonCheckPolicy
{
    /// <summary>The column that the text of a check says so about; null for none.</summary>
    public static string? ColumnOf(string check, ServerVersion server) =>
        ColumnOf(new SqlCursor(new SqlTokenizer(check, new SqlDialect(server, AnsiQuotes: false, NoBackslashEscapes: false))));

    /// <summary>The column that the condition that comes next says so about; takes all of it, up to a closing parenthesis or the end.</summary>
    public static string? ColumnOf(SqlCursor cursor)
    {
        string? column = null;
        var isChoice = false;
        while (!cursor.IsAtEnd && !cursor.IsSymbol(')'))
        {
            isChoice |= cursor.IsAnyWord("OR", "XOR", "NOT") || cursor.IsSymbol('|') || cursor.IsSymbol('!');
            if (cursor.IsWord("JSON_VALID") && cursor.IsSymbol('(', 1) && cursor.IsSymbol(')', 3))
            {
                cursor.Take();
                cursor.Take();
                column = cursor.IsName ? cursor.ExpectName() : column;
                cursor.Accept(')');
            }
            else
            {
                cursor.SkipOne();
            }
        }

        return isChoice ? null : column;
    }
}
