using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Snapshot.Tables;

/// <summary>The tables of a snapshot in the order in which they are read. Immutable; a note in the task's store.</summary>
/// <param name="Number">Its number; a changed list has another one, so that a position always finds the list it counts by.</param>
/// <param name="Tables">The tables.</param>
internal sealed record SnapshotPlan(long Number, ImmutableArray<PlannedTable> Tables)
{
    /// <summary>Rows of all tables, as the server estimates them.</summary>
    public long Rows => Tables.Sum(table => table.Rows);

    /// <summary>The place of a table in the list; −1 if it is not there.</summary>
    public int IndexOf(TableId id)
    {
        for (var i = 0; i < Tables.Length; i++)
        {
            if (Tables[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A table to be read.</summary>
/// <param name="Id">The table.</param>
/// <param name="Rows">How many rows it has, as the server estimates.</param>
internal readonly record struct PlannedTable(TableId Id, long Rows);
