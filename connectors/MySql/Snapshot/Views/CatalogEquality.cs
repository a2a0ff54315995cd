using System.Collections.Immutable;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>Whether two readings of a catalog say the same.</summary>
internal static class CatalogEquality
{
    /// <summary>Compares databases, tables and sequences.</summary>
    public static bool Same(CatalogModel a, CatalogModel b) =>
        a.Databases.AsSpan().SequenceEqual(b.Databases.AsSpan()) && a.Sequences.AsSpan().SequenceEqual(b.Sequences.AsSpan())
        && All(a.Tables, b.Tables, Same);

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
