using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Every parser of bodies by the type that it is for, each field of what it reads touched.</summary>
internal static class EventParsers
{
    public static readonly BinlogEventType[] Types = [.. Enum.GetValues<BinlogEventType>().Where(EventTypes.IsPlain)];

    /// <summary>Reads a body; what comes back depends on all of it.</summary>
    public static int Parse(BinlogEventType type, ReadOnlySpan<byte> body, FormatDescription? format = null)
    {
        var header = new BinlogEventHeader(1, (byte)type, 1, 0, 0, 0);
        switch (type)
        {
            case BinlogEventType.Query:
                var query = QueryEvent.Read(body);
                return query.Sql.Length + query.ToSql().Length + query.Variables.GetHashCode() + (int)query.Classify() + query.ToXid().Length
                    + query.Database.Length;
            case BinlogEventType.TableMap:
                return new TableMapCache().Read(body, out _, format).Columns.Length;
            case BinlogEventType.Rotate:
                return RotateEvent.Read(body).File.Length;
            case BinlogEventType.Heartbeat or BinlogEventType.HeartbeatV2:
                return HeartbeatEvent.Read(header, body).File.Length;
            case BinlogEventType.Xid:
                return (int)XidEvent.Read(body).Number;
            case BinlogEventType.XaPrepare:
                return XaPrepareEvent.Read(body).ToXid().Length;
            case BinlogEventType.GtidList:
                return GtidListEvent.Read(body).GetHashCode();
            case BinlogEventType.PreviousGtids:
                return PreviousGtidsEvent.Read(body).GetHashCode();
            case BinlogEventType.MariaDbGtid:
                var gtid = MariaDbGtidEvent.Read(header, body);
                return gtid.Gtid.GetHashCode() + (gtid.ToXid()?.Length ?? 0);
            case BinlogEventType.FormatDescription:
                return FormatDescription.Read("b:4", body, out _).TableIdBytes;
            case var _ when MySqlGtidEvent.Is(type):
                return MySqlGtidEvent.Read(type, body).GetHashCode();
            case var _ when RowsQueryEvent.Is(type):
                return RowsQueryEvent.Read(type, body).ToSql().Length;
            case var _ when RowsEvent.Is(type):
                var rows = RowsEvent.Read(type, body);
                return rows.Rows.Length + rows.Before.Length + rows.After.Length + (int)rows.Flags;
            default:
                return body.Length;
        }
    }
}
