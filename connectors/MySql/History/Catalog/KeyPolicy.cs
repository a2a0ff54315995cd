using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>The names of keys and the order in which the server keeps them.</summary>
internal static class KeyPolicy
{
    /// <summary>The name of a primary key.</summary>
    public const string Primary = "PRIMARY";

    /// <summary>The name of a key that has none: that of its first column, with a number from 2 if it is taken.</summary>
    public static string NameFor(string? firstColumn, IReadOnlyCollection<string> taken)
    {
        var name = firstColumn ?? "functional_index";
        var candidate = name;
        for (var number = 2; candidate.Equals(Primary, StringComparison.OrdinalIgnoreCase) || IsTaken(candidate); number++)
        {
            candidate = $"{name}_{number}";
        }

        return candidate;

        bool IsTaken(string text) => taken.Contains(text, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Unique keys in the server's order: those without NULL first, among them those of whole columns, then as they were.</summary>
    public static IEnumerable<KeyModel> Ordered(IEnumerable<KeyModel> keys, Func<string, bool> isNullable) =>
        keys.OrderBy(key => key.Columns.Any(isNullable) ? 1 : 0).ThenBy(key => key.IsHash ? 2 : key.HasPrefix ? 1 : 0);
}
