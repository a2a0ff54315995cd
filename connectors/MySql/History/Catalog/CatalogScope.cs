using System.Collections.Immutable;
using System.Text;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Which databases or tables are read from information_schema.</summary>
internal sealed record CatalogScope
{
    private static readonly string[] Builtin = ["information_schema", "mysql", "performance_schema", "sys"];

    /// <summary>All but the server's own.</summary>
    public static readonly CatalogScope All = new();

    /// <summary>All, the server's own tables in <c>mysql</c> and <c>sys</c> included.</summary>
    public static readonly CatalogScope WithBuiltin = new() { IncludesBuiltin = true };

    /// <summary>What a history of all tables needs, for a filter that may leave the server's own out.</summary>
    public static CatalogScope For(TableFilter filter) => filter.IgnoresBuiltin ? All : WithBuiltin;

    /// <summary>Whether the server's own databases are read too.</summary>
    public bool IncludesBuiltin { get; init; }

    /// <summary>The databases; empty for all.</summary>
    public ImmutableArray<string> Databases { get; init; } = [];

    /// <summary>The tables; empty for all.</summary>
    public ImmutableArray<TableId> Tables { get; init; } = [];

    /// <summary>The condition over the columns of information_schema that hold the names.</summary>
    public string Where(string database, string? table)
    {
        if (table is not null && Tables.Length > 0)
        {
            return string.Join(" OR ", Tables.GroupBy(id => id.Database, StringComparer.Ordinal)
                .Select(group => $"({database} = {Quote(group.Key)} AND {table} IN ({Join(group.Select(id => id.Table))}))"));
        }

        var databases = Tables.Length > 0 ? Tables.Select(id => id.Database).Distinct(StringComparer.Ordinal) : Databases;
        return databases.Any()
            ? $"{database} IN ({Join(databases)})"
            : $"{database} NOT IN ({Join(IncludesBuiltin ? [Builtin[0], Builtin[2]] : Builtin)})";
    }

    private static string Join(IEnumerable<string> names) => string.Join(',', names.Select(Quote));

    // In hexadecimal, which no sql_mode reads otherwise.
    private static string Quote(string name) => name.Length == 0 ? "''" : $"_utf8mb4 0x{Convert.ToHexString(Encoding.UTF8.GetBytes(name))}";
}
