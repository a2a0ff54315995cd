using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>Turns the binlog from a position on into rows, and keeps that position.</summary>
/// <remarks>
/// One owner, one thread. Nothing is allocated per row or per transaction.
/// <code>
/// packets → events → GTID, BEGIN            the transaction that is under way
///                    TABLE_MAP              the binding of a table id: table, plan
///                    ROWS → cells → changes the rows of a batch
///                    XID, COMMIT            a commit point
///                    QUERY                  the schema history, read again where a statement cannot be followed
/// </code>
/// After a failure for a while the session is thrown away, and the next call begins at the position again: within a transaction that is its start, and
/// what was read of it is passed over.
/// </remarks>
internal sealed partial class BinlogReader(
    MySqlSourceModel model,
    ISourceContext context,
    SchemaHistory history,
    ChangeWriter changes,
    PositionTracker position,
    ControlConnection control,
    ServerModel server) : IAsyncDisposable
{
    private const int EventsPerCall = 20_000;

    private readonly StreamCounters _counters = new();
    private readonly TableBindings _tables = new(model, history.Catalog, new ConversionReport(model.Conversion.OnFailure, context.Log));
    private readonly SourceFilter _filter = new(model.Gtids);
    private readonly PurgeWatch _purge = new(context, control);
    private BinlogSession? _session;
    private bool _hasMoved;
    private bool _isWhole;

    private enum Step
    {
        /// <summary>The event is handled.</summary>
        Done,

        /// <summary>The batch is full; the same event is to be handled further with the next one.</summary>
        Full,

        /// <summary>A statement is to be put into the schema history.</summary>
        Statement,

        /// <summary>The definition of the table of a TABLE_MAP must be asked for.</summary>
        Definition,

        /// <summary>An XA transaction was prepared: its rows are to be kept.</summary>
        Prepared,

        /// <summary>An XA transaction ended: its rows are to be read, or thrown away.</summary>
        Ended,
    }

    // Nothing may be waited for where nothing has happened since.
    private void CheckLimit() => IsAtLimit = position.Events == 0 && position.Rows == 0 && Limit?.IsReachedBy(position.Current) == true;

    /// <summary>Where reading ends; null for nowhere.</summary>
    public StreamLimit? Limit { get; init; }

    /// <summary>Whether reading has come to its end.</summary>
    public bool IsAtLimit { get; private set; }

    /// <summary>Tables whose rows are passed over although they are captured; null for none.</summary>
    public Func<TableId, bool>? PassesOver
    {
        init => _tables.PassesOver = value;
    }

    /// <summary>Told of every captured definition whose rows are to be read; null for nobody.</summary>
    public Action<TableModel>? Defined
    {
        init => _tables.Defined = value;
    }

    private BinlogEventReader Events => _session!.Events;

    /// <summary>Fills a batch with what has arrived; waits a little where nothing has.</summary>
    public async ValueTask ReadAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        changes.BeginBatch(batch);
        position.BeginBatch();
        _hasMoved = _originIsKnown = _isWhole = false;
        try
        {
            _session ??= await OpenAsync(cancellationToken);
            await FillAsync(batch, cancellationToken);
            _isWhole = true;
        }
        catch (ConnectException exception)
        {
            _counters.Disconnects++;
            Mark(batch, CommitFlags.Commit);
            var failure = Explain(exception);
            if (batch.RowCount == 0 || failure.Kind is not (ErrorKind.Data or ErrorKind.Fatal))
            {
                throw failure;
            }

            // What comes before an event that cannot be read is delivered; the next call meets that event without any rows.
        }
        finally
        {
            changes.EndBatch();
            if (!_isWhole)
            {
                await CloseAsync();
            }
        }

        await HeartbeatAsync(cancellationToken);
        Mark(batch, CommitFlags.Commit);
        _counters.Publish(context, position.File, position.Pos);
        await _purge.WatchAsync(position, cancellationToken);
    }

    /// <summary>A position is durable: what was kept for a restart before it can go.</summary>
    public ValueTask CommittedAsync(BinlogPosition durable, CancellationToken cancellationToken) =>
        _xa.CommittedAsync(durable.File, durable.Pos, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask FillAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        for (var left = EventsPerCall; left > 0 && !batch.IsFull;)
        {
            if (!_isPending && !Next(batch))
            {
                // Whoever waits for these rows gets them now, unless their transaction may still take them back; with none at hand there is time to wait.
                var patience = batch.RowCount > 0 && _group is not { IsOpen: true, HasRows: true } ? TimeSpan.Zero : IdleWait();
                if (!await _session!.WaitAsync(patience, cancellationToken))
                {
                    IsAtLimit = !_group.IsOpen && Limit?.IsReachedBy(position.Current) == true;
                    return;
                }

                continue;
            }

            left--;
            var step = Handle(batch);
            _isPending = step == Step.Full;
            if (step > Step.Full)
            {
                await HandleAsync(step, batch, cancellationToken);
            }

            if (IsAtLimit)
            {
                return;
            }
        }
    }

    private async ValueTask HeartbeatAsync(CancellationToken cancellationToken)
    {
        if (!changes.Heartbeat())
        {
            return;
        }

        _hasMoved = true;
        if (model.HeartbeatQuery is { } sql)
        {
            await (await control.GetAsync(cancellationToken)).ExecuteAsync(sql, cancellationToken);
        }
    }

    // Not where less of a transaction was read than before this session.
    private void Mark(RecordBatch batch, CommitFlags flags)
    {
        if (_hasMoved && _changesToPass == 0)
        {
            _hasMoved = false;
            batch.AddCommitPoint(position.Mark(), flags);
        }
    }

    private async ValueTask CloseAsync()
    {
        _isPending = false;
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync();
        }
    }
}
