namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Reads what follows DEFAULT: a literal, the current time, an expression in parentheses, or on MariaDB a call without them.</summary>
internal static class DefaultParser
{
    private static readonly string[] Now = ["CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP"];

    /// <summary>Takes a default, or fails.</summary>
    public static DefaultClause Expect(SqlCursor cursor)
    {
        if (LiteralParser.Accept(cursor) is { } literal)
        {
            return new DefaultClause(literal, false, null);
        }

        if (TryTakeNow(cursor))
        {
            return new DefaultClause(null, true, null);
        }

        var start = cursor.Current;
        if (!cursor.Accept('('))
        {
            SkipCall(cursor);
        }
        else if (Within(cursor) is { } simple)
        {
            return simple;
        }

        return new DefaultClause(null, false, cursor.WrittenFrom(start));
    }

    /// <summary>Takes the current time if it comes next.</summary>
    public static bool TryTakeNow(SqlCursor cursor)
    {
        if (!cursor.AcceptAny(Now))
        {
            return false;
        }

        if (cursor.IsSymbol('('))
        {
            cursor.SkipOne();
        }

        return true;
    }

    // The current time is itself in parentheses too; of a literal only MariaDB makes no expression.
    private static DefaultClause? Within(SqlCursor cursor)
    {
        var open = 1;
        while (cursor.Accept('('))
        {
            open++;
        }

        var simple = TryTakeNow(cursor) ? new DefaultClause(null, true, null)
            : cursor.Dialect.Server.IsMariaDb && LiteralParser.Accept(cursor) is { } literal ? new DefaultClause(literal, false, null)
            : null;
        for (; open > 0; open--)
        {
            while (!cursor.IsAtEnd && !cursor.IsSymbol(')'))
            {
                cursor.SkipOne();
                simple = null;
            }

            cursor.Expect(')');
        }

        return simple;
    }

    // uuid(), a.f(1), @@version, NEXT VALUE FOR s, CASE … END, {d '2024-01-02'}, DATE_FORMAT(…)
    private static void SkipCall(SqlCursor cursor)
    {
        if (cursor.Accept('{'))
        {
            while (!cursor.IsAtEnd && !cursor.Accept('}'))
            {
                cursor.SkipOne();
            }

            return;
        }

        if (cursor.Accept("CASE"))
        {
            while (!cursor.IsAtEnd && !cursor.Accept("END"))
            {
                cursor.SkipOne();
            }

            return;
        }

        if (!cursor.AcceptWords("NEXT", "VALUE", "FOR"))
        {
            cursor.AcceptWords("PREVIOUS", "VALUE", "FOR");
        }

        while (cursor.Accept('@'))
        {
            // @@version
        }

        cursor.ExpectName();
        while (cursor.Accept('.'))
        {
            cursor.ExpectMember();
        }

        if (cursor.IsSymbol('('))
        {
            cursor.SkipOne();
        }
    }
}
