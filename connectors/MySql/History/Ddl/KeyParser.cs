using System.Collections.Immutable;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Reads keys and constraints that stand for themselves in a list of columns.</summary>
internal sealed class KeyParser(SqlCursor cursor)
{
    /// <summary>Whether a key, a constraint or a period comes next, and no column.</summary>
    public bool IsNext =>
        cursor.IsAnyWord("CONSTRAINT", "PRIMARY", "UNIQUE", "INDEX", "KEY", "FULLTEXT", "SPATIAL", "FOREIGN", "CHECK")
        || IsPeriod
        || (cursor.IsWord("VECTOR") && (IsVectorReserved || cursor.IsWord("INDEX", 1) || cursor.IsWord("KEY", 1) || cursor.IsSymbol('(', 1)));

    /// <summary>Whether a period comes next, and no column of that name: PERIOD FOR, PERIOD IF EXISTS FOR, PERIOD IF NOT EXISTS FOR.</summary>
    public bool IsPeriod => cursor.IsWord("PERIOD") && (cursor.IsWord("FOR", 1) || (cursor.IsWord("IF", 1) && cursor.IsAnyWordAt(2, "EXISTS", "NOT")));

    // Where it is, no column is called so without quotes, and a key's name may follow at once.
    private bool IsVectorReserved => cursor.Dialect.Server.IsMariaDb && cursor.Dialect.Server.IsAtLeast(11, 7);

    /// <summary>Takes it, or fails; null for what is no key.</summary>
    public KeyClause? Expect()
    {
        string? name = null;
        if (cursor.Accept("CONSTRAINT") && !cursor.IsAnyWord("PRIMARY", "UNIQUE", "FOREIGN", "CHECK"))
        {
            cursor.AcceptWords("IF", "NOT", "EXISTS");
            name = cursor.ExpectName();
        }

        if (cursor.AcceptWords("PRIMARY", "KEY"))
        {
            return Rest(KeyKind.Primary, null);
        }

        if (cursor.Accept("UNIQUE"))
        {
            cursor.AcceptAny("INDEX", "KEY");
            return Rest(KeyKind.Unique, name);
        }

        if (cursor.AcceptWords("FOREIGN", "KEY"))
        {
            return Rest(KeyKind.Foreign, name);
        }

        if (cursor.Accept("PERIOD"))
        {
            cursor.AcceptWords("IF", "NOT", "EXISTS");
            cursor.Expect("FOR");
            return Rest(KeyKind.Period, null);
        }

        if (cursor.Accept("CHECK"))
        {
            cursor.SkipItem();
            return null;
        }

        if (cursor.AcceptAny("FULLTEXT", "SPATIAL", "VECTOR"))
        {
            cursor.AcceptAny("INDEX", "KEY");
        }
        else if (!cursor.AcceptAny("INDEX", "KEY"))
        {
            cursor.Fail("a key");
        }

        return Rest(KeyKind.Index, name);
    }

    /// <summary>Takes name, type and parts of a key, and passes over its options.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">The name of the constraint, which gives way to one of the key itself.</param>
    public KeyClause Rest(KeyKind kind, string? name)
    {
        var ifNotExists = cursor.AcceptWords("IF", "NOT", "EXISTS");
        if (!cursor.IsSymbol('(') && !IsUsing())
        {
            var own = cursor.ExpectName();
            name = kind == KeyKind.Primary ? null : kind == KeyKind.Foreign ? name ?? own : own;
        }

        var isHash = SkipUsing();
        var parts = ExpectParts();
        isHash |= SkipOptions();
        return new KeyClause(kind, name, parts) { IfNotExists = ifNotExists, IsHash = isHash };
    }

    /// <summary>Takes the parts of a key, or fails.</summary>
    public ImmutableArray<KeyPart> ExpectParts()
    {
        var parts = ImmutableArray.CreateBuilder<KeyPart>();
        cursor.Expect('(');
        do
        {
            parts.Add(ExpectPart());
            cursor.SkipItem();
        }
        while (cursor.Accept(','));
        cursor.Expect(')');
        return parts.ToImmutable();
    }

    /// <summary>Passes over what may follow the parts of a key.</summary>
    /// <returns>Whether it says USING HASH.</returns>
    public bool SkipOptions()
    {
        var isHash = false;
        while (!cursor.IsAtEnd && !cursor.IsSymbol(',') && !cursor.IsSymbol(')'))
        {
            if (IsUsing())
            {
                isHash |= SkipUsing();
            }
            else
            {
                cursor.SkipOne();
            }
        }

        return isHash;
    }

    /// <summary>Passes over the type of a key, if it comes next.</summary>
    /// <returns>Whether it is HASH.</returns>
    public bool SkipUsing()
    {
        if (!IsUsing())
        {
            return false;
        }

        cursor.Take();
        return cursor.ExpectName().Equals("HASH", StringComparison.OrdinalIgnoreCase);
    }

    private bool IsUsing() => cursor.IsAnyWord("USING", "TYPE") && cursor.IsAnyWordAt(1, "BTREE", "HASH", "RTREE");

    private KeyPart ExpectPart()
    {
        if (cursor.IsSymbol('('))
        {
            cursor.SkipOne();
            return default;
        }

        var column = cursor.ExpectName();
        var prefix = 0L;
        if (cursor.Accept('('))
        {
            prefix = LiteralParser.ExpectInteger(cursor);
            cursor.Expect(')');
        }

        return new KeyPart(column, prefix);
    }
}
