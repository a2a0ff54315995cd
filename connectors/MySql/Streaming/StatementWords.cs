namespace ConnectRuntime.MySql.Streaming;

/// <summary>What a statement that changes no table begins with.</summary>
internal static class StatementWords
{
    private static readonly string[] Changing = ["INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "WITH"];

    /// <summary>Whether it changes rows; comments before it are passed over.</summary>
    public static bool ChangesRows(ReadOnlySpan<char> sql)
    {
        sql = PassComments(sql);
        foreach (var word in Changing)
        {
            if (sql.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (sql.Length == word.Length || !char.IsAsciiLetterOrDigit(sql[word.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> PassComments(ReadOnlySpan<char> sql)
    {
        for (; ; )
        {
            sql = sql.TrimStart();
            var end = sql.StartsWith("/*") ? sql.IndexOf("*/") + 2 : sql.StartsWith("#") || sql.StartsWith("-- ") ? sql.IndexOf('\n') + 1 : 0;
            if (end < 2)
            {
                return sql;
            }

            sql = sql[end..];
        }
    }
}
