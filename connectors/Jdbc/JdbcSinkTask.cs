using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Jdbc.Configuration;
using ConnectRuntime.Jdbc.Dialects;
using ConnectRuntime.Jdbc.Dialects.Postgres;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Jdbc;

/// <summary>Writes rows to a database: encoded into chunks, applied in one transaction with the offsets, committed by a flush.</summary>
/// <remarks>
/// <code>
/// WriteAsync:  batch → chunk → stage → table, in the open transaction, while the next batch is decoded
/// FlushAsync:  rest of the chunk → offsets → commit
/// </code>
/// A failure leaves the transaction to be rolled back by disposal; nothing of it is ever visible.
/// </remarks>
internal sealed class JdbcSinkTask : ISinkTask
{
    /// <summary>A chunk of this size is sent off as soon as the session is free.</summary>
    private const int EagerRows = 8192, EagerBytes = 2 * 1024 * 1024;

    /// <summary>Failures that are kept until the flush; it is asked for when there are so many.</summary>
    private const int ManyFailures = 1000;

    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);

    private readonly List<PartitionState> _partitions = [];
    private readonly List<SinkFailure> _failures = [];
    private readonly Dictionary<TopicPartition, PartitionState> _byName = [];
    private ISinkContext _context = null!;
    private JdbcSinkModel _model = null!;
    private ISqlDialect _dialect = null!;
    private ISqlSession _session = null!;
    private WriterState _writer = null!;
    private StreamPlanner _planner = null!;
    private RowRouter _router = null!;
    private Projection? _projection;
    private bool _isDisposed;

    public async ValueTask OpenAsync(ISinkContext context, CancellationToken cancellationToken)
    {
        _context = context;
        _model = JdbcSinkModel.From(context.Config);
        _dialect = PgDialect.From(context.Config, $"{context.ConnectorName}-{context.TaskId}");
        _planner = new StreamPlanner(_dialect, _model);
        _router = new RowRouter(_model, context.Metrics);
        _projection = WantedColumns.Projection(_model);
        await GuardAsync(async () =>
        {
            _session = await SqlConnector.ConnectAsync(_dialect, context.Config, context.Clock, cancellationToken);
            if (_model.ExactlyOnce)
            {
                await _session.CreateOffsetTableAsync(cancellationToken);
            }
        });
        _writer = new WriterState(_session, _model, context.Clock);
        context.Log.LogInformation("Connected to {Product} {Version}", _dialect.Product, _session.ServerVersion);
    }

    public async ValueTask<IReadOnlyList<StartOffset>> AssignAsync(IReadOnlyList<SinkPartition> partitions, CancellationToken cancellationToken)
    {
        // The rows in flight are told by the list of partitions, which grows here.
        await GuardAsync(() => _writer.DrainAsync(cancellationToken));
        var rows = _model.ExactlyOnce
            ? await GuardAsync(() => ClaimAsync(partitions, cancellationToken))
            : [.. partitions.Select(one => new OffsetRow(one.Partition, one.TopicId, one.Committed, 0))];
        foreach (var row in rows)
        {
            var state = new PartitionState(_partitions.Count, row);
            _partitions.Add(state);
            _byName[row.Partition] = state;
        }

        return _model.ExactlyOnce ? [.. rows.Where(row => row.Next >= 0).Select(row => new StartOffset(row.Partition, row.Next))] : [];
    }

    public async ValueTask<IReadOnlyList<SinkFailure>> WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        if (batch.RowCount == 0)
        {
            return [];
        }

        if (!batch.HasFetched)
        {
            throw JdbcErrors.NotFetched();
        }

        batch.Decode(_projection);
        return await GuardAsync(() => TakeAsync(batch, cancellationToken));
    }

    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken)
    {
        await GuardAsync(async () =>
        {
            await _writer.SubmitAsync(_partitions, cancellationToken);
            await _writer.DrainAsync(cancellationToken);
        });
        _failures.AddRange(_writer.TakeRefused());
        if (_model.ExactlyOnce && _failures.Count > 0)
        {
            await _context.ReportAsync(_failures, cancellationToken);
        }

        SinkFailure[] failures = _model.ExactlyOnce ? [] : [.. _failures];
        _failures.Clear();

        List<PartitionState> moved = [.. _byName.Values.Where(partition => partition.HasMoved)];
        if (moved.Count == 0 && !_session.InTransaction)
        {
            return FlushResult.Nothing;
        }

        await GuardAsync(() => CommitAsync(moved, cancellationToken));
        foreach (var partition in moved)
        {
            partition.Row = partition.Row with { Next = partition.Next };
        }

        _context.Metrics.Add("rows_applied_total", _writer.Applied);
        _writer.Applied = 0;
        return new FlushResult(moved.ToDictionary(partition => partition.Partition, partition => partition.Next), failures);
    }

    public ValueTask RevokeAsync(IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken) => LostAsync(partitions, cancellationToken);

    public async ValueTask LostAsync(IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        var hadRows = partitions.Any(one => _byName.TryGetValue(one, out var state) && state.HasMoved);
        foreach (var partition in partitions)
        {
            _byName.Remove(partition);
        }

        if (hadRows)
        {
            await StartAgainAsync(cancellationToken);
        }
    }

    public async ValueTask<bool> AlterOffsetsAsync(IReadOnlyDictionary<TopicPartition, long?> offsets, CancellationToken cancellationToken)
    {
        if (_model.ExactlyOnce)
        {
            await GuardAsync(() => _session.AlterOffsetsAsync(_context.ConnectorName, offsets, cancellationToken));
        }

        return _model.ExactlyOnce;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed || _context is null)
        {
            return;
        }

        // A server that stands still answers neither a cancellation nor a farewell; the connection is then left to end by itself.
        _isDisposed = true;
        try
        {
            await Task.Run(CloseAsync).WaitAsync(CloseLimit, _context.Clock);
        }
        catch (TimeoutException)
        {
            _context.Log.LogWarning("The connection to {Product} did not end in time; its transaction is never committed", _dialect.Product);
        }
    }

    private async Task CloseAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        if (_session is not null)
        {
            await _session.DisposeAsync();
        }
    }

    private async ValueTask<IReadOnlyList<SinkFailure>> TakeAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var partitions = new PartitionState[batch.Partitions.Count];
        for (var i = 0; i < partitions.Length; i++)
        {
            partitions[i] = _byName.GetValueOrDefault(batch.Partitions[i].Partition) ?? throw JdbcErrors.NotAssigned(batch.Partitions[i].Partition);
        }

        _router.Begin(await PlanAsync(batch, cancellationToken), partitions);
        for (var stop = _router.Encode(batch, _writer.Chunk); stop != RouteStop.End; stop = _router.Encode(batch, _writer.Chunk))
        {
            await _writer.SubmitAsync(_partitions, cancellationToken);
            if (stop == RouteStop.Truncate)
            {
                await TruncateAsync(_router.Stopped, cancellationToken);
                _router.SkipTruncate();
            }
        }

        Advance(batch, partitions);
        if (_writer.IsIdle && (_writer.Chunk.Count >= EagerRows || _writer.Chunk.Buffer.Length >= EagerBytes))
        {
            await _writer.SubmitAsync(_partitions, cancellationToken);
        }

        // They are told at the flush, before the offsets that pass them are durable.
        _failures.AddRange(_router.Failures);
        if (_failures.Count >= ManyFailures)
        {
            _context.RequestFlush();
        }

        return [];
    }

    private async ValueTask<StreamPlan?[]> PlanAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var plans = new StreamPlan?[batch.Streams.Count];
        var used = new bool[plans.Length];
        foreach (ref readonly var row in batch.Rows)
        {
            used[row.Stream] |= row.IsLive;
        }

        for (var i = 0; i < plans.Length; i++)
        {
            if (!used[i])
            {
                continue;
            }

            plans[i] = _planner.Find(batch.Streams[i]);
            if (plans[i] is null)
            {
                await _writer.DrainAsync(cancellationToken);
                plans[i] = await _planner.PlanAsync(batch.Streams[i], _session, cancellationToken);
            }
        }

        if (_planner.HasChangedTables)
        {
            // The lock of a changed table is held until the commit.
            _planner.HasChangedTables = false;
            _context.RequestFlush();
        }

        return plans;
    }

    private async ValueTask TruncateAsync(StreamPlan? plan, CancellationToken cancellationToken)
    {
        await _writer.DrainAsync(cancellationToken);
        if (plan?.Table is { } table)
        {
            if (!_session.InTransaction)
            {
                await _session.BeginAsync(cancellationToken);
            }

            await _session.TruncateAsync(table.Name, cancellationToken);
        }
    }

    // Rows of a partition come in runs; offsets of rows that were dropped count too.
    private static void Advance(RecordBatch batch, PartitionState[] partitions)
    {
        var fetched = batch.Fetched;
        for (var i = 0; i < fetched.Length; i++)
        {
            if (i + 1 == fetched.Length || fetched[i + 1].Partition != fetched[i].Partition)
            {
                var partition = partitions[fetched[i].Partition];
                partition.Next = Math.Max(partition.Next, fetched[i].Offset + 1);
            }
        }
    }

    private async ValueTask CommitAsync(List<PartitionState> moved, CancellationToken cancellationToken)
    {
        if (_model.ExactlyOnce && moved.Count > 0)
        {
            if (!_session.InTransaction)
            {
                await _session.BeginAsync(cancellationToken);
            }

            List<OffsetMove> moves = [.. moved.Select(partition => new OffsetMove(partition.Row, partition.Next))];
            if (await _session.MoveOffsetsAsync(_context.ConnectorName, moves, cancellationToken) != moves.Count)
            {
                await _session.RollbackAsync(cancellationToken);
                throw JdbcErrors.Fenced(_context.ConnectorName, moved.Select(partition => partition.Partition));
            }
        }

        if (_session.InTransaction)
        {
            await _session.CommitAsync(cancellationToken);
        }
    }

    // The rows of all partitions are in one transaction: those that stay are delivered again.
    private async ValueTask StartAgainAsync(CancellationToken cancellationToken)
    {
        await GuardAsync(() => _writer.DiscardAsync(cancellationToken));
        _planner.Forget();
        _failures.Clear();
        foreach (var partition in _byName.Values.Where(partition => partition.HasMoved))
        {
            partition.Next = partition.Row.Next;
            _context.Seek(partition.Partition, Math.Max(partition.Next, 0));
        }
    }

    // The new epoch must be visible at once, which it is not within an open transaction.
    private async ValueTask<IReadOnlyList<OffsetRow>> ClaimAsync(IReadOnlyList<SinkPartition> partitions, CancellationToken cancellationToken)
    {
        if (!_session.InTransaction)
        {
            return await _session.ClaimOffsetsAsync(_context.ConnectorName, partitions, cancellationToken);
        }

        await using var other = await _dialect.ConnectAsync(cancellationToken);
        return await other.ClaimOffsetsAsync(_context.ConnectorName, partitions, cancellationToken);
    }

    private async ValueTask GuardAsync(Func<ValueTask> work) => await GuardAsync(async () =>
    {
        await work();
        return true;
    });

    private async ValueTask<T> GuardAsync<T>(Func<ValueTask<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SqlFailure failure)
        {
            throw SqlConnector.Explain(_dialect, failure);
        }
    }
}
