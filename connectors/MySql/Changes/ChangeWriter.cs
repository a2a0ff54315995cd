using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>Makes rows of a batch out of decoded images: key, source and transaction block, times, headers, tombstones, and two rows of a changed key.</summary>
/// <remarks>
/// <para>Owner: one task; its reading thread. Allocates nothing per row once it is warm.</para>
/// <code>
/// BeginBatch → ( BeginTransaction? → ( BeginEvent → ( Write | Pass | Truncate | SchemaChange )* )* → EndTransaction? | Heartbeat )*
/// </code>
/// <para>What repeats lies in the batch's arena once, so a row that was written stays in the batch: it is failed or dropped.</para>
/// </remarks>
internal sealed partial class ChangeWriter
{
    private readonly MySqlSourceModel _model;
    private readonly TimeProvider _clock;
    private readonly SourceBlockState _source;
    private readonly ContextHeaders _headers;
    private readonly int _skipped;
    private RecordBatch _batch = null!;
    private CapturedTable? _table;
    private int _stream;
    private long _processedAt;
    private bool _isPartial;
    private bool _keyIsUnknown;

    /// <summary>Makes the writer of a task that has just begun to run.</summary>
    public ChangeWriter(MySqlSourceModel model, ITaskContext task)
    {
        _model = model;
        _clock = task.Clock;
        _source = new SourceBlockState(model.Flavor, ChangeVersion.Number, model.Prefix);
        _headers = new ContextHeaders(model, task, Guid.CreateVersion7(_clock.GetUtcNow()));
        _schemaChanges = new SchemaChangeCells(model, _source);
        if (model.TransactionMetadata)
        {
            _transactions = new TransactionTracker();
            _transactionStream = TransactionSchemas.Stream(model.Topics.Transaction);
        }

        if (model.HeartbeatInterval > TimeSpan.Zero)
        {
            _heartbeatStream = HeartbeatStream(model.Topics.Heartbeat);
            _lastHeartbeat = _clock.GetTimestamp();
        }

        foreach (var operation in model.SkippedOperations)
        {
            _skipped |= 1 << (int)operation;
        }
    }

    /// <summary>Writes into a batch from now on, which may hold rows already.</summary>
    public void BeginBatch(RecordBatch batch)
    {
        _batch = batch;
        _rowsBefore -= batch.RowCount;
        _countsBefore = Counts;
        _table = null;
        _transactionId = Cell.Null;
        _source.BeginBatch(batch);
        _headers.BeginBatch();
    }

    /// <summary>The rows that follow come from here, in this batch and the next ones.</summary>
    public void BeginEvent(in ChangeOrigin origin)
    {
        _processedAt = Now();
        _isPartial = origin.IsPartial;
        _source.BeginEvent(origin);
    }

    /// <summary>Writes a change: one row, or what a changed key and a delete need, or none where it is to be skipped.</summary>
    /// <param name="table">The table at the definition that the images have.</param>
    /// <param name="operation">What the event says.</param>
    /// <param name="before">Root cell of the image before, or −1.</param>
    /// <param name="after">Root cell of the image after, or −1.</param>
    /// <param name="row">The number of the row in its event, from 0; 0 in a snapshot.</param>
    /// <returns>How many rows were added.</returns>
    public int Write(CapturedTable table, RowOperation operation, int before, int after, int row)
    {
        if (Decide(table, operation, before, after) is var decision && decision == Decision.Skip)
        {
            return 0;
        }

        if (!ReferenceEquals(table, _table))
        {
            Enter(table);
        }

        _keyIsUnknown = false;
        var source = _source.Root(row);
        if (decision == Decision.Move)
        {
            return Move(table, before, after, source);
        }

        if (operation == RowOperation.Delete)
        {
            return Delete(table, before, Key(table, before, -1), source);
        }

        Add(table, operation, Key(table, after, before), before, after, source, isNamed: false);
        return 1;
    }

    private int Delete(CapturedTable table, int before, int key, int source)
    {
        var index = Add(table, RowOperation.Delete, key, before, -1, source, isNamed: false);
        return 1 + Tombstone(index);
    }

    // A record without a value shares key, headers and time of the delete before it.
    private int Tombstone(int deleted)
    {
        if (!_model.Tombstones || !_batch.Rows[deleted].IsLive)
        {
            return 0;
        }

        var index = _batch.Add(_stream).Index;
        ref readonly var delete = ref _batch.Rows[deleted];
        ref var row = ref _batch.Rows[index];
        row.Key = delete.Key;
        row.Timestamp = delete.Timestamp;
        row.HeaderStart = delete.HeaderStart;
        row.HeaderCount = delete.HeaderCount;
        return 1;
    }

    // A row that is named gets a header of its own, and the others with it. Keys are made by now, so rules may take away what keys show.
    private int Add(CapturedTable table, RowOperation operation, int key, int before, int after, int source, bool isNamed)
    {
        var transaction = _transactions is { IsOpen: true } ? TransactionBlock(table) : -1;
        table.Rules?.Apply(_batch, before, after);
        var stream = _isPartial ? PartialStream(table, ref before, after) : _stream;
        var added = _batch.Add(stream < 0 ? _stream : stream, operation);
        ref var row = ref added.Row;
        row.Key = key;
        row.Before = before;
        row.After = after;
        row.Source = source;
        row.Transaction = transaction;
        row.Timestamp = _processedAt / 1_000_000;
        row.ProcessedAt = _processedAt;
        if (!isNamed)
        {
            _headers.Share(_batch, ref row, added.Index);
        }

        if (_keyIsUnknown || stream < 0)
        {
            Fail(table, key, added.Index);
        }

        return added.Index;
    }

    private int Key(CapturedTable table, int image, int other)
    {
        var columns = table.KeyCells.AsSpan();
        if (columns.IsEmpty)
        {
            return -1;
        }

        var root = _batch.TakeStruct(columns.Length);
        var cells = _batch.Cells;
        for (var i = 0; i < columns.Length; i++)
        {
            var cell = cells[image + 1 + columns[i]];
            cell = cell.State == CellState.Unavailable && other >= 0 ? cells[other + 1 + columns[i]] : cell;
            _keyIsUnknown |= cell.State == CellState.Unavailable;
            cells[root + 1 + i] = cell;
        }

        return root;
    }

    private void Enter(CapturedTable table)
    {
        _table = table;
        _stream = _batch.AddStream(table.Stream);
        _source.SetTable(table.Id);
    }

    private long Now() => (_clock.GetUtcNow().Ticks - DateTime.UnixEpoch.Ticks) * 100;
}
