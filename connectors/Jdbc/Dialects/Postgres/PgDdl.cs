namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>The statements that create and widen tables.</summary>
internal static class PgDdl
{
    public static string Create(TableName name, IReadOnlyList<NewColumn> columns)
    {
        var parts = columns.Select(column => Column(column, column.IsKey || !column.Schema.IsNullable)).ToList();
        var key = columns.Where(column => column.IsKey).Select(column => column.Name).ToList();
        if (key.Count > 0)
        {
            parts.Add($"PRIMARY KEY ({PgNames.List(key)})");
        }

        return $"CREATE TABLE {PgNames.Quote(name)} ({string.Join(", ", parts)})";
    }

    // Rows that are there have no value for a new column, so it may be null whatever the schema says.
    public static string AddColumns(TableName name, IReadOnlyList<NewColumn> columns) =>
        $"ALTER TABLE {PgNames.Quote(name)} {string.Join(", ", columns.Select(column => $"ADD COLUMN {Column(column, NeedsValue(column))}"))}";

    private static bool NeedsValue(NewColumn column) => !column.Schema.IsNullable && PgLiteral.Of(column.Schema) is not null;

    private static string Column(NewColumn column, bool notNull) =>
        $"{PgNames.Quote(column.Name)} {PgDdlTypes.Of(column.Schema)}{(PgLiteral.Of(column.Schema) is { } literal ? $" DEFAULT {literal}" : "")}{(notNull ? " NOT NULL" : "")}";
}
