using System.Collections.Concurrent;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>The decision which databases, tables and columns are captured. For any thread; the answer for a table is remembered.</summary>
internal sealed class TableFilter
{
    // More names than any server has tables: a server that makes and drops them without end does not fill the memory.
    private const int MostRemembered = 100_000;

    private static readonly string[] Builtin = ["mysql", "sys", "performance_schema", "information_schema"];

    private readonly ConcurrentDictionary<TableId, bool> _tables = new();

    /// <summary>Databases, of which others are left out; null for all.</summary>
    public RegexList? IncludeDatabases { get; init; }

    /// <summary>Databases that are left out; null for none.</summary>
    public RegexList? ExcludeDatabases { get; init; }

    /// <summary>Tables, of which others are left out; null for all.</summary>
    public RegexList? IncludeTables { get; init; }

    /// <summary>Tables that are left out; null for none.</summary>
    public RegexList? ExcludeTables { get; init; }

    /// <summary>Columns, of which others are left out; null for all.</summary>
    public RegexList? IncludeColumns { get; init; }

    /// <summary>Columns that are left out; null for none.</summary>
    public RegexList? ExcludeColumns { get; init; }

    /// <summary>Whether the server's own databases are left out, whatever the lists say.</summary>
    public bool IgnoresBuiltin { get; init; } = true;

    /// <summary>Whether every column of every captured table is captured.</summary>
    public bool TakesAllColumns => IncludeColumns is null && ExcludeColumns is null;

    /// <summary>Whether a database is one of the server's own.</summary>
    public static bool IsBuiltin(string database) => Builtin.Contains(database, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether tables of a database can be captured.</summary>
    public bool Captures(string database) =>
        !(IgnoresBuiltin && IsBuiltin(database)) && Passes(database, IncludeDatabases, ExcludeDatabases);

    /// <summary>Whether a table is captured.</summary>
    public bool Captures(TableId id)
    {
        if (_tables.TryGetValue(id, out var known))
        {
            return known;
        }

        if (_tables.Count >= MostRemembered)
        {
            _tables.Clear();
        }

        return _tables[id] = Captures(id.Database) && Passes(id.ToString(), IncludeTables, ExcludeTables);
    }

    /// <summary>Whether a column of a captured table is captured. Not remembered: it is asked once for each definition.</summary>
    public bool Captures(TableId id, string column) => TakesAllColumns || Passes($"{id}.{column}", IncludeColumns, ExcludeColumns);

    private static bool Passes(string name, RegexList? include, RegexList? exclude) =>
        include?.Matches(name) ?? !(exclude?.Matches(name) ?? false);
}
