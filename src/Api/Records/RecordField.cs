namespace ConnectRuntime.Records;

/// <summary>One field of a struct.</summary>
/// <param name="Name">Its name, compared by ordinal; unique in its struct.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Ordinal">
/// Which of the struct's cells holds its value. A transform that renames, drops or reorders fields makes a new schema over the
/// same ordinals and touches no row. One that adds a field copies the row's cells into a range of its own, because a cell behind
/// the last field may hold a column that was dropped.
/// </param>
public sealed record RecordField(string Name, RecordSchema Schema, int Ordinal);
