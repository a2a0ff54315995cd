using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.MySql.Snapshot;
using ConnectRuntime.MySql.Streaming;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql;

/// <summary>Reads a server: its tables as they are, and then what changes.</summary>
/// <remarks>
/// <code>
/// no position            → snapshot ─────────────────────→ stream
/// inside a snapshot      → stream up to a new view → the rest of the snapshot → stream
/// behind it              → stream
/// </code>
/// </remarks>
public sealed partial class MySqlSourceTask : ISourceTask
{
    private readonly ServerFlavor _flavor;
    private ISourceContext _context = null!;
    private MySqlSourceModel _model = null!;
    private string _partition = null!;
    private SchemaHistory _history = null!;
    private ChangeWriter _changes = null!;
    private ControlConnection _control = null!;
    private PositionTracker _position = null!;
    private ShownColumns _shown = null!;
    private SnapshotReader? _snapshot;
    private BinlogReader? _stream;
    private SnapshotDecision _decision = null!;
    private ServerModel _server = null!;
    private long? _prunedPlan = -1;
    private TimeSpan _pause;
    private bool _hasCaughtUp;
    private bool _isFinished;

    /// <summary>A task of the connector for MySQL.</summary>
    public MySqlSourceTask()
        : this(ServerFlavor.MySql)
    {
    }

    internal MySqlSourceTask(ServerFlavor flavor) => _flavor = flavor;

    /// <inheritdoc/>
    public async ValueTask OpenAsync(ISourceContext context, CancellationToken cancellationToken)
    {
        await CloseAsync();
        _context = context;
        _model = MySqlSourceModel.From(context.Config, _flavor);
        _partition = PositionJson.Partition(_model.Prefix);
        _control = new ControlConnection(_model.Connection);
        _changes = new ChangeWriter(_model, context);
        _shown = new ShownColumns(_model, context.Log);
        _server = await ServerModel.ReadAsync(await _control.GetAsync(cancellationToken), cancellationToken);
        _history = await SchemaHistory.OpenAsync(context.Store, _server.LowerCaseTableNames, cancellationToken);
        await BeginAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadResult> ReadAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        if (_isFinished)
        {
            return ReadResult.Finished;
        }

        if (_snapshot is not { } snapshot)
        {
            await PauseAsync(cancellationToken);
            await ReadStreamAsync(batch, cancellationToken);
        }
        else if (snapshot.NeedsCatchUp && !_hasCaughtUp)
        {
            await CatchUpAsync(snapshot, batch, cancellationToken);
        }
        else
        {
            await ReadSnapshotAsync(snapshot, batch, cancellationToken);
        }

        return _isFinished ? ReadResult.Finished : ReadResult.More;
    }

    /// <inheritdoc/>
    public SourcePosition Render(PositionMark mark) => _position.Render(mark);

    /// <inheritdoc/>
    public async ValueTask CommittedAsync(SourcePosition position, CancellationToken cancellationToken)
    {
        var durable = PositionJson.Parse(position.Offset);
        await _history.PruneAsync(new HistoryMark(durable.History), cancellationToken);
        if (durable.Snapshot?.Plan != _prunedPlan)
        {
            _prunedPlan = durable.Snapshot?.Plan;
            await SnapshotReader.PruneAsync(_context.Store, durable.Snapshot, cancellationToken);
        }

        if (_stream is { } stream)
        {
            await stream.CommittedAsync(durable, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask CloseAsync()
    {
        await CloseReadersAsync();
        if (_control is { } control)
        {
            await control.DisposeAsync();
        }
    }
}
