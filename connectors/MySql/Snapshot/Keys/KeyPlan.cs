using System.Collections.Immutable;
using System.Text;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.MySql.Snapshot.Tables;
using ConnectRuntime.MySql.Snapshot.Views;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Snapshot.Keys;

/// <summary>The order in which a table is read, so that an interrupted copy goes on behind a key. Immutable.</summary>
/// <remarks>
/// It is the order in which the rows lie, so it costs nothing. The rest of a table of key (a, b) behind (1, 2) is asked for as
/// <code>
/// a > 1 OR (a = 1 AND (b > 2))
/// </code>
/// which both servers read as ranges of the primary key; of <c>(a, b) > (1, 2)</c> they read the whole table.
/// </remarks>
internal sealed class KeyPlan
{
    private readonly TableId _table;

    private KeyPlan(TableId table, ImmutableArray<KeyColumn> columns)
    {
        _table = table;
        Columns = columns;
    }

    /// <summary>The key's columns in order.</summary>
    public ImmutableArray<KeyColumn> Columns { get; }

    /// <summary>Compiles a table's order.</summary>
    /// <returns>Null where there is none that costs nothing, or one of the key's types has no literal: such a table is read as it comes, and again from its start.</returns>
    public static KeyPlan? For(TableModel table, TableFacts facts)
    {
        if (!facts.IsClustered || facts.PrimaryKey.IsEmpty || facts.PrimaryKey.Any(part => part.IsPrefix))
        {
            return null;
        }

        var columns = new List<KeyColumn>(facts.PrimaryKey.Length);
        foreach (var part in facts.PrimaryKey)
        {
            if (table.IndexOf(part.Column) is not (>= 0 and var index) || KeyColumn.For(table.Columns[index], part.IsDescending) is not { } column)
            {
                return null;
            }

            columns.Add(column);
        }

        return new KeyPlan(table.Id, [.. columns]);
    }

    /// <summary>The order, as it stands behind ORDER BY.</summary>
    /// <param name="alias">The table's name in the statement.</param>
    public string OrderBy(string alias) =>
        string.Join(", ", Columns.Select(column => $"{alias}.{column.Name}{(column.IsDescending ? " DESC" : string.Empty)}"));

    /// <summary>The condition for the rows that are still to be read.</summary>
    /// <exception cref="Errors.ConnectException">MYT010: the key is none of this table.</exception>
    public string Where(string alias, SnapshotProgress progress)
    {
        if (progress.Key.Length != Columns.Length)
        {
            throw SnapshotErrors.BadKey(_table, string.Join(',', progress.Key), $"a key of {Columns.Length} columns");
        }

        var text = new StringBuilder();
        for (var i = 0; i < Columns.Length; i++)
        {
            var column = Columns[i];
            var isLast = i == Columns.Length - 1;
            var name = $"{alias}.{column.Name}";
            var literal = column.Literal(progress.Key[i], _table);
            text.Append(name).Append(column.IsDescending ? " <" : " >").Append(isLast && !progress.KeyIsWritten ? "= " : " ").Append(literal);
            if (!isLast)
            {
                text.Append(" OR (").Append(name).Append(" = ").Append(literal).Append(" AND (");
            }
        }

        return text.Append(')', 2 * (Columns.Length - 1)).ToString();
    }

    /// <summary>Whether a key of a table means the same after its definition has changed: the same columns of the same types.</summary>
    public static bool Survives(TableModel before, TableModel now) =>
        before.PrimaryKey is { } old && now.PrimaryKey is { } key && old.Columns.AsSpan().SequenceEqual(key.Columns.AsSpan())
        && key.Columns.All(name => CatalogEquality.Same(Bare(before, name), Bare(now, name)));

    // What does not touch the values may change.
    private static ColumnModel Bare(TableModel table, string column) => table.Columns[table.IndexOf(column)] with
    {
        Comment = null, Default = default, DeclaredType = null, IsAutoIncrement = false, IsInvisible = false,
    };
}
