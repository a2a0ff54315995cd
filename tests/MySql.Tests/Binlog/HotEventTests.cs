using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.Testing;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>The events that come with every transaction cost no garbage.</summary>
public class HotEventTests
{
    [Theory]
    [InlineData("mysql-9.7/types.binlog")]
    [InlineData("mysql-9.7/images.binlog")]
    [InlineData("mysql-9.7/packed.binlog")]
    [InlineData("mysql-9.7/nochecksum.binlog")]
    [InlineData("mariadb-11.8/types.binlog")]
    [InlineData("mariadb-10.11/b.000002")]
    [InlineData("mariadb-10.11/b.000004")]
    public void Nothing_is_allocated_once_tables_are_known(string name)
    {
        var raw = new BinlogSample(name).Raw();
        using var reader = new BinlogEventReader(BinlogChecksum.None, verify: true);
        var maps = new TableMapCache();
        reader.Push(raw[0].AsMemory());
        reader.TryRead();
        var hot = raw.Skip(1).Where(e => (BinlogEventType)e[4] is not (BinlogEventType.Rotate or BinlogEventType.PreviousGtids or BinlogEventType.GtidList)).ToArray();
        var sum = Pass(reader, maps, hot);
        Assert.Equal(sum, Pass(reader, maps, hot));
        Assert.Equal(0, LeastAllocation.Of(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                sum += Pass(reader, maps, hot);
            }
        }));
        Assert.NotEqual(0ul, sum);
    }

    private static ulong Pass(BinlogEventReader reader, TableMapCache maps, byte[][] events)
    {
        ulong sum = 0;
        foreach (var raw in events)
        {
            reader.Push(raw.AsMemory());
            while (reader.TryRead())
            {
                sum += One(reader, maps);
            }
        }

        return sum;
    }

    private static ulong One(BinlogEventReader reader, TableMapCache maps)
    {
        var type = reader.Type;
        var body = reader.Body;
        if (RowsEvent.Is(type))
        {
            var rows = RowsEvent.Read(type, body, reader.TableIdBytes);
            return rows.TableId + (ulong)rows.Rows.Length + (ulong)rows.Operation;
        }

        if (MySqlGtidEvent.Is(type))
        {
            var gtid = MySqlGtidEvent.Read(type, body);
            return (ulong)gtid.Number + (ulong)gtid.Source.Tag.Length + gtid.ImmediateCommit;
        }

        switch (type)
        {
            case BinlogEventType.TableMap:
                return (ulong)maps.Read(body, out var id, reader.Format).Columns.Length + id;
            case BinlogEventType.Query:
                var query = QueryEvent.Read(body);
                return (ulong)query.Classify() + query.ThreadId + (ulong)query.Variables.ClientCollation;
            case BinlogEventType.Xid:
                return XidEvent.Read(body).Number;
            case BinlogEventType.MariaDbGtid:
                var maria = MariaDbGtidEvent.Read(reader.Header, body);
                return maria.Gtid.Sequence + (ulong)maria.Flags + maria.ThreadId;
            case var _ when RowsQueryEvent.Is(type):
                return (ulong)RowsQueryEvent.Read(type, body).Sql.Length;
            default:
                return (ulong)body.Length;
        }
    }
}
