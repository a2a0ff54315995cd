using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>The names of keys and the order in which the server keeps them.</summary>
internal static class KeyPolicy
{
    /// <summary>The name of a primary key.</summary>
    public const string Primary = "PRIMARY";

    private const string HashPrefix = "DB_ROW_HASH_";

    /// <summary>The name of a key that has none: that of its first column, with a number from 2 if it is taken.</summary>
    /// <param name="firstColumn">Its first column; null for an expression.</param>
    /// <param name="taken">Names that are taken, compared without case.</param>
    public static string NameFor(string? firstColumn, IReadOnlySet<string> taken)
    {
        var name = firstColumn ?? "functional_index";
        var candidate = name;
        for (var number = 2; candidate.Equals(Primary, StringComparison.OrdinalIgnoreCase) || taken.Contains(candidate); number++)
        {
            candidate = $"{name}_{number}";
        }

        return candidate;
    }

    /// <summary>
    /// Unique keys in the server's order: those without NULL, then those with; in both those of whole columns come first. Last of all are hashes, and what is alike
    /// stays as it was.
    /// </summary>
    public static IEnumerable<KeyModel> Ordered(IEnumerable<KeyModel> keys, Func<KeyModel, bool> isNullable) =>
        keys.OrderBy(key => key.IsHash ? 4 : (isNullable(key) ? 2 : 0) + (key.HasPrefix ? 1 : 0));

    /// <summary>Whether a server leaves keys where they are as long as none comes: MariaDB from 10.5.14, 10.6.6 and 10.7.2 on (its MDEV-25803).</summary>
    public static bool KeepsOrder(ServerVersion server) => server.IsMariaDb && server.IsAtLeast(10, 5, 14)
        && (server.Major, server.Minor) switch
        {
            (10, 6) => server.IsAtLeast(10, 6, 6),
            (10, 7) => server.IsAtLeast(10, 7, 2),
            _ => true,
        };

    /// <summary>Whether a column looks like one that MariaDB added for a hash.</summary>
    public static bool IsHashColumn(ColumnModel column) =>
        column is { Type: SqlType.BigInt, IsUnsigned: true } && column.Name.StartsWith(HashPrefix, StringComparison.Ordinal);

    /// <summary>The columns that MariaDB adds for the hashes: the last ones of every row, one for each such key in the order of the keys.</summary>
    public static IEnumerable<ColumnModel> HashColumns(IEnumerable<KeyModel> ordered, Func<KeyModel, bool> isNullable) =>
        ordered.Where(key => key.IsHash).Select((key, i) => new ColumnModel($"{HashPrefix}{i + 1}", SqlType.BigInt)
        {
            Length = 20,
            IsUnsigned = true,
            IsNullable = isNullable(key),
            IsGenerated = true,
            IsInvisible = true,
            IsHidden = true,
        });
}
