using ConnectRuntime.MySql.History.Catalog;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Reads the definition of a column. Attributes that say nothing about its values are passed over, known or not.</summary>
internal sealed class ColumnParser(SqlCursor cursor, TypeModes modes)
{
    private readonly TypeParser _types = new(cursor, modes);
    private ColumnClause _column = null!;

    /// <summary>Takes name and definition, or fails.</summary>
    public ColumnClause Expect() => ExpectDefinition(cursor.ExpectName());

    /// <summary>Takes the definition of a column of this name, or fails.</summary>
    public ColumnClause ExpectDefinition(string name)
    {
        var type = _types.Expect();
        _column = new ColumnClause(name, type) { IsAutoIncrement = type.IsSerial, IsUnique = type.IsSerial, IsNullable = type.IsSerial ? false : null };
        while (!cursor.IsAtEnd && !cursor.IsSymbol(',') && !cursor.IsSymbol(')'))
        {
            if (!TryTakeValueAttribute() && !TryTakeKeyAttribute() && !TryTakeOtherAttribute())
            {
                cursor.SkipOne();
            }
        }

        return _column;
    }

    private bool TryTakeValueAttribute()
    {
        if (cursor.AcceptWords("NOT", "NULL"))
        {
            _column = _column with { IsNullable = false };
        }
        else if (cursor.Accept("NULL"))
        {
            _column = _column with { IsNullable = true };
        }
        else if (cursor.Accept("DEFAULT"))
        {
            _column = _column with { Default = DefaultParser.Expect(cursor) };
        }
        else if (cursor.AcceptWords("ON", "UPDATE"))
        {
            DefaultParser.TryTakeNow(cursor);
            _column = _column with { HasOnUpdate = true };
        }
        else if (cursor.Accept("AUTO_INCREMENT"))
        {
            _column = _column with { IsAutoIncrement = true };
        }
        else if (cursor.AcceptWords("SERIAL", "DEFAULT", "VALUE"))
        {
            _column = _column with { IsAutoIncrement = true, IsUnique = true, IsNullable = false };
        }
        else if (cursor.AcceptWords("GENERATED", "ALWAYS", "AS") || cursor.Accept("AS"))
        {
            TakeExpression();
        }
        else
        {
            return false;
        }

        return true;
    }

    private void TakeExpression()
    {
        var isStart = cursor.AcceptWords("ROW", "START");
        var isEnd = !isStart && cursor.AcceptWords("ROW", "END");
        if (!isStart && !isEnd)
        {
            cursor.SkipOne();
        }

        _column = _column with { IsGenerated = true, IsRowStart = isStart, IsRowEnd = isEnd };
    }

    private bool TryTakeKeyAttribute()
    {
        if (cursor.AcceptWords("PRIMARY", "KEY") || cursor.Accept("KEY"))
        {
            _column = _column with { IsPrimary = true };
        }
        else if (cursor.Accept("UNIQUE"))
        {
            cursor.Accept("KEY");
            _column = _column with { IsUnique = true };
        }
        else if (cursor.Accept("CHECK"))
        {
            TakeCheck();
        }
        else if (cursor.Accept("CONSTRAINT"))
        {
            if (!cursor.IsAnyWord("CHECK", "REFERENCES"))
            {
                cursor.ExpectName();
            }
        }
        else if (cursor.Accept("REFERENCES"))
        {
            SkipReference();
            _column = _column with { IsReference = true };
        }
        else
        {
            return false;
        }

        return true;
    }

    private void TakeCheck()
    {
        cursor.Expect('(');
        var isJson = string.Equals(JsonCheckPolicy.ColumnOf(cursor), _column.Name, StringComparison.OrdinalIgnoreCase);
        cursor.Expect(')');
        _column = _column with { HasCheck = true, HasJsonCheck = _column.HasJsonCheck || isJson };
    }

    // ON DELETE SET NULL is not about this column's NULL, SET DEFAULT is none.
    private void SkipReference()
    {
        cursor.ExpectName();
        while (cursor.Accept('.'))
        {
            cursor.ExpectMember();
        }

        if (cursor.IsSymbol('('))
        {
            cursor.SkipOne();
        }

        while (cursor.Accept("MATCH") || cursor.AcceptWords("ON", "DELETE") || cursor.AcceptWords("ON", "UPDATE"))
        {
            if (cursor.AcceptAny("SET", "NO"))
            {
                cursor.Take();
            }
            else
            {
                cursor.ExpectName();
            }
        }
    }

    private bool TryTakeOtherAttribute()
    {
        var charset = _column.Type.Charset;
        if (cursor.Accept("COMMENT"))
        {
            var comment = LiteralParser.ExpectText(cursor);
            _column = _column with { Comment = comment.Length > 0 ? comment : null };
        }
        else if (CharsetClause.TryTake(cursor, ref charset))
        {
            _column = _column with { Type = _column.Type with { Charset = charset } };
        }
        else if (cursor.Accept("INVISIBLE"))
        {
            _column = _column with { IsInvisible = true };
        }
        else if (cursor.AcceptWords("WITH", "SYSTEM", "VERSIONING"))
        {
            _column = _column with { IsVersioned = true };
        }
        else if (cursor.Accept("SRID"))
        {
            _column = _column with { Srid = (uint)LiteralParser.ExpectInteger(cursor) };
        }
        else if (cursor.Accept("COMPRESSED"))
        {
            _column = _column with { Type = _column.Type with { IsCompressed = true } };
        }
        else if (cursor.AcceptAny("COLUMN_FORMAT", "STORAGE"))
        {
            cursor.ExpectName();
        }
        else if (cursor.Accept("FIRST"))
        {
            _column = _column with { Place = new ColumnPlace(null) };
        }
        else if (cursor.Accept("AFTER"))
        {
            _column = _column with { Place = new ColumnPlace(cursor.ExpectName()) };
        }
        else
        {
            return false;
        }

        return true;
    }
}
