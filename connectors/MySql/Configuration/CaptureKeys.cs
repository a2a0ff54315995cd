using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Options that say which databases, tables, columns and changes are captured.</summary>
internal static class CaptureKeys
{
    private const string ListWords =
        " Regular expressions in Java's dialect with commas between them (\\, is a comma of an expression), which match whole names; upper and lower case are alike.";

    private const string Requirement = "a list of regular expressions separated by commas";

    public static readonly ConfigKey<RegexList?> IncludeDatabases = List("database.include.list").High().Optional().Doc(
        "Databases that are captured; without it, all." + ListWords);

    public static readonly ConfigKey<RegexList?> ExcludeDatabases = List("database.exclude.list").Optional().Doc(
        "Databases that are left out, in the place of database.include.list.");

    public static readonly ConfigKey<RegexList?> IncludeTables = List("table.include.list").High().Optional().Doc(
        "Tables that are captured, as database.table; without it, all." + ListWords);

    public static readonly ConfigKey<RegexList?> ExcludeTables = List("table.exclude.list").Optional().Doc(
        "Tables that are left out, as database.table, in the place of table.include.list.");

    public static readonly ConfigKey<RegexList?> IncludeColumns = List("column.include.list").Optional().Doc(
        "Columns that are captured, as database.table.column; without it, all." + ListWords);

    public static readonly ConfigKey<RegexList?> ExcludeColumns = List("column.exclude.list").Optional().Doc(
        "Columns that are left out, as database.table.column, in the place of column.include.list.");

    public static readonly ConfigKey<bool> IgnoreBuiltin = ConfigKey.Bool("table.ignore.builtin").Default(true).Low().Doc(
        "Leaves out the databases mysql, sys, performance_schema and information_schema.");

    public static readonly ConfigKey<IReadOnlyList<string>> SkippedOperations =
        ConfigKey.List("skipped.operations").Default("t").Must(IsOperations, "a list of c, u, d, t and r, or none").Low().Doc(
            "Changes that are left out: c (inserts), u (updates), d (deletes), t (truncates), r (rows of snapshots), or none.");

    public static readonly ConfigKey<RegexList?> GtidIncludes = List("gtid.source.includes").Optional().Doc(
        "Servers whose transactions count, by their UUID; for MariaDB domains, or domain-server. Regular expressions with commas between them.");

    public static readonly ConfigKey<RegexList?> GtidExcludes = List("gtid.source.excludes").Optional().Doc(
        "Servers whose transactions do not count, in the place of gtid.source.includes.");

    public static readonly ConfigKey<bool> GtidRows = ConfigKey.Bool("gtid.source.filter.dml.events").Default(true).Low().Doc(
        "Leaves out rows of servers that do not count. If false, the two lists only say whose transactions may be missing where a stream starts.");

    public static readonly ConfigKey<int> MostTables = ConfigKey.Int("guardrail.collections.max").Default(0).AtLeast(0).Low().Doc(
        "Most tables that may be captured, counted when the task starts; 0 for any number.");

    public static readonly ConfigKey<string> MostTablesAction = ConfigKey.OneOf("guardrail.collections.limit.action", "warn", "fail").Default("warn").Low().Doc(
        "What to do when there are more: warn, or fail.");

    internal static ConfigKey<RegexList> List(string name) =>
        ConfigKey.Custom(name, Requirement, RegexList.Parse, list => list.Text, ConfigType.List);

    private static bool IsOperations(IReadOnlyList<string> items) =>
        items is ["none"] || (items.Count > 0 && items.All(item => item is "c" or "u" or "d" or "t" or "r"));
}
