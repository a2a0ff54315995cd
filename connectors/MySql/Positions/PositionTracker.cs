using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Positions;

/// <summary>Where the stream stands, and where it stood at each commit point of the current batch.</summary>
/// <remarks>
/// One owner, one thread; a commit point costs an entry of a list.
/// <code>
/// … commit | GTID  BEGIN  TABLE_MAP  ROWS  ROWS  XID | GTID …
///           ^ Pos         └─ Events ─┘  ^ Rows         ^ Pos after the commit
/// </code>
/// </remarks>
internal sealed class PositionTracker
{
    private readonly List<State> _marks = [];
    private readonly string _partition;
    private GtidProgress? _gtids;
    private State _now;

    /// <summary>Begins at a position.</summary>
    public PositionTracker(string partition, BinlogPosition start, bool isMariaDb)
    {
        _partition = partition;
        _now = new State(start.File, start.Pos, start.Events, start.Rows, start.ServerId, start.TimestampSeconds, start.History, 0, start.Snapshot);
        _gtids = GtidProgress.Continue(start.Gtids, isMariaDb);
    }

    /// <summary>The position now.</summary>
    public BinlogPosition Current => Position(_now with { Gtids = _gtids?.Count ?? 0 });

    /// <summary>The file now.</summary>
    public string File => _now.File;

    /// <summary>The byte in it, see <see cref="BinlogPosition.Pos"/>.</summary>
    public ulong Pos => _now.Pos;

    /// <summary>See <see cref="BinlogPosition.Events"/>.</summary>
    public long Events => _now.Events;

    /// <summary>See <see cref="BinlogPosition.Rows"/>.</summary>
    public long Rows => _now.Rows;

    /// <summary>Which state of the schema history belongs to the position.</summary>
    public long History
    {
        get => _now.History;
        set => _now = _now with { History = value };
    }

    /// <summary>How far the snapshot has come; null once it is complete.</summary>
    public SnapshotProgress? Snapshot
    {
        get => _now.Snapshot;
        set => _now = _now with { Snapshot = value };
    }

    /// <summary>Begins a batch: the marks of the last one mean nothing any more.</summary>
    public void BeginBatch()
    {
        _marks.Clear();
        _gtids?.BeginBatch();
    }

    /// <summary>The stream is at the start of a transaction, or of an event that stands alone.</summary>
    public void MoveTo(string file, ulong pos) => _now = _now with { File = file, Pos = pos, Events = 0, Rows = 0 };

    /// <summary>The group under way stands at another place, as on another server; what was read of it stays read.</summary>
    public void Relocate(string file, ulong pos) => _now = _now with { File = file, Pos = pos };

    /// <summary>An event of the transaction under way was read whole.</summary>
    public void EventRead(uint serverId, long seconds)
    {
        _now.Events++;
        _now.Rows = 0;
        _now.ServerId = serverId;
        _now.Seconds = seconds;
    }

    /// <summary>So many rows of the next event were read.</summary>
    public void RowsRead(long rows) => _now.Rows = rows;

    /// <summary>MySQL's transaction was read whole.</summary>
    public void Complete(GtidSource source, long number) => (_gtids as GtidProgress.MySqlProgress)?.Add(source, number);

    /// <summary>MariaDB's transaction was read whole.</summary>
    public void Complete(MariaDbGtid gtid) => (_gtids as GtidProgress.MariaDbProgress)?.Add(gtid);

    /// <summary>Remembers the position for a commit point.</summary>
    public PositionMark Mark()
    {
        _marks.Add(_now with { Gtids = _gtids?.Count ?? 0 });
        return new PositionMark(0, _marks.Count - 1);
    }

    /// <summary>The position of a commit point of the current batch.</summary>
    public SourcePosition Render(PositionMark mark) => PositionJson.Render(_partition, Position(_marks[(int)mark.A]));

    private BinlogPosition Position(in State state) => new(state.File, state.Pos)
    {
        Gtids = _gtids?.Render(state.Gtids),
        Events = state.Events,
        Rows = state.Rows,
        ServerId = state.ServerId,
        TimestampSeconds = state.Seconds,
        History = state.History,
        Snapshot = state.Snapshot,
    };

    private record struct State(
        string File, ulong Pos, long Events, long Rows, uint ServerId, long Seconds, long History, int Gtids, SnapshotProgress? Snapshot);
}
