using ConnectRuntime.MySql.History.Ddl;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>Whether a statement changes rows that the binlog does not hold.</summary>
internal static class StatementWords
{
    // Of those that only read, the log has calls of functions that write.
    private static readonly string[] Changing = ["INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "WITH", "SELECT", "DO", "CALL", "IMPORT"];

    private static readonly (string First, string Second)[] Altering =
    [
        ("TRUNCATE", "PARTITION"), ("DROP", "PARTITION"), ("EXCHANGE", "PARTITION"), ("CONVERT", "PARTITION"), ("CONVERT", "TABLE"),
        ("DISCARD", "PARTITION"), ("IMPORT", "PARTITION"), ("DISCARD", "TABLESPACE"), ("IMPORT", "TABLESPACE"),
    ];

    /// <summary>Whether it changes rows; comments before it are passed over.</summary>
    /// <param name="kind">What the schema history makes of it.</param>
    /// <param name="sql">The statement.</param>
    public static bool ChangesRows(DdlKind kind, ReadOnlySpan<char> sql) => kind switch
    {
        DdlKind.Other => ChangesRows(sql),
        DdlKind.CreateTable => Find(sql, "SELECT", out _),
        DdlKind.AlterTable => AltersRows(sql),
        _ => false,
    };

    private static bool ChangesRows(ReadOnlySpan<char> sql)
    {
        sql = PassComments(sql);
        foreach (var word in Changing)
        {
            if (Begins(sql, word))
            {
                return true;
            }
        }

        // SET STATEMENT variable = value FOR …
        return Begins(sql, "SET") && Find(sql, "FOR", out var rest) && ChangesRows(rest);
    }

    private static bool AltersRows(ReadOnlySpan<char> sql)
    {
        foreach (var (first, second) in Altering)
        {
            for (var rest = sql; Find(rest, first, out rest);)
            {
                if (Begins(PassComments(rest), second))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A word that is in no quotes and no comment.
    private static bool Find(ReadOnlySpan<char> sql, string word, out ReadOnlySpan<char> rest)
    {
        for (var at = 0; at < sql.Length;)
        {
            if (sql[at] is '\'' or '"' or '`')
            {
                at = EndOfQuotes(sql, at);
            }
            else if (sql[at..].StartsWith("/*") && !sql[at..].StartsWith("/*!") && !sql[at..].StartsWith("/*M!"))
            {
                at = sql[at..].IndexOf("*/") is var end and >= 0 ? at + end + 2 : sql.Length;
            }
            else if (Begins(sql[at..], word))
            {
                rest = sql[(at + word.Length)..];
                return true;
            }
            else
            {
                while (++at < sql.Length && IsOfWord(sql[at - 1]) && IsOfWord(sql[at]))
                {
                }
            }
        }

        rest = default;
        return false;
    }

    private static int EndOfQuotes(ReadOnlySpan<char> sql, int at)
    {
        var quote = sql[at++];
        while (at < sql.Length && sql[at] != quote)
        {
            at += sql[at] == '\\' && quote != '`' ? 2 : 1;
        }

        return at + 1;
    }

    private static bool Begins(ReadOnlySpan<char> sql, string word) =>
        sql.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (sql.Length == word.Length || !IsOfWord(sql[word.Length]));

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or >= '\u0080';

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
