using System.Collections.Immutable;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>A table while a statement changes it: the server's rules, one statement at a time.</summary>
/// <remarks>One owner, for the time of one statement: <c>model → state → actions → model</c>.</remarks>
internal sealed partial class TableState
{
    private readonly DdlContext _context;
    private readonly ColumnPolicy _policy;
    private readonly CharsetModel _database;
    private readonly HashSet<string> _clocks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, KeyClause> _periods = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ColumnModel> _columns = [];
    private CharsetModel _charset;
    private string? _comment;
    private bool _isVersioned;
    private string? _rowEnd;

    /// <summary>A table without anything.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="context">What the session had set.</param>
    /// <param name="database">The database's character set.</param>
    public TableState(TableId id, DdlContext context, CharsetModel database)
    {
        Id = id;
        _context = context;
        _policy = new ColumnPolicy(context);
        _database = _charset = database;
        _isOrdered = !KeyPolicy.KeepsOrder(context.Server);
    }

    /// <summary>A table as it was.</summary>
    public TableState(TableModel model, DdlContext context, CharsetModel database)
        : this(model.Id, context, database)
    {
        _columns.AddRange(model.Columns.Where(column => !column.IsHidden));
        _charset = new CharsetModel(model.Charset, model.Collation);
        _comment = model.Comment;
        _rowEnd = model.RowEnd;
        _isVersioned = model.RowEnd is not null;
        _candidate = CandidateOf(model);
        _primary = model.PrimaryKey;
        _unique = [.. model.UniqueKeys];
        _other = [.. model.OtherKeys];
        _before = Names();
        if (_primary is not null)
        {
            _before.Add(KeyPolicy.Primary);
        }

        RemoveHidden();
    }

    /// <summary>Its name.</summary>
    public TableId Id { get; private set; }

    /// <summary>Whether a statement named what is not there, so that the definition is not what it was taken for.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>Whether the server makes something of members and defaults that rules here cannot tell.</summary>
    public bool HasDoubtfulTexts { get; private set; }

    /// <summary>The table as it is now.</summary>
    public TableModel ToModel()
    {
        SettleClock();
        var columns = _columns.ToList();
        var rowEnd = _isVersioned ? _rowEnd : null;
        if (_isVersioned && rowEnd is null)
        {
            columns.Add(SystemVersioning.HiddenStart);
            columns.Add(SystemVersioning.HiddenEnd);
            rowEnd = SystemVersioning.HiddenEnd.Name;
        }

        var unique = OrderedUnique().Select(key => WithoutEnd(key, rowEnd)).ToImmutableArray();
        return new TableModel(Id, [.. columns, .. KeyPolicy.HashColumns(unique, key => key.Columns.Any(IsNullable))])
        {
            PrimaryKey = _primary is null ? null : WithoutEnd(_primary, rowEnd),
            UniqueKeys = unique,
            OtherKeys = [.. _other],
            Charset = _charset.Charset,
            Collation = _charset.Collation,
            Comment = _comment,
            RowEnd = rowEnd,
        };
    }

    /// <summary>Gives it what CREATE TABLE says.</summary>
    public void Create(CreateTableStatement statement)
    {
        SetOptions(statement.Options, _database);
        foreach (var clause in statement.Columns)
        {
            _columns.Add(Resolve(clause));
        }

        AddKeys(statement.Keys);
    }

    /// <summary>Does what ALTER TABLE says, in the order in which the server does it: options, what goes and changes, what comes, keys.</summary>
    public void Alter(ImmutableArray<AlterAction> actions)
    {
        // Where nothing happens in the end, the definition is not written anew.
        IsDoubtful |= actions.Any(action => action is ConditionAction) && _unique.Any(key => key.IsHash);
        foreach (var options in actions.OfType<SetOptionsAction>())
        {
            SetOptions(options.Options, _charset);
        }

        // Both may be said at once: then the option is the table's, and all columns are converted to the other.
        var convert = actions.OfType<ConvertCharsetAction>().LastOrDefault();
        var target = convert is null ? _charset : _context.Charsets.Resolve(convert.Charset, _database);
        if (!actions.Any(action => action is SetOptionsAction { Options.Charset.IsEmpty: false }))
        {
            _charset = target;
        }

        AlterColumns(actions);
        if (convert is not null)
        {
            ConvertColumns(target);

            // What becomes of the table's own set, and of texts that are defined at the same time, follows no rule that both servers keep.
            IsDoubtful |= actions.Any(action =>
                action is SetOptionsAction { Options.Charset.IsEmpty: false } || IsTextDefinition(action) || IsBlobChange(action));
        }

        AlterKeys(actions);
        foreach (var action in actions)
        {
            switch (action)
            {
                case SetVersioningAction versioning:
                    SetVersioning(versioning.IsVersioned);
                    break;
                case RenameTableAction rename:
                    Id = rename.NewId;
                    break;
            }
        }
    }

    /// <summary>The table by another name, as LIKE makes it: with the order and the kind of keys that it would have if it was made now.</summary>
    /// <param name="id">The new table's name.</param>
    public TableModel CopyAs(TableId id)
    {
        Id = id;
        SettleKeys();
        NoteNulls();
        _isOrdered = true;
        return ToModel();
    }

    private void SetOptions(TableOptionsClause options, CharsetModel inherited)
    {
        if (!options.Charset.IsEmpty)
        {
            _charset = _context.Charsets.Resolve(options.Charset, options.Charset.IsDefault ? _database : inherited);
        }

        if (options.Comment is { } comment)
        {
            _comment = comment.Length > 0 ? comment : null;
        }

        _isVersioned |= options.IsVersioned;
    }

    private void SetVersioning(bool isVersioned)
    {
        _isVersioned = isVersioned;
        if (!isVersioned && _rowEnd is not null)
        {
            _rowEnd = null;
        }
    }

    // The hidden columns are the last ones, whatever comes.
    private void RemoveHidden()
    {
        if (_isVersioned && _columns.Count > 2 && _columns[^1] == SystemVersioning.HiddenEnd && _columns[^2] == SystemVersioning.HiddenStart)
        {
            _columns.RemoveRange(_columns.Count - 2, 2);
            _rowEnd = null;
        }
    }

    private ColumnModel Resolve(ColumnClause clause)
    {
        if (clause.IsRowEnd)
        {
            _rowEnd = clause.Name;
        }

        _isVersioned |= clause.IsVersioned;
        if (_policy.FollowsClock(clause))
        {
            _clocks.Add(clause.Name);
        }

        return _policy.Resolve(clause, _charset);
    }

    // Only the first TIMESTAMP of the whole table can do so.
    private void SettleClock()
    {
        var first = _columns.FindIndex(column => column.Type == SqlType.Timestamp && !column.IsGenerated);
        if (first >= 0 && _clocks.Contains(_columns[first].Name))
        {
            _columns[first] = _columns[first] with { Default = new ColumnDefault(DefaultKind.Now) };
        }
    }

    private static bool IsTextDefinition(AlterAction action) =>
        (action as AddColumnAction)?.Column is { } added ? ColumnTypePolicy.IsText(added.Type.Type)
        : action is ChangeColumnAction { Column: var changed } && ColumnTypePolicy.IsText(changed.Type.Type);

    // MySQL has the size of the old column decide which of the blobs it becomes.
    private bool IsBlobChange(AlterAction action) =>
        !_context.Server.IsMariaDb && action is ChangeColumnAction { Column.Type.Type: >= SqlType.TinyBlob and <= SqlType.LongBlob };

    private int IndexOf(string name) => _columns.FindIndex(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private bool IsNullable(string name) => IndexOf(name) is >= 0 and var at && _columns[at].IsNullable;
}
