using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Equal parts of definitions as one object: ten thousand tables of tenants are mostly the same table.</summary>
/// <remarks>One owner. Columns are compared with all that they say, so that what is shared is equal in every fact.</remarks>
internal sealed class ModelInterner
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<ColumnModel, ColumnModel> _columns = [];
    private readonly Dictionary<KeyText, KeyModel> _keys = [];
    private readonly Dictionary<ObjectList<ColumnModel>, ImmutableArray<ColumnModel>> _columnLists = [];
    private readonly Dictionary<ObjectList<KeyModel>, ImmutableArray<KeyModel>> _keyLists = [];

    /// <summary>A table whose parts are shared with all tables that were given before; two tables that say the same are equal afterwards.</summary>
    public TableModel Share(TableModel table) => table with
    {
        Id = new TableId(Text(table.Id.Database)!, table.Id.Table),
        Columns = Columns(table.Columns),
        PrimaryKey = table.PrimaryKey is { } key ? Key(key) : null,
        UniqueKeys = Keys(table.UniqueKeys),
        OtherKeys = Keys(table.OtherKeys),
        Charset = Text(table.Charset),
        Collation = Text(table.Collation),
    };

    private ImmutableArray<ColumnModel> Columns(ImmutableArray<ColumnModel> columns) => List(columns.Select(Column).ToImmutableArray(), _columnLists);

    private ImmutableArray<KeyModel> Keys(ImmutableArray<KeyModel> keys) => keys.IsEmpty ? [] : List(keys.Select(Key).ToImmutableArray(), _keyLists);

    private static ImmutableArray<T> List<T>(ImmutableArray<T> shared, Dictionary<ObjectList<T>, ImmutableArray<T>> lists)
        where T : class
    {
        var list = new ObjectList<T>(shared);
        if (lists.TryGetValue(list, out var known))
        {
            return known;
        }

        lists.Add(list, shared);
        return shared;
    }

    private ColumnModel Column(ColumnModel column)
    {
        // Members first: two lists are equal to a record only if they are one.
        column = column with { Members = column.Members.IsDefaultOrEmpty ? [] : List(column.Members) };
        if (_columns.TryGetValue(column, out var known))
        {
            return known;
        }

        column = column with
        {
            Name = Text(column.Name)!,
            Charset = Text(column.Charset),
            Collation = Text(column.Collation),
            DeclaredType = Text(column.DeclaredType),
        };
        _columns.Add(column, column);
        return column;
    }

    private KeyModel Key(KeyModel key)
    {
        var text = new KeyText(key.Name, string.Join('\0', key.Columns), string.Join(',', key.Prefixes), key.IsHash, key.IsImplied);
        if (!_keys.TryGetValue(text, out var known))
        {
            _keys.Add(text, known = key with { Name = Text(key.Name)!, Columns = List(key.Columns) });
        }

        return known;
    }

    private ImmutableArray<string> List(ImmutableArray<string> names)
    {
        var text = $"{names.Length}\0{string.Join('\0', names)}";
        if (!_lists.TryGetValue(text, out var known))
        {
            _lists.Add(text, known = [.. names.Select(Text)!]);
        }

        return known;
    }

    private string? Text(string? text)
    {
        if (text is null || _texts.TryAdd(text, text))
        {
            return text;
        }

        return _texts[text];
    }

    private readonly record struct KeyText(string Name, string Columns, string Prefixes, bool IsHash, bool IsImplied);

    // Equal if it holds the same objects in the same order.
    private readonly struct ObjectList<T>(ImmutableArray<T> items) : IEquatable<ObjectList<T>>
        where T : class
    {
        public bool Equals(ObjectList<T> other)
        {
            var mine = Items.AsSpan();
            var others = other.Items.AsSpan();
            for (var i = 0; i < mine.Length && mine.Length == others.Length; i++)
            {
                if (!ReferenceEquals(mine[i], others[i]))
                {
                    return false;
                }
            }

            return mine.Length == others.Length;
        }

        public override bool Equals(object? obj) => obj is ObjectList<T> other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var item in Items)
            {
                hash.Add(RuntimeHelpers.GetHashCode(item));
            }

            return hash.ToHashCode();
        }

        private ImmutableArray<T> Items => items;
    }
}
