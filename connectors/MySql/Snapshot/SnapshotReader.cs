using System.Collections.Immutable;
using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.MySql.Snapshot.Copies;
using ConnectRuntime.MySql.Snapshot.Tables;
using ConnectRuntime.MySql.Snapshot.Views;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Snapshot;

/// <summary>Reads the tables as they are at one moment: definitions into the schema history, then rows into batches.</summary>
/// <remarks>
/// <para>Owner: one task; its reading thread. Rows are decoded out of the connection's buffer into the batch; nothing is allocated per row.</para>
/// <code>
/// BeginAsync  → ( ReadAsync )* → false
/// ResumeAsync → stream up to Start → ( ReadAsync )* → false
///               ReadAsync lost its view: NeedsCatchUp → stream up to Start → ReadAsync …
/// </code>
/// <para>A view ends with its connection. The rest is read in another view, at a later place of the binlog, so the tables that were begun must first be
/// brought there by the stream, from the position that was written last up to <see cref="Start"/>; of the others the stream passes over all changes,
/// see <see cref="HasBegun"/>. Nothing is lost that way, and for every key the order of changes holds.</para>
/// </remarks>
internal sealed partial class SnapshotReader : IAsyncDisposable
{
    private readonly MySqlSourceModel _model;
    private readonly ISourceContext _context;
    private readonly SchemaHistory _history;
    private readonly SnapshotPlanStore _plans;
    private readonly RowCopier _rows;
    private readonly ConversionReport _conversions;
    private readonly SnapshotReport _report;
    private readonly HeldRow _held = new();
    private CancellationTokenSource _stop = new();
    private SnapshotPlan _plan = new(0, []);
    private SnapshotView? _view;
    private IReadOnlyDictionary<TableId, TableFacts> _facts = ImmutableDictionary<TableId, TableFacts>.Empty;
    private SchemaAnnouncer? _announcer;

    private SnapshotReader(MySqlSourceModel model, ISourceContext context, SchemaHistory history, ChangeWriter changes)
    {
        _model = model;
        _context = context;
        _history = history;
        _plans = new SnapshotPlanStore(context.Store);
        _rows = new RowCopier(changes);
        _conversions = new ConversionReport(model.Conversion.OnFailure, context.Log);
        _report = new SnapshotReport(context);
        Progress = new SnapshotProgress(0, 0);
        Start = new BinlogStartPoint(model.Flavor, string.Empty, 0, null);
    }

    /// <summary>The place of the binlog that belongs to the view: all rows are as they were there, and the stream goes on from there.</summary>
    public BinlogStartPoint Start { get; private set; }

    /// <summary>How far the snapshot has come with the rows that are in batches; part of every position until it is complete.</summary>
    public SnapshotProgress Progress { get; private set; }

    /// <summary>Whether the stream must be read up to <see cref="Start"/> before <see cref="ReadAsync"/> is called again.</summary>
    public bool NeedsCatchUp { get; private set; }

    /// <summary>Whether the view is exactly at <see cref="Start"/>; otherwise some changes are in the snapshot and come again in the stream.</summary>
    public bool IsExact => _view?.IsExact ?? true;

    /// <summary>Begins a snapshot: opens the view, reads the definitions of all tables into the schema history, and plans which tables are read.</summary>
    /// <param name="model">The source.</param>
    /// <param name="context">What the task was given.</param>
    /// <param name="history">The schema history, which forgets what it has.</param>
    /// <param name="changes">Takes rows and schema changes.</param>
    /// <param name="withRows">Whether rows are read; otherwise the snapshot consists of definitions and a position.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<SnapshotReader> BeginAsync(
        MySqlSourceModel model, ISourceContext context, SchemaHistory history, ChangeWriter changes, bool withRows, CancellationToken cancellationToken)
    {
        var reader = new SnapshotReader(model, context, history, changes);
        try
        {
            var catalog = await reader.OpenViewAsync(withCatalog: true, cancellationToken);
            history.Reset(catalog!);
            await history.SaveAsync(cancellationToken);
            var tables = withRows ? reader.Order(reader.Readable()) : [];
            reader._plan = await reader._plans.AddAsync(tables, cancellationToken);
            var announces = model.IncludeSchemaChanges;
            reader._announcer = announces ? new SchemaAnnouncer(model, catalog!, changes, reader._rows) : null;
            reader.Progress = new SnapshotProgress(reader._plan.Number, announces ? NotAnnounced : 0);
            reader.WarnOfTables();
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes on with a snapshot of which a position was committed. The schema history must be as it was at that position, until the stream moves it.</summary>
    /// <param name="model">The source.</param>
    /// <param name="context">What the task was given.</param>
    /// <param name="history">The schema history.</param>
    /// <param name="changes">Takes rows.</param>
    /// <param name="progress">How far it had come.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<SnapshotReader> ResumeAsync(
        MySqlSourceModel model, ISourceContext context, SchemaHistory history, ChangeWriter changes, SnapshotProgress progress, CancellationToken cancellationToken)
    {
        var reader = new SnapshotReader(model, context, history, changes) { Progress = progress };
        try
        {
            reader._plan = await reader._plans.FindAsync(progress.Plan, cancellationToken)
                ?? throw new InvalidOperationException($"There is no plan {progress.Plan} of a snapshot.");
            reader._rows.Count = progress.Rows;
            await reader.ReopenAsync(cancellationToken);
            reader.NeedsCatchUp = true;
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a snapshot can be gone on with: its list of tables is there, and its definitions were all written.</summary>
    public static async ValueTask<bool> HasPlanAsync(ITaskStore store, SnapshotProgress progress, CancellationToken cancellationToken) =>
        progress.Done > NotAnnounced && await new SnapshotPlanStore(store).FindAsync(progress.Plan, cancellationToken) is not null;

    /// <summary>Removes the notes that the committed position does not need.</summary>
    /// <param name="store">The notes.</param>
    /// <param name="progress">That position's progress; null for one behind the snapshot.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static ValueTask PruneAsync(ITaskStore store, SnapshotProgress? progress, CancellationToken cancellationToken) =>
        new SnapshotPlanStore(store).PruneAsync(progress?.Plan, cancellationToken);

    /// <summary>Whether changes of a table before <see cref="Start"/> are to be written: rows of it are written already, or none will be read.</summary>
    public bool HasBegun(TableId id)
    {
        var index = _plan.IndexOf(id);
        return index < 0 ? !IsRead(id) : index < Progress.Done || (index == Progress.Done && Progress.Table is not null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseTableAsync();
        await CloseViewAsync();
        _stop.Dispose();
    }

    private bool IsRead(TableId id) => _model.Filter.Captures(id) && _model.Snapshot.Includes(id);

    // The captured tables of which rows are read, as the history has them.
    private IEnumerable<TableId> Readable() => _history.Catalog.Tables.Where(id => IsRead(id) && _facts.ContainsKey(id));

    private ImmutableArray<PlannedTable> Order(IEnumerable<TableId> ids)
    {
        var tables = ids.Order().Select(id => new PlannedTable(id, _facts[id].Rows));
        return _model.Snapshot.Order switch
        {
            RowCountOrder.Ascending => [.. tables.OrderBy(table => table.Rows)],
            RowCountOrder.Descending => [.. tables.OrderByDescending(table => table.Rows)],
            _ => [.. tables],
        };
    }
}
