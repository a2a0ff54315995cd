using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <content>Transaction blocks, and the records of the transaction topic.</content>
internal sealed partial class ChangeWriter
{
    private readonly TransactionTracker? _transactions;
    private readonly RecordStream? _transactionStream;
    private Cell _transactionId;

    /// <summary>A transaction begins. Does nothing unless transaction metadata is wanted.</summary>
    /// <param name="id">Its GTID, or <c>file=F,pos=P</c> where it has none; in UTF-8.</param>
    /// <param name="timeMicros">When it happened.</param>
    /// <param name="announce">Whether its record is written; not where a restart reads the transaction again.</param>
    public void BeginTransaction(ReadOnlySpan<byte> id, long timeMicros, bool announce = true)
    {
        if (_transactions is null)
        {
            return;
        }

        _transactions.Begin(id);
        _transactionId = Cell.Null;
        if (announce)
        {
            TransactionRecord("BEGIN"u8, timeMicros);
        }
    }

    /// <summary>The transaction is committed.</summary>
    public void EndTransaction(long timeMicros)
    {
        if (_transactions is not { IsOpen: true })
        {
            return;
        }

        var first = TransactionRecord("END"u8, timeMicros);
        var tables = _transactions.Tables;
        var collections = _batch.AddCells(tables.Count);
        _batch.Cells[first + 2] = Cell.Of(_transactions.Total);
        _batch.Cells[first + 3] = Cell.Array(collections, tables.Count);
        for (var i = 0; i < tables.Count; i++)
        {
            var parts = _batch.AddCells(2);
            var name = Name(tables[i].Table);
            _batch.Cells[parts] = name;
            _batch.Cells[parts + 1] = Cell.Of(tables[i].Changes);
            _batch.Cells[collections + i] = Cell.Struct(parts, 2);
        }

        _transactions.End();
    }

    /// <summary>The transaction is not committed: there is no record of its end.</summary>
    public void DropTransaction() => _transactions?.End();

    /// <summary>Counts a change that a restart passes over, exactly as <see cref="Write"/> would, and writes nothing.</summary>
    public void Pass(CapturedTable table, RowOperation operation, int before, int after)
    {
        if (_transactions is not { IsOpen: true })
        {
            return;
        }

        switch (Decide(table, operation, before, after))
        {
            case Decision.Move:
                Pass(table, RowOperation.Delete);
                Pass(table, RowOperation.Create);
                break;
            case Decision.Write:
                Pass(table, operation);
                break;
        }
    }

    private void Pass(CapturedTable table, RowOperation operation)
    {
        if (!Skips(operation))
        {
            _transactions!.Count(table.Id);
        }
    }

    private int TransactionBlock(CapturedTable table)
    {
        var order = _transactions!.Count(table.Id);
        var id = TransactionId();
        var root = _batch.AddStruct(3);
        var cells = _batch.Cells;
        cells[root + 1] = id;
        cells[root + 2] = Cell.Of(order.Total);
        cells[root + 3] = Cell.Of(order.InTable);
        return root;
    }

    private int TransactionRecord(ReadOnlySpan<byte> status, long timeMicros)
    {
        var now = Now();
        var id = TransactionId();
        var statusText = Cell.Text(_batch.AddBytes(status), status.Length);
        var key = _batch.AddStruct(1);
        var value = _batch.AddStruct(5);
        var cells = _batch.Cells;
        cells[key + 1] = id;
        cells[value + 1] = statusText;
        cells[value + 2] = id;
        cells[value + 5] = Cell.Of(timeMicros / 1000);
        ref var row = ref _batch.Add(_transactionStream!).Row;
        row.Key = key;
        row.After = value;
        row.Timestamp = now / 1_000_000;
        return value + 1;
    }

    private Cell TransactionId()
    {
        if (!_transactionId.HasValue)
        {
            var id = _transactions!.Id;
            _transactionId = Cell.Text(_batch.AddBytes(id), id.Length);
        }

        return _transactionId;
    }

    private Cell Name(TableId table)
    {
        var database = _batch.AddText(table.Database);
        var dot = _batch.AddBytes("."u8);
        var name = _batch.AddText(table.Table);
        System.Diagnostics.Debug.Assert(dot + 1 == name.Start, "The parts of a name lie side by side.");
        return Cell.Text(database.Start, database.Length + 1 + name.Length);
    }
}
