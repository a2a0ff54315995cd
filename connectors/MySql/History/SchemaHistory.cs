using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.History.Notes;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History;

/// <summary>The definitions of all tables through time: as they are now, and as they were at every position that may still be asked for.</summary>
/// <remarks>
/// One owner, the task's read thread; only opening, saving and pruning wait for the store.
/// <code>
/// marks: oldest ≤ committed ≤ saved ≤ Mark
/// </code>
/// Every change raises <see cref="Mark"/> by one. A table that changed has a version for each change, oldest first; one that did not has one version and
/// costs nothing more. After <see cref="Restore"/> the same statements give the same marks, and versions of marks to come are forgotten.
/// </remarks>
internal sealed class SchemaHistory
{
    private readonly HistoryNotes _notes;
    private readonly Dictionary<TableId, List<HistoryVersion>> _versions;
    private readonly HashSet<TableId> _dirty;
    private readonly HashSet<TableId> _prunable;
    private HistoryMark _oldest;
    private HistoryMark _saved;

    private SchemaHistory(ITaskStore store, int lowerCaseTableNames)
    {
        _notes = new HistoryNotes(store);
        Catalog = new TableCatalog(lowerCaseTableNames);
        _versions = new Dictionary<TableId, List<HistoryVersion>>(Catalog.Names);
        _dirty = new HashSet<TableId>(Catalog.Names);
        _prunable = new HashSet<TableId>(Catalog.Names);
    }

    /// <summary>The tables as they are at <see cref="Mark"/>.</summary>
    public TableCatalog Catalog { get; }

    /// <summary>The number of the last change.</summary>
    public HistoryMark Mark { get; private set; }

    /// <summary>Whether nothing was ever saved.</summary>
    public bool IsEmpty => Mark.Sequence == 0;

    /// <summary>Whether something is to be saved before a position of now may be committed.</summary>
    public bool HasUnsaved => _saved != Mark || _dirty.Count > 0;

    /// <summary>Reads what is stored, and goes to its newest change.</summary>
    /// <param name="store">The task's notes.</param>
    /// <param name="lowerCaseTableNames">The server's lower_case_table_names.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<SchemaHistory> OpenAsync(ITaskStore store, int lowerCaseTableNames, CancellationToken cancellationToken)
    {
        var history = new SchemaHistory(store, lowerCaseTableNames);
        (history._oldest, history.Mark) = await history._notes.ReadMarksAsync(cancellationToken).ConfigureAwait(false);
        history._saved = history.Mark;
        await history._notes.ReadAsync(history.Take, cancellationToken).ConfigureAwait(false);
        history.Restore(history.Mark);
        return history;
    }

    /// <summary>Goes to the definitions of a mark that was saved.</summary>
    public void Restore(HistoryMark at)
    {
        if (at.CompareTo(Mark) > 0)
        {
            throw HistoryErrors.Missing(at, Mark);
        }

        if (at.CompareTo(_oldest) < 0)
        {
            throw HistoryErrors.Pruned(at, _oldest);
        }

        foreach (var (id, versions) in _versions)
        {
            // What came after a mark is no part of the history once it goes on from there.
            if (versions.RemoveAll(version => version.Mark.CompareTo(at) > 0) > 0)
            {
                _dirty.Add(id);
            }

            Restore(id, versions);
        }

        Mark = at;
        Catalog.DrainTouched(static _ => { });
    }

    /// <summary>Puts what the server says now in the place of all that was known, as a change of its own.</summary>
    public void Reset(CatalogModel catalog)
    {
        Catalog.Reset(catalog);
        Note(always: true);
    }

    /// <summary>Applies a text of statements.</summary>
    public DdlOutcome Apply(string sql, DdlContext context)
    {
        var outcome = new DdlOutcomeState();
        foreach (var statement in DdlParser.Parse(sql, context))
        {
            Catalog.Apply(statement, context, outcome);
        }

        Note(always: false);
        return outcome.ToOutcome();
    }

    /// <summary>Sets the definition of a table that was read from the server or told by the binlog, and returns it as it is kept.</summary>
    public TableModel Put(TableModel table)
    {
        var kept = Catalog.Put(table);
        Note(always: false);
        return kept;
    }

    /// <summary>Makes all changes durable. Nothing is written where nothing has changed.</summary>
    public async ValueTask SaveAsync(CancellationToken cancellationToken)
    {
        if (HasUnsaved)
        {
            var mark = Mark;
            await _notes.WriteAsync(_dirty, id => _versions.GetValueOrDefault(id), _oldest, mark, cancellationToken).ConfigureAwait(false);
            _dirty.Clear();
            _saved = mark;
        }
    }

    /// <summary>
    /// Forgets versions that no position needs any more, once a position with this mark is committed. The store learns of it with the next change, or here if
    /// much has gathered.
    /// </summary>
    public ValueTask PruneAsync(HistoryMark committed, CancellationToken cancellationToken)
    {
        if (_prunable.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        foreach (var id in _prunable.ToList())
        {
            Prune(id, committed);
        }

        return _dirty.Count > HistoryNotes.Gathered ? SaveAsync(cancellationToken) : ValueTask.CompletedTask;
    }

    private void Take(TableId id, List<HistoryVersion> versions)
    {
        _versions[id] = versions;
        if (versions.Count > 1 || versions is [{ Kind: HistoryVersionKind.Nothing }])
        {
            _prunable.Add(id);
        }
    }

    private void Restore(TableId id, List<HistoryVersion> versions)
    {
        switch (versions.LastOrDefault())
        {
            case { Kind: HistoryVersionKind.Table } version:
                versions[^1] = version with { Table = Catalog.Put(version.Table!) };
                break;
            case { Kind: HistoryVersionKind.Database } version:
                Catalog.PutDatabase(id.Database, version.Charset);
                break;
            case { Kind: HistoryVersionKind.Sequence }:
                Catalog.PutSequence(id);
                break;
            default:
                _ = id.Table.Length == 0 ? Catalog.RemoveDatabase(id.Database) : Catalog.Remove(id);
                break;
        }
    }

    private void Note(bool always)
    {
        var mark = new HistoryMark(Mark.Sequence + 1);
        var hasChanged = always;
        Catalog.DrainTouched(id => hasChanged |= Add(id, VersionOf(id, mark)));
        Mark = hasChanged ? mark : Mark;
    }

    private bool Add(TableId id, HistoryVersion version)
    {
        var versions = _versions.GetValueOrDefault(id);
        var last = versions?.LastOrDefault() ?? new HistoryVersion(default, HistoryVersionKind.Nothing);
        if (last.IsSameAs(version))
        {
            return false;
        }

        if (versions is null)
        {
            _versions[id] = versions = [];
        }

        versions.Add(version);
        _dirty.Add(id);
        if (versions.Count > 1)
        {
            _prunable.Add(id);
        }

        return true;
    }

    private HistoryVersion VersionOf(TableId id, HistoryMark mark)
    {
        if (id.Table.Length == 0)
        {
            return Catalog.Databases.TryGetValue(id.Database, out var charset)
                ? new HistoryVersion(mark, HistoryVersionKind.Database, null, charset)
                : new HistoryVersion(mark, HistoryVersionKind.Nothing);
        }

        return Catalog.Find(id) is { } table ? new HistoryVersion(mark, HistoryVersionKind.Table, table)
            : new HistoryVersion(mark, Catalog.IsSequence(id) ? HistoryVersionKind.Sequence : HistoryVersionKind.Nothing);
    }

    private void Prune(TableId id, HistoryMark committed)
    {
        var versions = _versions[id];
        var needed = versions.FindLastIndex(version => version.Mark.CompareTo(committed) <= 0);
        if (needed > 0)
        {
            versions.RemoveRange(0, needed);
            Forget(committed, id);
        }

        if (versions is [{ Kind: HistoryVersionKind.Nothing } gone] && gone.Mark.CompareTo(committed) <= 0)
        {
            _versions.Remove(id);
            Forget(committed, id);
        }

        if (versions.Count == 1)
        {
            _prunable.Remove(id);
        }
    }

    private void Forget(HistoryMark committed, TableId id)
    {
        _dirty.Add(id);
        _oldest = committed.CompareTo(_oldest) > 0 ? committed : _oldest;
    }
}
