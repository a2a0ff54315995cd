using System.Text;
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
    private readonly byte[] _group = new byte[128];
    private int _groupLength;
    private string? _groupText;
    private GtidProgress? _gtids;
    private State _now;

    /// <summary>Begins at a position.</summary>
    public PositionTracker(string partition, BinlogPosition start, bool isMariaDb)
    {
        _partition = partition;
        _now = new State(
            start.File, start.Pos, start.Events, start.Rows, start.Changes ?? 0, start.ServerId, start.TimestampSeconds, start.History, 0, null, start.Snapshot);
        (_groupText, Server) = (start.Group, start.Server);
        _gtids = GtidProgress.Continue(start.Gtids, isMariaDb);
    }

    /// <summary>The position now.</summary>
    public BinlogPosition Current => Position(Now());

    /// <summary>The file now.</summary>
    public string File => _now.File;

    /// <summary>The byte in it, see <see cref="BinlogPosition.Pos"/>.</summary>
    public ulong Pos => _now.Pos;

    /// <summary>See <see cref="BinlogPosition.Events"/>.</summary>
    public long Events => _now.Events;

    /// <summary>See <see cref="BinlogPosition.Rows"/>.</summary>
    public long Rows => _now.Rows;

    /// <summary>See <see cref="BinlogPosition.Server"/>.</summary>
    public string? Server { get; set; }

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

    /// <summary>The stream is between transactions.</summary>
    public void MoveTo(string file, ulong pos) => _now = _now with { File = file, Pos = pos, Events = 0, Rows = 0, Changes = 0 };

    /// <summary>The stream is at the start of a transaction, or of an event that stands alone.</summary>
    /// <param name="file">The file.</param>
    /// <param name="pos">Where it begins there.</param>
    /// <param name="gtid">Its GTID in UTF-8; empty for none.</param>
    public void BeginGroup(string file, ulong pos, ReadOnlySpan<byte> gtid)
    {
        MoveTo(file, pos);
        gtid.CopyTo(_group);
        (_groupLength, _groupText) = (gtid.Length, null);
    }

    /// <summary>The same, of a transaction of which some was read before this session.</summary>
    public void ContinueGroup(BinlogPosition read, string file, ulong pos, ReadOnlySpan<byte> gtid)
    {
        BeginGroup(file, pos, gtid);
        _now = _now with { Events = read.Events, Rows = read.Rows, Changes = read.Changes ?? 0 };
    }

    /// <summary>An event of the transaction under way was read whole.</summary>
    public void EventRead(uint serverId, long seconds)
    {
        _now.Events++;
        _now.Changes += _now.Rows;
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
        _marks.Add(Now());
        return new PositionMark(0, _marks.Count - 1);
    }

    /// <summary>The position of a commit point of the current batch.</summary>
    public SourcePosition Render(PositionMark mark) => PositionJson.Render(_partition, Position(_marks[(int)mark.A]));

    // Only within a transaction its name is a part of the position, so only there it becomes a text.
    private State Now()
    {
        var isInside = _now.Events > 0 || _now.Rows > 0;
        _groupText = isInside && _groupText is null && _groupLength > 0 ? Encoding.UTF8.GetString(_group, 0, _groupLength) : _groupText;
        return _now with { Gtids = _gtids?.Count ?? 0, Group = isInside ? _groupText : null };
    }

    private BinlogPosition Position(in State state) => new(state.File, state.Pos)
    {
        Gtids = _gtids?.Render(state.Gtids),
        Events = state.Events,
        Rows = state.Rows,
        Changes = state.Changes,
        Group = state.Group,
        Server = Server,
        ServerId = state.ServerId,
        TimestampSeconds = state.Seconds,
        History = state.History,
        Snapshot = state.Snapshot,
    };

    private record struct State(
        string File, ulong Pos, long Events, long Rows, long Changes, uint ServerId, long Seconds, long History, int Gtids, string? Group, SnapshotProgress? Snapshot);
}
