namespace ConnectRuntime.Jdbc.Dialects;

/// <summary>The name of a table, with its schema where one was given.</summary>
/// <param name="Schema">The schema; null for the first one of the search path.</param>
/// <param name="Name">The table.</param>
internal readonly record struct TableName(string? Schema, string Name)
{
    /// <summary>The name as people write it.</summary>
    public override string ToString() => Schema is null ? Name : $"{Schema}.{Name}";
}
