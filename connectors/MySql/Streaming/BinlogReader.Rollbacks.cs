using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Streaming;

/// <content>Changes that a transaction takes back although they are in the binlog.</content>
/// <remarks>
/// Rows of tables without transactions have groups of their own, so what is taken back holds for all rows before it. MariaDB logs such rows where the
/// transaction also made or dropped a temporary table or changed a table without transactions:
/// <code>
/// BEGIN  rows  ROLLBACK                                   none of the rows are there
/// BEGIN  rows  SAVEPOINT s  rows  ROLLBACK TO s  COMMIT   those before SAVEPOINT are
/// </code>
/// A server writes a transaction at once, so its end is waited for before a batch is handed on, as long as the batch has room.
/// </remarks>
internal sealed partial class BinlogReader
{
    private readonly SavepointStack _savepoints = new();

    private ChangePlace Place => changes.Place with { IsWhole = !IsPassing && _rowsToPass == 0 };

    private Step HandleSavepoint(in QueryEvent query, QueryKind kind)
    {
        if (_xa.IsCollecting)
        {
            _xa.Add(Header, Type, Body);
            return Counted(Step.Done);
        }

        var name = QueryWords.Savepoint(query.Sql);
        if (kind == QueryKind.Savepoint)
        {
            _savepoints.Set(name, Place);
        }
        else if (_savepoints.Return(name) is not { } place)
        {
            Warn("takes back changes of a transaction to a savepoint that is not in the binlog; they stay written");
        }
        else if (!IsPassing)
        {
            TakeBack(place);
        }

        return Counted(Step.Done);
    }

    private Step EndRolledBack(RecordBatch batch)
    {
        if (_group.HasRows)
        {
            _counters.RolledBack++;
            if (TakeBack(_savepoints.Start))
            {
                changes.DropTransaction();
            }
        }

        return EndGroup(batch);
    }

    private bool TakeBack(in ChangePlace place)
    {
        var isWhole = changes.TakeBack(place);
        if (!isWhole)
        {
            Warn("takes back changes of a transaction, and some of them were written before it was read; they stay written");
        }

        return isWhole;
    }
}
