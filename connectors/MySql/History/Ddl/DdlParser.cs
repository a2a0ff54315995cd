using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Reads the statements of a text. Those that change tables are read as far as they matter, all others are named and passed over.</summary>
/// <remarks>One text per instance. Never throws on account of the text: what cannot be read is a statement of that kind.</remarks>
internal sealed class DdlParser
{
    private readonly SqlTokenizer _tokenizer;
    private readonly NamePolicy _names;
    private readonly TypeModes _modes;
    private readonly SqlCursor _cursor;
    private TableId? _table;

    private DdlParser(string sql, DdlContext context)
    {
        _tokenizer = new SqlTokenizer(sql, context.Dialect);
        _names = new NamePolicy(context.LowerCaseTableNames, context.Database);
        _modes = context.TypeModes;
        _cursor = new SqlCursor(_tokenizer);
    }

    /// <summary>Reads a text.</summary>
    public static IReadOnlyList<DdlStatement> Parse(string sql, DdlContext context) => new DdlParser(sql, context).Run();

    private List<DdlStatement> Run()
    {
        var statements = new List<DdlStatement>();
        while (true)
        {
            while (_cursor.Accept(';'))
            {
                // An empty statement.
            }

            if (_cursor.IsAtEnd)
            {
                return statements;
            }

            var isSetting = _cursor.IsWord("SET");
            statements.Add(Next());
            if (statements[^1] is UnreadableStatement || (statements[^1] is OtherStatement && !isSetting))
            {
                // What follows may be the inside of a routine, and is none of ours.
                return statements;
            }

            _cursor.SkipStatement();
        }
    }

    private DdlStatement Next()
    {
        _table = null;
        var statement = Statement();
        if (_cursor.Problem is null && statement is not OtherStatement && !_cursor.IsAtEnd)
        {
            _cursor.Fail("the end of the statement");
        }

        return _cursor.Problem is { } problem ? new UnreadableStatement(problem, _table) : statement;
    }

    private DdlStatement Statement()
    {
        if (_cursor.AcceptWords("SET", "STATEMENT"))
        {
            while (!_cursor.IsAtEnd && !_cursor.Accept("FOR"))
            {
                _cursor.SkipOne();
            }
        }

        if (_cursor.Accept("CREATE"))
        {
            return Create();
        }

        if (_cursor.Accept("ALTER"))
        {
            return Alter();
        }

        if (_cursor.Accept("DROP"))
        {
            return Drop();
        }

        if (_cursor.Accept("RENAME"))
        {
            return _cursor.AcceptAny("TABLE", "TABLES") ? Rename() : new OtherStatement();
        }

        if (_cursor.Accept("TRUNCATE"))
        {
            _cursor.Accept("TABLE");
            var statement = new TruncateTableStatement(Table());
            SkipWait();
            return statement;
        }

        return _cursor.Accept("USE") ? Use() : new OtherStatement();
    }

    private UseStatement Use()
    {
        _names.Database = _names.ExpectDatabase(_cursor);
        return new UseStatement(_names.Database);
    }

    private DdlStatement Create()
    {
        var isReplacing = _cursor.AcceptWords("OR", "REPLACE");
        if (_cursor.AcceptAny("DATABASE", "SCHEMA"))
        {
            return Database(DdlKind.CreateDatabase, isReplacing);
        }

        var isTemporary = _cursor.Accept("TEMPORARY");
        if (_cursor.Accept("SEQUENCE"))
        {
            _cursor.AcceptWords("IF", "NOT", "EXISTS");
            var sequence = new SequenceStatement(DdlKind.CreateSequence, [_names.ExpectTable(_cursor)], isTemporary);
            _cursor.SkipStatement();
            return sequence;
        }

        if (_cursor.Accept("TABLE") || _cursor.AcceptWords("EXTERNAL", "TABLE"))
        {
            var ifNotExists = _cursor.AcceptWords("IF", "NOT", "EXISTS");
            var statement = new CreateTableStatement(Table())
            {
                IsReplacing = isReplacing,
                IsTemporary = isTemporary,
                IfNotExists = ifNotExists,
            };
            return new CreateTableParser(_cursor, _names, _modes).Rest(statement);
        }

        _cursor.AcceptAny("ONLINE", "OFFLINE");
        var isUnique = _cursor.Accept("UNIQUE");
        if (!isUnique)
        {
            _cursor.AcceptAny("FULLTEXT", "SPATIAL", "VECTOR");
        }

        return _cursor.Accept("INDEX") ? CreateIndex(isUnique, isReplacing) : new OtherStatement();
    }

    private CreateIndexStatement CreateIndex(bool isUnique, bool isReplacing)
    {
        var ifNotExists = _cursor.AcceptWords("IF", "NOT", "EXISTS");
        var name = _cursor.ExpectName();
        var keys = new KeyParser(_cursor);
        var isHash = keys.SkipUsing();
        _cursor.Expect("ON");
        var table = Table();
        SkipWait();
        var parts = keys.ExpectParts();
        isHash |= keys.SkipOptions();
        var key = new KeyClause(isUnique ? KeyKind.Unique : KeyKind.Index, name, parts) { IsHash = isHash };
        _cursor.SkipStatement();
        return new CreateIndexStatement(table, key, isReplacing, ifNotExists);
    }

    private DdlStatement Alter()
    {
        _cursor.AcceptAny("ONLINE", "OFFLINE");
        _cursor.Accept("IGNORE");
        if (_cursor.Accept("TABLE"))
        {
            _cursor.AcceptWords("IF", "EXISTS");
            var table = Table();
            SkipWait();
            return new AlterTableStatement(table, new AlterTableParser(_cursor, _names, _modes).Rest());
        }

        return _cursor.AcceptAny("DATABASE", "SCHEMA") ? Database(DdlKind.AlterDatabase, isReplacing: false) : new OtherStatement();
    }

    // ALTER DATABASE needs no name: the current one is meant.
    private DatabaseStatement Database(DdlKind kind, bool isReplacing)
    {
        var ifNotExists = _cursor.AcceptWords("IF", "NOT", "EXISTS");
        var isNamed = kind == DdlKind.CreateDatabase || _cursor.Current.Kind == SqlTokenKind.QuotedName || !IsDatabaseOption();
        var name = isNamed ? _names.ExpectDatabase(_cursor) : _names.Database;
        var charset = default(CharsetClause);
        while (!_cursor.IsAtEnd)
        {
            _cursor.Accept("DEFAULT");
            if (!CharsetClause.TryTake(_cursor, ref charset) && !_cursor.IsAtEnd)
            {
                _cursor.SkipOne();
            }
        }

        return new DatabaseStatement(kind, name, charset, isReplacing, ifNotExists);
    }

    private bool IsDatabaseOption() =>
        _cursor.IsAnyWord("DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "ENCRYPTION", "READ", "COMMENT")
        && (_cursor.IsAnyWordAt(1, "CHARACTER", "CHARSET", "COLLATE", "SET", "ENCRYPTION", "ONLY")
            || _cursor.IsSymbol('=', 1) || _cursor.Peek(2).Kind == SqlTokenKind.End);

    private DdlStatement Drop()
    {
        if (_cursor.AcceptAny("DATABASE", "SCHEMA"))
        {
            _cursor.AcceptWords("IF", "EXISTS");
            return new DatabaseStatement(DdlKind.DropDatabase, _names.ExpectDatabase(_cursor), default, false, false);
        }

        var isTemporary = _cursor.Accept("TEMPORARY");
        if (_cursor.AcceptAny("TABLE", "TABLES"))
        {
            return new DropTableStatement(List(), isTemporary);
        }

        if (_cursor.Accept("SEQUENCE"))
        {
            return new SequenceStatement(DdlKind.DropSequence, List(), isTemporary);
        }

        _cursor.AcceptAny("ONLINE", "OFFLINE");
        if (!_cursor.Accept("INDEX"))
        {
            return new OtherStatement();
        }

        _cursor.AcceptWords("IF", "EXISTS");
        var name = _cursor.ExpectName();
        _cursor.Expect("ON");
        var statement = new DropIndexStatement(Table(), name);
        _cursor.SkipStatement();
        return statement;
    }

    private ImmutableArray<TableId> List()
    {
        _cursor.AcceptWords("IF", "EXISTS");
        var tables = ImmutableArray.CreateBuilder<TableId>();
        do
        {
            tables.Add(_names.ExpectTable(_cursor));
        }
        while (_cursor.Accept(','));
        SkipWait();
        _cursor.AcceptAny("RESTRICT", "CASCADE");
        return tables.ToImmutable();
    }

    private RenameTableStatement Rename()
    {
        var renames = ImmutableArray.CreateBuilder<(TableId, TableId)>();
        _cursor.AcceptWords("IF", "EXISTS");
        do
        {
            var from = _names.ExpectTable(_cursor);
            SkipWait();
            _cursor.Expect("TO");
            renames.Add((from, _names.ExpectTable(_cursor)));
        }
        while (_cursor.Accept(','));
        return new RenameTableStatement(renames.ToImmutable());
    }

    // MariaDB: how long to wait for locks.
    private void SkipWait()
    {
        if (!_cursor.Accept("NOWAIT") && _cursor.IsWord("WAIT") && _cursor.Peek(1).Kind == SqlTokenKind.Number)
        {
            _cursor.Take();
            _cursor.Take();
        }
    }

    private TableId Table()
    {
        var table = _names.ExpectTable(_cursor);
        _table = _cursor.Problem is null ? table : null;
        return table;
    }
}
