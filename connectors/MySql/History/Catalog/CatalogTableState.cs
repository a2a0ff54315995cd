using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>A table as it is put together from the rows of information_schema, which come in any order.</summary>
/// <param name="id">Its name.</param>
/// <param name="charset">The character set of columns that name none.</param>
/// <param name="comment">Its comment.</param>
/// <param name="isVersioned">Whether MariaDB keeps its old rows.</param>
/// <param name="hasHashes">Whether a unique key of type HASH is one over a hidden column; MEMORY has real ones.</param>
internal sealed class CatalogTableState(TableId id, CharsetModel charset, string? comment, bool isVersioned, bool hasHashes)
{
    private readonly List<(int Ordinal, ColumnModel Column)> _columns = [];
    private readonly List<(string Name, List<(int Ordinal, string? Column, int Prefix)> Parts, KeyTraits Traits)> _keys = [];
    private string? _rowEnd;

    /// <summary>Its name.</summary>
    public TableId Id => id;

    /// <summary>Whether any column was seen.</summary>
    public bool HasColumns => _columns.Count > 0;

    /// <summary>How many unique keys it has beside the primary one.</summary>
    public int UniqueKeyCount => _keys.Count(key => key.Traits.IsUnique && key.Name != KeyPolicy.Primary);

    /// <summary>Its columns, for what they need that is not in their row.</summary>
    public IEnumerable<ColumnModel> Columns => _columns.Select(entry => entry.Column);

    /// <summary>Adds a column.</summary>
    public void Add(int ordinal, ColumnModel column, string? expression)
    {
        _columns.Add((ordinal, column));
        if (expression == "ROW END")
        {
            _rowEnd = column.Name;
        }
    }

    /// <summary>Puts another column in the place of one of the same name.</summary>
    public void Replace(ColumnModel column)
    {
        var at = _columns.FindIndex(entry => entry.Column.Name == column.Name);
        _columns[at] = (_columns[at].Ordinal, column);
    }

    /// <summary>Adds a part of a key.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="isUnique">Whether the key is unique.</param>
    /// <param name="ordinal">The part's number.</param>
    /// <param name="column">Its column; null for an expression.</param>
    /// <param name="prefix">How much of the column it holds; 0 for all.</param>
    /// <param name="isHash">Whether it holds a hash of it.</param>
    public void AddKeyPart(string name, bool isUnique, int ordinal, string? column, int prefix, bool isHash)
    {
        var at = _keys.FindIndex(key => key.Name == name);
        if (at < 0)
        {
            at = _keys.Count;
            _keys.Add((name, [], new KeyTraits { IsUnique = isUnique }));
        }

        _keys[at].Traits.IsHash |= isHash && isUnique && hasHashes && name != KeyPolicy.Primary;

        _keys[at].Parts.Add((ordinal, column, prefix));
    }

    /// <summary>Puts the keys in the order that they have in the table.</summary>
    public void OrderKeys(List<string> names) => _keys.Sort((a, b) => names.IndexOf(a.Name).CompareTo(names.IndexOf(b.Name)));

    /// <summary>The table.</summary>
    public TableModel ToModel()
    {
        var columns = _columns.OrderBy(entry => entry.Ordinal).Select(entry => entry.Column).ToList();
        if (isVersioned && _rowEnd is null)
        {
            columns.Add(SystemVersioning.HiddenStart);
            columns.Add(SystemVersioning.HiddenEnd);
            _rowEnd = SystemVersioning.HiddenEnd.Name;
        }

        bool IsNullable(string name) => columns.Exists(column => column.Name == name && column.IsNullable);
        var keys = _keys.Where(key => key.Traits.IsUnique && key.Parts.All(part => part.Column is not null)).Select(ToKey).ToList();
        var unique = keys.Where(key => key.Name != KeyPolicy.Primary).ToImmutableArray();
        return new TableModel(id, [.. columns, .. KeyPolicy.HashColumns(unique, key => key.Columns.Any(IsNullable))])
        {
            PrimaryKey = keys.Find(key => key.Name == KeyPolicy.Primary),
            UniqueKeys = unique,
            OtherKeys = [.. _keys.Where(key => !keys.Exists(known => known.Name == key.Name)).Select(ToKey)],
            Charset = charset.Charset,
            Collation = charset.Collation,
            Comment = comment,
            RowEnd = isVersioned ? _rowEnd : null,
        };
    }

    // The server adds the row's end to all unique keys of a versioned table, so that old rows fit beside the current one.
    private KeyModel ToKey((string Name, List<(int Ordinal, string? Column, int Prefix)> Parts, KeyTraits Traits) key)
    {
        var parts = key.Parts.OrderBy(part => part.Ordinal).Where(part => part.Column is not null).ToList();
        if (isVersioned && parts.Count > 1 && parts[^1].Column == _rowEnd)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return new KeyModel(key.Name, [.. parts.Select(part => part.Column!)])
        {
            Prefixes = parts.Exists(part => part.Prefix > 0) ? [.. parts.Select(part => part.Prefix)] : [],
            IsHash = key.Traits.IsHash,
        };
    }

    private sealed class KeyTraits
    {
        public bool IsUnique { get; init; }

        public bool IsHash { get; set; }
    }
}
