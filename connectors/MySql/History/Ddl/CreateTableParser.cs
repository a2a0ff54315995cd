using System.Collections.Immutable;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Reads what follows the table's name in CREATE TABLE: columns, keys, options, LIKE, a query.</summary>
internal sealed class CreateTableParser(SqlCursor cursor, NamePolicy names, TypeModes modes)
{
    private readonly ColumnParser _columns = new(cursor, modes);
    private readonly KeyParser _keys = new(cursor);

    /// <summary>Takes the rest of the statement.</summary>
    public CreateTableStatement Rest(CreateTableStatement statement)
    {
        if (cursor.Accept("LIKE"))
        {
            return statement with { Like = names.ExpectTable(cursor) };
        }

        if (cursor.IsSymbol('(') && cursor.IsWord("LIKE", 1))
        {
            cursor.Take();
            cursor.Take();
            statement = statement with { Like = names.ExpectTable(cursor) };
            cursor.Expect(')');
            return statement;
        }

        if (cursor.IsSymbol('(') && !IsQuery(1))
        {
            statement = Elements(statement);
        }

        return Options(statement);
    }

    /// <summary>Takes columns and keys between parentheses.</summary>
    public (ImmutableArray<ColumnClause> Columns, ImmutableArray<KeyClause> Keys) ExpectElements()
    {
        var columns = ImmutableArray.CreateBuilder<ColumnClause>();
        var keys = ImmutableArray.CreateBuilder<KeyClause>();
        cursor.Expect('(');
        do
        {
            if (!_keys.IsNext)
            {
                var column = _columns.Expect();
                columns.Add(column);
                keys.AddRange(KeysOf(column, cursor.Dialect));
            }
            else if (_keys.Expect() is { } key)
            {
                keys.Add(key);
            }
        }
        while (cursor.Accept(','));
        cursor.Expect(')');
        return (columns.ToImmutable(), keys.ToImmutable());
    }

    /// <summary>The keys that a column's definition makes; on MariaDB a primary key makes UNIQUE void, and MySQL passes over REFERENCES before 9.0.</summary>
    public static IEnumerable<KeyClause> KeysOf(ColumnClause column, SqlDialect dialect)
    {
        if (column.IsPrimary)
        {
            yield return new KeyClause(KeyKind.Primary, null, [new KeyPart(column.Name, 0)]);
        }

        if (column.IsUnique && !(column.IsPrimary && dialect.Server.IsMariaDb))
        {
            yield return new KeyClause(KeyKind.Unique, null, [new KeyPart(column.Name, 0)]);
        }

        if (column.IsReference && (dialect.Server.IsMariaDb || dialect.Server.IsAtLeast(9, 0)))
        {
            yield return new KeyClause(KeyKind.Foreign, null, [new KeyPart(column.Name, 0)]);
        }
    }

    private CreateTableStatement Elements(CreateTableStatement statement)
    {
        var (columns, keys) = ExpectElements();
        return statement with { Columns = columns, Keys = keys };
    }

    private CreateTableStatement Options(CreateTableStatement statement)
    {
        var options = default(TableOptionsClause);
        while (!cursor.IsAtEnd)
        {
            if (TableOptionsParser.TryTake(cursor, ref options))
            {
                continue;
            }

            if (IsQuery(0) || cursor.IsWord("AS"))
            {
                statement = statement with { HasQuery = true };
                cursor.SkipStatement();
            }
            else
            {
                cursor.SkipOne();
            }
        }

        return statement with { Options = options };
    }

    // WITH begins a query, or says something about the table; a parenthesis may stand around a query.
    private bool IsQuery(int ahead)
    {
        while (cursor.IsSymbol('(', ahead))
        {
            ahead++;
        }

        return cursor.IsAnyWordAt(ahead, "SELECT", "VALUES", "TABLE") || (cursor.IsWord("WITH", ahead) && !cursor.IsWord("SYSTEM", ahead + 1));
    }
}
