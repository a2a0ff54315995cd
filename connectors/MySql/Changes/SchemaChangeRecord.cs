using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Changes;

/// <summary>What one record of the schema change topic says.</summary>
/// <param name="Database">The database; empty for a statement that belongs to none.</param>
/// <param name="Ddl">The statement.</param>
/// <param name="Changes">What it did to tables.</param>
internal sealed record SchemaChangeRecord(string Database, string Ddl, IReadOnlyList<TableChange> Changes)
{
    /// <summary>The tables of the whole statement, joined by commas, for the source block; null for none.</summary>
    public string? Tables { get; init; } = Changes.Count == 0 ? null : string.Join(',', Changes.Select(change => change.Id.Table));
}
