using System.Collections.Immutable;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>Whether two readings of a catalog say the same, and what they both say.</summary>
internal static class CatalogEquality
{
    /// <summary>The later of two readings without what differs in databases that do not matter; null where something differs in one that does.</summary>
    public static CatalogModel? Agree(CatalogModel before, CatalogModel after, Func<string, bool> matters)
    {
        var isSame = before.Databases.Where(database => matters(database.Name)).SequenceEqual(after.Databases.Where(database => matters(database.Name)))
            && before.Sequences.Where(Matters).SequenceEqual(after.Sequences.Where(Matters))
            && before.Tables.Count(table => Matters(table.Id)) == after.Tables.Count(table => Matters(table.Id));
        if (!isSame)
        {
            return null;
        }

        var known = before.Tables.ToDictionary(table => table.Id);
        var kept = ImmutableArray.CreateBuilder<TableModel>(after.Tables.Length);
        foreach (var table in after.Tables)
        {
            if (known.TryGetValue(table.Id, out var old) && Same(old, table))
            {
                kept.Add(table);
            }
            else if (Matters(table.Id))
            {
                return null;
            }
        }

        return after with { Tables = kept.DrainToImmutable() };

        bool Matters(TableId id) => matters(id.Database);
    }

    /// <summary>Compares tables.</summary>
    public static bool Same(TableModel a, TableModel b) =>
        a with { Columns = b.Columns, PrimaryKey = b.PrimaryKey, UniqueKeys = b.UniqueKeys, OtherKeys = b.OtherKeys } == b
        && All(a.Columns, b.Columns, Same) && Same(a.PrimaryKey, b.PrimaryKey) && All(a.UniqueKeys, b.UniqueKeys, Same);

    /// <summary>Compares columns.</summary>
    public static bool Same(ColumnModel a, ColumnModel b) => a with { Members = b.Members } == b && All(a.Members, b.Members, static (x, y) => x == y);

    private static bool Same(KeyModel? a, KeyModel? b) =>
        a is null || b is null ? a == b : a.Name == b.Name && All(a.Columns, b.Columns, static (x, y) => x == y);

    private static bool All<T>(ImmutableArray<T> a, ImmutableArray<T> b, Func<T, T, bool> same)
    {
        if (a.Length != b.Length)
        {
            return false;
        }

        for (var i = 0; i < a.Length; i++)
        {
            if (!same(a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }
}
