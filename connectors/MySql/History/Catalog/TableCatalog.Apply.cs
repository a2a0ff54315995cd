using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

// Statements.
internal sealed partial class TableCatalog
{
    /// <summary>Does what a statement says and notes the outcome. A statement that succeeded on the server is never refused here.</summary>
    public void Apply(DdlStatement statement, DdlContext context, DdlOutcomeState outcome)
    {
        outcome.Begin(statement);
        switch (statement)
        {
            case UnreadableStatement unreadable:
                outcome.Fail(unreadable);
                break;
            case CreateTableStatement { IsTemporary: false } create:
                Create(create, context, outcome);
                break;
            case AlterTableStatement alter:
                Alter(alter, context, outcome);
                break;
            case DropTableStatement { IsTemporary: false } drop:
                foreach (var table in drop.Tables)
                {
                    Drop(table, outcome);
                }

                break;
            case RenameTableStatement rename:
                foreach (var (from, to) in rename.Renames)
                {
                    Rename(from, to, outcome);
                }

                break;
            case TruncateTableStatement truncate:
                outcome.AddTruncated(truncate.Table);
                break;
            case CreateIndexStatement index:
                CreateIndex(index, context, outcome);
                break;
            case DropIndexStatement index:
                Change(index.Table, context, outcome, state => state.Alter([new DropKeyAction(index.Name)]));
                break;
            case DatabaseStatement database:
                ApplyDatabase(database, context, outcome);
                break;
            case SequenceStatement { IsTemporary: false } sequence:
                ApplySequence(sequence, outcome);
                break;
        }
    }

    private void Create(CreateTableStatement statement, DdlContext context, DdlOutcomeState outcome)
    {
        var id = statement.Table;
        if (statement.IfNotExists && (_tables.ContainsKey(id) || _sequences.Contains(id)))
        {
            return;
        }

        if (statement.HasQuery || (statement.Like is { } like && !_tables.ContainsKey(like)))
        {
            Remove(id);
            outcome.AddReread(id);
            return;
        }

        if (statement.Options.IsSequence)
        {
            ApplySequence(new SequenceStatement(DdlKind.CreateSequence, [id], IsTemporary: false), outcome);
            return;
        }

        if (statement.Like is { } source)
        {
            outcome.Add(new TableChange(TableChangeKind.Create, id, Put(Copy(_tables[source], id, context))));
            return;
        }

        var state = new TableState(id, context, CharsetOf(id.Database, context));
        state.Create(statement);
        outcome.Add(new TableChange(TableChangeKind.Create, id, Put(state.ToModel())));
        if (state.IsDoubtful)
        {
            outcome.AddReread(id);
        }
    }

    private void Alter(AlterTableStatement statement, DdlContext context, DdlOutcomeState outcome)
    {
        Change(statement.Table, context, outcome, state => state.Alter(statement.Actions));
        foreach (var action in statement.Actions)
        {
            switch (action)
            {
                case RenameTableAction rename when !_tables.ContainsKey(rename.NewId):
                    // One that was not known, or a view.
                    outcome.AddReread(rename.NewId);
                    break;
                case PartitionToTableAction partition when _tables.TryGetValue(statement.Table, out var whole):
                    outcome.Add(new TableChange(TableChangeKind.Create, partition.Table, Put(Copy(whole, partition.Table, context))));
                    break;
                case TableToPartitionAction partition:
                    Drop(partition.Table, outcome);
                    break;
            }
        }
    }

    private TableModel Copy(TableModel source, TableId id, DdlContext context) =>
        new TableState(source, context, CharsetOf(source.Id.Database, context)).CopyAs(id);

    private void CreateIndex(CreateIndexStatement index, DdlContext context, DdlOutcomeState outcome) =>
        Change(index.Table, context, outcome, state =>
        {
            var add = new AddKeyAction(index.Key with { IfNotExists = index.IfNotExists });
            state.Alter(index.IsReplacing ? [new DropKeyAction(index.Key.Name!), add] : [add]);
        });

    // A name that is not known may be a view's, or a table's whose definition never came; the server knows.
    private void Change(TableId id, DdlContext context, DdlOutcomeState outcome, Action<TableState> change)
    {
        if (!_tables.TryGetValue(id, out var model))
        {
            if (!_sequences.Contains(id))
            {
                outcome.AddReread(id);
            }

            return;
        }

        var state = new TableState(model, context, CharsetOf(id.Database, context));
        change(state);
        Remove(id);
        var changed = Put(state.ToModel());
        outcome.Add(new TableChange(TableChangeKind.Alter, changed.Id, changed, changed.Id == id ? null : id));
        if (state.IsDoubtful || state.HasDoubtfulTexts)
        {
            outcome.AddReread(changed.Id, onlyTexts: !state.IsDoubtful);
        }
    }

    private void Drop(TableId id, DdlOutcomeState outcome)
    {
        if (_tables.ContainsKey(id))
        {
            outcome.Add(new TableChange(TableChangeKind.Drop, id, null));
        }

        Remove(id);
    }

    private void Rename(TableId from, TableId to, DdlOutcomeState outcome)
    {
        if (_tables.TryGetValue(from, out var model))
        {
            Remove(from);
            outcome.Add(new TableChange(TableChangeKind.Alter, to, Put(model with { Id = to }), from));
        }
        else if (_sequences.Contains(from))
        {
            Remove(from);
            PutSequence(to);
        }
        else
        {
            Remove(to);
            outcome.AddReread(to);
        }
    }

    private void ApplyDatabase(DatabaseStatement statement, DdlContext context, DdlOutcomeState outcome)
    {
        outcome.AddDatabase(statement.Database);
        var isKnown = _databases.TryGetValue(statement.Database, out var known);
        if (statement.Kind == DdlKind.DropDatabase || statement.IsReplacing)
        {
            foreach (var id in _tables.Keys.Concat(_sequences).Where(id => id.Database == statement.Database).Order().ToList())
            {
                Drop(id, outcome);
            }

            RemoveDatabase(statement.Database);
        }

        if (statement.Kind == DdlKind.AlterDatabase)
        {
            var inherited = statement.Charset.IsDefault || !isKnown ? ServerCharset(context) : known;
            PutDatabase(statement.Database, context.Charsets.Resolve(statement.Charset, inherited));
        }
        else if (statement.Kind == DdlKind.CreateDatabase && !(statement.IfNotExists && isKnown))
        {
            PutDatabase(statement.Database, context.Charsets.Resolve(statement.Charset, ServerCharset(context)));
        }
    }

    private void ApplySequence(SequenceStatement statement, DdlOutcomeState outcome)
    {
        foreach (var id in statement.Sequences)
        {
            outcome.AddDatabase(id.Database);
            if (statement.Kind == DdlKind.CreateSequence)
            {
                PutSequence(id);
            }
            else
            {
                Remove(id);
            }
        }
    }

    private CharsetModel CharsetOf(string database, DdlContext context) =>
        _databases.TryGetValue(database, out var charset) ? charset : ServerCharset(context);

    private static CharsetModel ServerCharset(DdlContext context)
    {
        var collation = CharsetNames.CollationOf(context.ServerCollation);
        return collation is not null ? CharsetModel.OfCollation(collation)
            : CollationTable.CharsetOf(context.ServerCollation) is { } charset ? context.Charsets.Resolve(new CharsetClause(charset, null, false), default)
            : default;
    }
}
