using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History.Ddl;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Whether a CHECK lets nothing but JSON into a column: <c>json_valid(column)</c>, alone or with more conditions.</summary>
internal static class JsonCheckPolicy
{
    /// <summary>Whether the text of a check says so.</summary>
    public static bool Holds(string check, string column, ServerVersion server) =>
        Holds(new SqlCursor(new SqlTokenizer(check, new SqlDialect(server, AnsiQuotes: false, NoBackslashEscapes: false))), column);

    /// <summary>Whether the condition that comes next says so; takes all of it, up to a closing parenthesis or the end.</summary>
    public static bool Holds(SqlCursor cursor, string column)
    {
        bool holds = false, isChoice = false;
        while (!cursor.IsAtEnd && !cursor.IsSymbol(')'))
        {
            isChoice |= cursor.IsAnyWord("OR", "XOR", "NOT") || cursor.IsSymbol('|') || cursor.IsSymbol('!');
            if (cursor.IsWord("JSON_VALID") && cursor.IsSymbol('(', 1) && cursor.IsSymbol(')', 3))
            {
                cursor.Take();
                cursor.Take();
                holds |= cursor.IsName && cursor.ExpectName().Equals(column, StringComparison.OrdinalIgnoreCase);
                cursor.Accept(')');
            }
            else
            {
                cursor.SkipOne();
            }
        }

        return holds && !isChoice;
    }
}
