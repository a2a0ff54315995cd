namespace ConnectRuntime.MySql.Tables;

/// <summary>The name of a table, as the server spells it.</summary>
/// <param name="Database">The database.</param>
/// <param name="Table">The table.</param>
internal readonly record struct TableId(string Database, string Table) : IComparable<TableId>
{
    /// <summary>By database, then by table, ordinal.</summary>
    public int CompareTo(TableId other) => string.CompareOrdinal(Database, other.Database) is var order and not 0
        ? order : string.CompareOrdinal(Table, other.Table);

    /// <summary>The usual spelling, <c>database.table</c>.</summary>
    public override string ToString() => $"{Database}.{Table}";
}
