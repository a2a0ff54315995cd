using System.Diagnostics.CodeAnalysis;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>All tables of a server as they are at one place of the binlog, captured or not, so that a table that is renamed into place needs nothing.</summary>
/// <remarks>One owner. The models in it are immutable and share what is equal.</remarks>
/// <param name="lowerCaseTableNames">The server's lower_case_table_names; with 2 names are found whatever their case.</param>
internal sealed partial class TableCatalog(int lowerCaseTableNames = 0)
{
    private const int SharingLimit = 10_000;

    private readonly Dictionary<TableId, TableModel> _tables = new(new TableIdComparer(lowerCaseTableNames == 2));
    private readonly Dictionary<string, CharsetModel> _databases =
        new(lowerCaseTableNames == 2 ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private readonly HashSet<TableId> _sequences = new(new TableIdComparer(lowerCaseTableNames == 2));
    private readonly HashSet<TableId> _touched = new(new TableIdComparer(lowerCaseTableNames == 2));
    private ModelInterner _interner = new();
    private int _shared;

    /// <summary>How names of tables are compared.</summary>
    public IEqualityComparer<TableId> Names => _tables.Comparer;

    /// <summary>Names of all tables, in no order.</summary>
    public IReadOnlyCollection<TableId> Tables => _tables.Keys;

    /// <summary>All definitions, in no order.</summary>
    public IReadOnlyCollection<TableModel> Models => _tables.Values;

    /// <summary>MariaDB's sequences, whose counters come through the binlog like rows and are none.</summary>
    public IReadOnlyCollection<TableId> Sequences => _sequences;

    /// <summary>The databases with the character sets that their new tables get.</summary>
    public IReadOnlyDictionary<string, CharsetModel> Databases => _databases;

    /// <summary>The definition of a table; null if it is not known.</summary>
    public TableModel? Find(TableId id) => _tables.GetValueOrDefault(id);

    /// <summary>Whether a name is that of a sequence.</summary>
    public bool IsSequence(TableId id) => _sequences.Contains(id);

    /// <summary>Puts all that information_schema says in the place of all that was known.</summary>
    public void Reset(CatalogModel catalog)
    {
        var tables = catalog.Tables.Select(table => table.Id).Concat(catalog.Sequences).ToHashSet(Names);
        foreach (var id in _tables.Keys.Concat(_sequences).Where(id => !tables.Contains(id)).ToList())
        {
            Remove(id);
        }

        var databases = catalog.Databases.Select(database => database.Name).ToHashSet(_databases.Comparer);
        foreach (var name in _databases.Keys.Where(name => !databases.Contains(name)).ToList())
        {
            RemoveDatabase(name);
        }

        foreach (var database in catalog.Databases)
        {
            PutDatabase(database.Name, database.Charset);
        }

        foreach (var table in catalog.Tables)
        {
            Put(table);
        }

        foreach (var sequence in catalog.Sequences)
        {
            PutSequence(sequence);
        }
    }

    /// <summary>Sets the definition of a table and returns it as it is kept: the same object as before if it says the same.</summary>
    public TableModel Put(TableModel table)
    {
        // What the interner holds of tables that are gone is let go from time to time.
        if (++_shared > SharingLimit + (2 * _tables.Count))
        {
            _shared = 0;
            _interner = new ModelInterner();
            foreach (var known in _tables.Values.ToList())
            {
                _tables[known.Id] = _interner.Share(known);
            }
        }

        var shared = _interner.Share(table);
        if (_tables.TryGetValue(table.Id, out var kept) && kept == shared)
        {
            return kept;
        }

        _touched.Add(table.Id);
        _sequences.Remove(table.Id);
        return _tables[table.Id] = shared;
    }

    /// <summary>Sets the character set of a database.</summary>
    public void PutDatabase(string name, CharsetModel charset)
    {
        _touched.Add(new TableId(name, ""));
        _databases[name] = charset;
    }

    /// <summary>Forgets a database; its tables stay.</summary>
    public bool RemoveDatabase(string name)
    {
        _touched.Add(new TableId(name, ""));
        return _databases.Remove(name);
    }

    /// <summary>Notes a sequence.</summary>
    public void PutSequence(TableId id)
    {
        _touched.Add(id);
        _tables.Remove(id);
        _sequences.Add(id);
    }

    /// <summary>Forgets a table or sequence.</summary>
    public bool Remove(TableId id)
    {
        _touched.Add(id);
        return _sequences.Remove(id) | _tables.Remove(id);
    }

    /// <summary>Hands over the names of what was set or forgotten since the last call; a database has an empty table name.</summary>
    public void DrainTouched(Action<TableId> take)
    {
        foreach (var id in _touched)
        {
            take(id);
        }

        _touched.Clear();
    }

    private sealed class TableIdComparer(bool ignoresCase) : IEqualityComparer<TableId>
    {
        private readonly StringComparer _names = ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

        public bool Equals(TableId x, TableId y) => _names.Equals(x.Table, y.Table) && _names.Equals(x.Database, y.Database);

        public int GetHashCode([DisallowNull] TableId obj) => HashCode.Combine(_names.GetHashCode(obj.Database), _names.GetHashCode(obj.Table));
    }
}
