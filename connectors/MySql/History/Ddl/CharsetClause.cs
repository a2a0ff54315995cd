namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>What a column, table or database says about its character set, as it is written.</summary>
/// <param name="Charset">The set it names; null for none.</param>
/// <param name="Collation">The collation it names, or MariaDB's <see cref="CharsetNames.OfSet"/>; null for none.</param>
/// <param name="IsBinary">Whether it says BINARY: the set's binary collation.</param>
/// <param name="IsDefault">Whether it says DEFAULT: back to what it would be without a clause.</param>
internal readonly record struct CharsetClause(string? Charset, string? Collation, bool IsBinary, bool IsDefault = false)
{
    /// <summary>Whether nothing is said.</summary>
    public bool IsEmpty => Charset is null && Collation is null && !IsBinary && !IsDefault;

    /// <summary>Takes the next part of the clause if one comes next: <c>CHARACTER SET x</c>, <c>CHARSET = x</c>, <c>COLLATE x</c>.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool TryTake(SqlCursor cursor, ref CharsetClause clause)
    {
        if (cursor.AcceptWords("CHARACTER", "SET") || cursor.AcceptWords("CHAR", "SET") || cursor.Accept("CHARSET"))
        {
            cursor.Accept('=');
            var name = ExpectName(cursor);
            clause = name.Equals("DEFAULT", StringComparison.OrdinalIgnoreCase)
                ? clause with { IsDefault = true }
                : clause with { Charset = CharsetNames.Canonical(name) };
            return true;
        }

        if (cursor.Accept("COLLATE"))
        {
            cursor.Accept('=');
            var name = ExpectName(cursor);
            clause = clause with { Collation = CharsetNames.CanonicalCollation(name) };
            return true;
        }

        return false;
    }

    // The server takes a string as well.
    private static string ExpectName(SqlCursor cursor) =>
        cursor.Current.Kind == SqlTokenKind.Text ? LiteralParser.ExpectText(cursor) : cursor.ExpectName();
}
