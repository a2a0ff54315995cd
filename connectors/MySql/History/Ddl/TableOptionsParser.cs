namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Reads options of a table: those that matter are kept, all others passed over.</summary>
internal static class TableOptionsParser
{
    /// <summary>Takes the next option if it is one that matters.</summary>
    public static bool TryTake(SqlCursor cursor, ref TableOptionsClause options)
    {
        if (cursor.IsWord("DEFAULT") && cursor.IsAnyWordAt(1, "CHARACTER", "CHARSET", "CHAR", "COLLATE"))
        {
            cursor.Take();
        }

        var charset = options.Charset;
        if (CharsetClause.TryTake(cursor, ref charset))
        {
            options = options with { Charset = charset };
            return true;
        }

        if (cursor.Accept("COMMENT"))
        {
            cursor.Accept('=');
            options = options with { Comment = LiteralParser.ExpectText(cursor) };
            return true;
        }

        if (cursor.AcceptWords("WITH", "SYSTEM", "VERSIONING"))
        {
            options = options with { IsVersioned = true };
            return true;
        }

        if (cursor.Dialect.Server.IsMariaDb && cursor.Accept("SEQUENCE"))
        {
            cursor.Accept('=');
            options = options with { IsSequence = LiteralParser.ExpectInteger(cursor) != 0 };
            return true;
        }

        return false;
    }
}
