using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>What a change of a system-versioned table means for its current rows.</summary>
/// <remarks>
/// MariaDB keeps old rows in the table itself, and logs what it does with them as changes of rows:
/// <code>
/// statement        logged                                      meant
/// UPDATE           update, and insert of the old row           update
/// DELETE           update that ends the row                    delete
/// DELETE HISTORY   delete of old rows                          nothing
/// </code>
/// A row is current while its end is the end of time: that of a TIMESTAMP, which later servers have moved, or the highest transaction number.
/// </remarks>
internal static class RowVersionPolicy
{
    /// <summary>The operation that is meant; <see cref="RowOperation.None"/> for a change of history.</summary>
    public static RowOperation Of(RecordBatch batch, CapturedTable table, RowOperation operation, int before, int after) => operation switch
    {
        RowOperation.Create => IsCurrent(batch, table, after) ? RowOperation.Create : RowOperation.None,
        RowOperation.Update when !IsCurrent(batch, table, before) => RowOperation.None,
        RowOperation.Update => IsCurrent(batch, table, after) ? RowOperation.Update : RowOperation.Delete,
        RowOperation.Delete => IsCurrent(batch, table, before) ? RowOperation.Delete : RowOperation.None,
        _ => operation,
    };

    private static bool IsCurrent(RecordBatch batch, CapturedTable table, int root)
    {
        var end = batch.Cells[root + 1 + table.RowEndCell];
        return !end.HasValue || end.Kind switch
        {
            FieldKind.String => batch[end].StartsWith("2038-01-19T03:14:07"u8) || batch[end].StartsWith("2106-02-07T06:28:15"u8),
            FieldKind.Int64 => end.Int64 == -1,
            _ => true,
        };
    }
}
