using System.Collections.Immutable;
using ConnectRuntime.MySql.History.Catalog;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Reads the actions of ALTER TABLE.</summary>
internal sealed class AlterTableParser(SqlCursor cursor, NamePolicy names, TypeModes modes)
{
    private readonly ImmutableArray<AlterAction>.Builder _actions = ImmutableArray.CreateBuilder<AlterAction>();
    private readonly ColumnParser _columns = new(cursor, modes);
    private readonly KeyParser _keys = new(cursor);
    private TableOptionsClause _options;
    private bool _isConditional;

    /// <summary>Takes the rest of the statement.</summary>
    public ImmutableArray<AlterAction> Rest()
    {
        while (!cursor.IsAtEnd)
        {
            TakeAction();
            cursor.SkipItem();
            if (!cursor.Accept(',') && !cursor.IsAtEnd)
            {
                cursor.Fail("a comma");
            }
        }

        // A set and a collation are one clause, whatever stands between them and whichever comes first.
        if (_options != default)
        {
            _actions.Add(new SetOptionsAction(_options));
        }

        if (_isConditional)
        {
            _actions.Add(new ConditionAction());
        }

        return _actions.ToImmutable();
    }

    private void TakeAction()
    {
        if (cursor.Accept("ADD"))
        {
            TakeAdd();
        }
        else if (cursor.Accept("DROP"))
        {
            TakeDrop();
        }
        else if (cursor.Accept("CHANGE"))
        {
            var ifExists = SkipColumnWords();
            var name = cursor.ExpectName();
            Change(name, _columns.Expect(), ifExists);
        }
        else if (cursor.Accept("MODIFY"))
        {
            var ifExists = SkipColumnWords();
            var column = _columns.Expect();
            Change(column.Name, column, ifExists);
        }
        else if (cursor.Accept("ALTER"))
        {
            TakeAlter();
        }
        else if (cursor.Accept("RENAME"))
        {
            TakeRename();
        }
        else if (cursor.Accept("CONVERT"))
        {
            TakeConvert();
        }
        else if (cursor.IsAnyWord("REORGANIZE", "REBUILD", "COALESCE"))
        {
            _actions.Add(new MaintenanceAction(HasLayout: true));
        }
        else if (cursor.IsAnyWord("TRUNCATE", "EXCHANGE", "ANALYZE", "CHECK", "REPAIR", "DISCARD", "IMPORT", "DISABLE", "ENABLE"))
        {
            _actions.Add(new MaintenanceAction(HasLayout: false));
        }
        else
        {
            TakeOptions();
        }
    }

    private void TakeAdd()
    {
        if (cursor.AcceptWords("SYSTEM", "VERSIONING"))
        {
            _actions.Add(new SetVersioningAction(true));
        }
        else if (_keys.IsNext)
        {
            AddKey(_keys.Expect());
        }
        else if (cursor.IsWord("PARTITION"))
        {
            _actions.Add(new MaintenanceAction(HasLayout: true));
        }
        else
        {
            cursor.Accept("COLUMN");
            var ifNotExists = cursor.AcceptWords("IF", "NOT", "EXISTS");
            _isConditional |= ifNotExists;
            if (cursor.IsSymbol('('))
            {
                var (columns, keys) = new CreateTableParser(cursor, names, modes).ExpectElements();
                _actions.AddRange(columns.Select(column => new AddColumnAction(column with { IfNotExists = ifNotExists })));
                _actions.AddRange(keys.Select(key => new AddKeyAction(key)));
            }
            else
            {
                var column = _columns.Expect() with { IfNotExists = ifNotExists };
                _actions.Add(new AddColumnAction(column));
                AddKeys(column, ifNotExists);
            }
        }
    }

    // What is said of the column holds for the key that it has in its definition.
    private void Change(string name, ColumnClause column, bool ifExists)
    {
        _actions.Add(new ChangeColumnAction(name, column));
        AddKeys(column, ifExists);
    }

    private void AddKeys(ColumnClause column, bool ifNotExists) =>
        _actions.AddRange(CreateTableParser.KeysOf(column, cursor.Dialect).Select(key => new AddKeyAction(key with { IfNotExists = ifNotExists })));

    private void AddKey(KeyClause? key)
    {
        if (key is not null)
        {
            _actions.Add(new AddKeyAction(key));
            _isConditional |= key.IfNotExists;
        }
    }

    private void TakeDrop()
    {
        if (cursor.AcceptWords("SYSTEM", "VERSIONING"))
        {
            _actions.Add(new SetVersioningAction(false));
        }
        else if (cursor.AcceptWords("PRIMARY", "KEY"))
        {
            _actions.Add(new DropKeyAction(KeyPolicy.Primary));
        }
        else if (cursor.IsAnyWord("INDEX", "KEY", "CONSTRAINT"))
        {
            var isConstraint = cursor.IsWord("CONSTRAINT");
            cursor.Take();
            AcceptIfExists();
            _actions.Add(new DropKeyAction(cursor.ExpectName(), isConstraint));
        }
        else if (cursor.IsWord("PARTITION"))
        {
            _actions.Add(new MaintenanceAction(HasLayout: true));
        }
        else if (!cursor.IsAnyWord("FOREIGN", "CHECK") && !_keys.IsPeriod)
        {
            SkipColumnWords();
            _actions.Add(new DropColumnAction(cursor.ExpectName()));
        }
    }

    private void TakeAlter()
    {
        if (cursor.IsAnyWord("INDEX", "KEY", "CHECK", "CONSTRAINT"))
        {
            return;
        }

        SkipColumnWords();
        var name = cursor.ExpectName();
        if (cursor.AcceptWords("SET", "DEFAULT"))
        {
            _actions.Add(new SetDefaultAction(name, DefaultParser.Expect(cursor)));
        }
        else if (cursor.AcceptWords("DROP", "DEFAULT"))
        {
            _actions.Add(new SetDefaultAction(name, null));
        }
        else if (cursor.AcceptWords("SET", "INVISIBLE"))
        {
            _actions.Add(new SetVisibilityAction(name, true));
        }
        else if (cursor.AcceptWords("SET", "VISIBLE"))
        {
            _actions.Add(new SetVisibilityAction(name, false));
        }
    }

    private void TakeRename()
    {
        if (cursor.AcceptAny("INDEX", "KEY"))
        {
            AcceptIfExists();
            var name = cursor.ExpectName();
            cursor.Expect("TO");
            _actions.Add(new RenameKeyAction(name, cursor.ExpectName()));
        }
        else if (cursor.Accept("COLUMN"))
        {
            AcceptIfExists();
            var name = cursor.ExpectName();
            cursor.Expect("TO");
            _actions.Add(new RenameColumnAction(name, cursor.ExpectName()));
        }
        else
        {
            if (!cursor.AcceptAny("TO", "AS"))
            {
                cursor.Accept('=');
            }

            _actions.Add(new RenameTableAction(names.ExpectTable(cursor)));
        }
    }

    private void TakeConvert()
    {
        if (cursor.Accept("PARTITION"))
        {
            cursor.ExpectName();
            cursor.Expect("TO");
            cursor.Expect("TABLE");
            _actions.Add(new PartitionToTableAction(names.ExpectTable(cursor)));
            return;
        }

        if (cursor.Accept("TABLE"))
        {
            _actions.Add(new TableToPartitionAction(names.ExpectTable(cursor)));
            return;
        }

        cursor.Expect("TO");
        var charset = default(CharsetClause);
        while (CharsetClause.TryTake(cursor, ref charset))
        {
            // One part after the other.
        }

        _actions.Add(new ConvertCharsetAction(charset));
    }

    // Options need no commas in between, and what else there is changes no column.
    private void TakeOptions()
    {
        while (!cursor.IsAtEnd && !cursor.IsSymbol(','))
        {
            if (!TableOptionsParser.TryTake(cursor, ref _options))
            {
                cursor.SkipOne();
            }
        }
    }

    private bool SkipColumnWords()
    {
        cursor.Accept("COLUMN");
        return AcceptIfExists();
    }

    private bool AcceptIfExists()
    {
        var ifExists = cursor.AcceptWords("IF", "EXISTS");
        _isConditional |= ifExists;
        return ifExists;
    }
}
