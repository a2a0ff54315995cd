using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Reads the type of a column, with what may only stand right behind it: signs, ZEROFILL, the character set. Page: "Data Types" in both manuals.</summary>
/// <param name="cursor">Where to read.</param>
/// <param name="modes">What the session's sql_mode makes of some types.</param>
internal sealed class TypeParser(SqlCursor cursor, TypeModes modes)
{
    private readonly List<string> _words = [];

    /// <summary>Takes a type, or fails.</summary>
    public TypeClause Expect()
    {
        _words.Clear();
        var isOracle = AcceptSchema() ?? modes.HasFlag(TypeModes.Oracle);
        var word = cursor.Current.Kind == SqlTokenKind.Word ? cursor.Written(cursor.Current).ToString().ToUpperInvariant() : "";
        if (word == "NATIONAL")
        {
            return National();
        }

        if (TypeNames.Find(word) is not { } type)
        {
            return Unknown();
        }

        TakeWord();
        var clause = new TypeClause(type) { IsSerial = word == "SERIAL", IsJson = word == "JSON" };
        clause = word switch
        {
            "SERIAL" => clause with { IsUnsigned = true },
            "BOOL" or "BOOLEAN" => clause with { Size = 1 },
            "NCHAR" => AsNational(clause with { Type = AcceptVarying() ? SqlType.VarChar : SqlType.Char }),
            "NVARCHAR" => AsNational(clause),
            "CHAR" or "CHARACTER" => clause with { Type = AcceptVarying() ? SqlType.VarChar : SqlType.Char },
            "LONG" => clause with { Type = Long() },
            "REAL" when modes.HasFlag(TypeModes.RealAsFloat) => clause with { Type = SqlType.Float },
            "TIMESTAMP" when modes.HasFlag(TypeModes.MaxDb) => clause with { Type = SqlType.DateTime },
            _ when isOracle => Oracle(clause, word),
            _ => clause,
        };
        if (type == SqlType.Double)
        {
            AcceptWord("PRECISION");
        }

        return Finish(clause);
    }

    // A type that is not known yet is no reason to lose the rest of the statement.
    private TypeClause Unknown()
    {
        _words.Add(cursor.ExpectName().ToUpperInvariant());
        if (cursor.IsSymbol('('))
        {
            cursor.SkipOne();
        }

        return new TypeClause(SqlType.Unknown) { Declared = Declared() };
    }

    private TypeClause National()
    {
        TakeWord();
        var type = cursor.IsAnyWord("VARCHAR", "VARCHARACTER") ? SqlType.VarChar : SqlType.Char;
        TakeWord();
        if (type == SqlType.Char && AcceptVarying())
        {
            type = SqlType.VarChar;
        }

        return Finish(AsNational(new TypeClause(type)));
    }

    private static TypeClause AsNational(TypeClause clause) => clause with { Charset = new CharsetClause(CharsetNames.National, null, false) };

    private static TypeClause Oracle(TypeClause clause, string word) => word switch
    {
        "DATE" => clause with { Type = SqlType.DateTime },
        "BLOB" => clause with { Type = SqlType.LongBlob },
        _ => clause,
    };

    // LONG is MEDIUMTEXT, LONG VARBINARY is MEDIUMBLOB.
    private SqlType Long()
    {
        if (AcceptWord("VARBINARY"))
        {
            return SqlType.MediumBlob;
        }

        if (cursor.IsAnyWord("CHAR", "CHARACTER") && cursor.IsWord("VARYING", 1))
        {
            TakeWord();
            TakeWord();
        }
        else if (!AcceptWord("VARCHAR"))
        {
            AcceptWord("VARCHARACTER");
        }

        return SqlType.MediumText;
    }

    private bool AcceptVarying() => AcceptWord("VARYING") || AcceptWord("VARCHAR") || AcceptWord("VARCHARACTER");

    // MariaDB: mariadb_schema.date is DATE, oracle_schema.date is DATETIME, whatever the mode.
    private bool? AcceptSchema()
    {
        if (!cursor.IsSymbol('.', 1) || !cursor.IsAnyWord("mariadb_schema", "oracle_schema", "maxdb_schema"))
        {
            return null;
        }

        var isOracle = cursor.IsWord("oracle_schema");
        cursor.Take();
        cursor.Take();
        return isOracle;
    }

    private TypeClause Finish(TypeClause clause)
    {
        if (clause.Type is SqlType.Enum or SqlType.Set)
        {
            clause = clause with { Members = Members() };
        }
        else if (cursor.IsSymbol('('))
        {
            clause = Numbers(clause);
        }
        else if (_words[0] == "NUMBER")
        {
            clause = clause with { Type = SqlType.Double };
        }

        return Attributes(clause) with { Declared = Declared() };
    }

    private TypeClause Numbers(TypeClause clause)
    {
        cursor.Expect('(');
        clause = clause with { Size = LiteralParser.ExpectInteger(cursor) };
        if (cursor.Accept(','))
        {
            clause = clause with { Scale = (int)Math.Min(LiteralParser.ExpectInteger(cursor), int.MaxValue) };
        }

        // VARCHAR2(10 CHAR)
        cursor.AcceptAny("CHAR", "BYTE");
        cursor.Expect(')');
        return clause;
    }

    private ImmutableArray<SqlLiteral> Members()
    {
        var members = ImmutableArray.CreateBuilder<SqlLiteral>();
        cursor.Expect('(');
        do
        {
            if (LiteralParser.AcceptText(cursor) is { } member)
            {
                members.Add(member);
            }
            else
            {
                cursor.Fail("a string");
            }
        }
        while (cursor.Accept(','));
        cursor.Expect(')');
        return members.ToImmutable();
    }

    private TypeClause Attributes(TypeClause clause)
    {
        while (cursor.Problem is null)
        {
            var charset = clause.Charset;
            if (AcceptWord("UNSIGNED"))
            {
                clause = clause with { IsUnsigned = true };
            }
            else if (AcceptWord("ZEROFILL"))
            {
                clause = clause with { IsUnsigned = true, IsZerofill = true };
            }
            else if (cursor.Accept("BYTE"))
            {
                clause = clause with { Charset = charset with { Charset = CharsetNames.Binary } };
            }
            else if (cursor.Accept("ASCII"))
            {
                clause = clause with { Charset = charset with { Charset = "latin1" } };
            }
            else if (cursor.Accept("UNICODE"))
            {
                clause = clause with { Charset = charset with { Charset = "ucs2" } };
            }
            else if (cursor.Accept("BINARY"))
            {
                clause = clause with { Charset = charset with { IsBinary = true } };
            }
            else if (CharsetClause.TryTake(cursor, ref charset))
            {
                clause = clause with { Charset = charset };
            }
            else if (cursor.Accept("COMPRESSED"))
            {
                SkipAlgorithm();
                clause = clause with { IsCompressed = true };
            }
            else if (!AcceptWord("SIGNED"))
            {
                break;
            }
        }

        return clause;
    }

    private void SkipAlgorithm()
    {
        if (cursor.Accept('='))
        {
            cursor.Take();
        }
    }

    private void TakeWord() => _words.Add(cursor.ExpectName().ToUpperInvariant());

    private bool AcceptWord(string word)
    {
        if (!cursor.Accept(word))
        {
            return false;
        }

        _words.Add(word);
        return true;
    }

    private string Declared() => string.Join(' ', _words);
}
