using System.Text.RegularExpressions;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Changes;

/// <summary>What a statement did, for the schema change topic.</summary>
/// <param name="Database">The database; empty for a statement that belongs to none.</param>
/// <param name="Ddl">The statement.</param>
/// <param name="Changes">What it did to tables.</param>
internal sealed partial record SchemaChangeRecord(string Database, string Ddl, IReadOnlyList<TableChange> Changes)
{
    private const string Blank = @"^(?:\s|/\*.*?\*/|--[^\n]*\n|\#[^\n]*\n)*";

    /// <summary>The tables of the whole statement, joined by commas, for the source block; null for a statement about no table at all.</summary>
    public string? Tables { get; init; } =
        Changes.Count > 0 ? string.Join(',', Changes.Select(change => change.Id.Table)) : Setting().IsMatch(Ddl) || WholeDatabase().IsMatch(Ddl) ? null : "";

    /// <summary>A record per table where the statement drops or renames several, as Debezium writes them; else this one.</summary>
    /// <remarks>A statement that drops a whole database tells of no tables.</remarks>
    public IReadOnlyList<SchemaChangeRecord> Split()
    {
        if (WholeDatabase().IsMatch(Ddl))
        {
            return [this with { Changes = [], Tables = null }];
        }

        if (Changes.Count > 1 && Changes.All(change => change.Kind == TableChangeKind.Drop))
        {
            var words = IfExists().IsMatch(Ddl) ? "DROP TABLE IF EXISTS" : "DROP TABLE";
            return [.. Changes.Select(change => this with { Ddl = $"{words} {Quote(change.Id)}", Changes = [change] })];
        }

        return Changes.Count > 1 && Changes.All(change => change.PreviousId is not null)
            ? [.. Changes.Select(change => this with { Ddl = $"RENAME TABLE {Quote(change.PreviousId!.Value)} TO {Quote(change.Id)}", Changes = [change] })]
            : [this];
    }

    /// <summary>A table's name as SQL.</summary>
    public static string Quote(TableId id) => $"{SqlText.Quote(id.Database)}.{SqlText.Quote(id.Table)}";

    [GeneratedRegex(Blank + @"(?:create|drop)\s+(?:database|schema)\s", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex WholeDatabase();

    [GeneratedRegex(Blank + @"(?:use|set)\s", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Setting();

    [GeneratedRegex(Blank + @"drop\s+(?:temporary\s+)?tables?\s+if\s+exists\s", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex IfExists();
}
