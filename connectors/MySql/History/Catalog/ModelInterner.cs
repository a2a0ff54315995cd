using System.Collections.Immutable;
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
    private readonly Dictionary<ColumnList, ImmutableArray<ColumnModel>> _columnLists = [];

    /// <summary>A table whose parts are shared with all tables that were given before.</summary>
    public TableModel Share(TableModel table) => table with
    {
        Id = new TableId(Text(table.Id.Database)!, table.Id.Table),
        Columns = Columns(table.Columns),
        PrimaryKey = table.PrimaryKey is { } key ? Key(key) : null,
        UniqueKeys = table.UniqueKeys.IsEmpty ? [] : [.. table.UniqueKeys.Select(Key)],
        Charset = Text(table.Charset),
        Collation = Text(table.Collation),
    };

    private ImmutableArray<ColumnModel> Columns(ImmutableArray<ColumnModel> columns)
    {
        var shared = columns.Select(Column).ToImmutableArray();
        var list = new ColumnList(shared);
        if (_columnLists.TryGetValue(list, out var known))
        {
            return known;
        }

        _columnLists.Add(list, shared);
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
        var text = new KeyText(key.Name, string.Join('\0', key.Columns));
        if (!_keys.TryGetValue(text, out var known))
        {
            _keys.Add(text, known = new KeyModel(Text(key.Name)!, List(key.Columns)));
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

    private readonly record struct KeyText(string Name, string Columns);

    // Equal if it holds the same objects in the same order.
    private readonly struct ColumnList(ImmutableArray<ColumnModel> columns) : IEquatable<ColumnList>
    {
        public bool Equals(ColumnList other) => Columns.AsSpan().SequenceEqual(other.Columns.AsSpan());

        public override bool Equals(object? obj) => obj is ColumnList other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var column in Columns)
            {
                hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(column));
            }

            return hash.ToHashCode();
        }

        private ImmutableArray<ColumnModel> Columns => columns;
    }
}
