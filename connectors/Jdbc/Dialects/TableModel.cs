namespace ConnectRuntime.Jdbc.Dialects;

/// <summary>A table as the catalog describes it.</summary>
/// <param name="Name">The name it was asked for by.</param>
/// <param name="Columns">Its columns in their order.</param>
/// <param name="UniqueKeys">The columns of every index that can decide a conflict: unique, whole, and checked at once.</param>
internal sealed record TableModel(TableName Name, IReadOnlyList<ColumnModel> Columns, IReadOnlyList<IReadOnlyList<string>> UniqueKeys)
{
    /// <summary>The column of a name: as written, or else the only one that differs in case.</summary>
    public ColumnModel? Find(string name)
    {
        ColumnModel? similar = null;
        var many = false;
        foreach (var column in Columns)
        {
            if (column.Name == name)
            {
                return column;
            }

            if (string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                many = similar is not null;
                similar = column;
            }
        }

        return many ? null : similar;
    }

    /// <summary>Whether a unique index covers exactly these columns, in any order.</summary>
    public bool HasUniqueKey(IReadOnlyCollection<string> columns) =>
        UniqueKeys.Any(key => key.Count == columns.Count && key.All(columns.Contains));
}
