using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Positions;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>The place at which a stream ends: everything before it is read and nothing behind it.</summary>
/// <remarks>With GTIDs it lies before the first transaction that is not among those of the place; file and byte may say a little too much.</remarks>
internal sealed class StreamLimit
{
    private readonly BinlogStartPoint _place;
    private readonly MySqlGtidSet? _mySql;
    private readonly MariaDbGtidList? _mariaDb;

    public StreamLimit(BinlogStartPoint place)
    {
        _place = place;
        if (place.Gtids is { Length: > 0 } gtids)
        {
            _mySql = place.Flavor == ServerFlavor.MySql ? MySqlGtidSet.Parse(gtids) : null;
            _mariaDb = place.Flavor == ServerFlavor.MariaDb ? MariaDbGtidList.Parse(gtids) : null;
        }
    }

    /// <summary>Whether transactions tell by their names on which side of the place they lie.</summary>
    public bool HasGtids => _mySql is not null || _mariaDb is not null;

    /// <summary>Whether a transaction lies behind the place.</summary>
    public bool IsPassedBy(GtidSource source, long number) => _mySql?.Contains(source, number) == false;

    /// <summary>Whether a transaction lies behind the place.</summary>
    public bool IsPassedBy(MariaDbGtid gtid) => _mariaDb?.Contains(gtid) == false;

    /// <summary>Whether a position between two transactions is at the place.</summary>
    public bool IsReachedBy(BinlogPosition position)
    {
        if (position.Gtids is { Length: > 0 } gtids && (_mySql is not null || _mariaDb is not null))
        {
            return _mySql is not null ? MySqlGtidSet.Parse(gtids).Contains(_mySql) : MariaDbGtidList.Parse(gtids).Contains(_mariaDb!);
        }

        return BinlogOrder.Compare(position.File, position.Pos, _place.File, _place.Pos) >= 0;
    }
}
