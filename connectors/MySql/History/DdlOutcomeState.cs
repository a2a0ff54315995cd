using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History;

/// <summary>The outcome of a text while its statements are applied.</summary>
internal sealed class DdlOutcomeState
{
    private readonly List<TableChange> _changes = [];
    private readonly List<TableId> _truncated = [];
    private readonly SortedSet<string> _databases = new(StringComparer.Ordinal);
    private readonly List<TableId> _reread = [];
    private readonly HashSet<TableId> _texts = [];
    private DdlKind? _kind;
    private string? _problem;

    /// <summary>Notes a statement.</summary>
    public void Begin(DdlStatement statement)
    {
        if (_kind is null or DdlKind.Use or DdlKind.Other)
        {
            _kind = statement.Kind;
        }
    }

    /// <summary>Notes a change.</summary>
    public void Add(TableChange change)
    {
        _changes.Add(change);
        _reread.Remove(change.Id);
        _databases.Add(change.Id.Database);
    }

    /// <summary>Notes a table that lost its rows.</summary>
    public void AddTruncated(TableId table)
    {
        _truncated.Add(table);
        _databases.Add(table.Database);
    }

    /// <summary>Notes a database.</summary>
    public void AddDatabase(string name) => _databases.Add(name);

    /// <summary>Notes a table whose definition is not known any more.</summary>
    /// <param name="table">The table.</param>
    /// <param name="onlyTexts">Whether its columns are known, and only the text of members and defaults is not.</param>
    public void AddReread(TableId table, bool onlyTexts = false)
    {
        if (!_reread.Contains(table))
        {
            _reread.Add(table);
            _texts.Add(table);
        }

        if (!onlyTexts)
        {
            _texts.Remove(table);
        }

        _databases.Add(table.Database);
    }

    /// <summary>Notes a statement that could not be read.</summary>
    public void Fail(UnreadableStatement statement)
    {
        _problem ??= statement.Problem;
        if (statement.Table is { } table)
        {
            AddReread(table);
        }
    }

    /// <summary>The outcome.</summary>
    public DdlOutcome ToOutcome() => new()
    {
        Kind = _kind ?? DdlKind.Other,
        Changes = [.. _changes],
        Truncated = [.. _truncated],
        Databases = [.. _databases],
        Reread = [.. _reread],
        RereadForTexts = [.. _reread.Where(_texts.Contains)],
        Problem = _problem,
    };
}
