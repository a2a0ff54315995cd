namespace ConnectRuntime.MySql.Tables;

/// <summary>What a statement did to one table.</summary>
/// <param name="Kind">What.</param>
/// <param name="Id">The table's name afterwards; before, for a drop.</param>
/// <param name="Table">Its definition afterwards; null for a drop.</param>
/// <param name="PreviousId">Its name before a rename; null if it has not changed.</param>
internal sealed record TableChange(TableChangeKind Kind, TableId Id, TableModel? Table, TableId? PreviousId = null);

/// <summary>Kinds of changes.</summary>
internal enum TableChangeKind : byte
{
    Create,
    Alter,
    Drop,
}
