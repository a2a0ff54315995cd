using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Values.Rig;

/// <summary>The rows of one event, as the binlog has them.</summary>
/// <param name="Map">The TABLE_MAP event before it.</param>
/// <param name="Operation">What was done.</param>
/// <param name="IsPartial">Whether JSON may be in differences.</param>
/// <param name="Before">Columns present before.</param>
/// <param name="After">Columns present after.</param>
/// <param name="Rows">The rows.</param>
internal sealed record RowsOfEvent(TableMapModel Map, RowOperation Operation, bool IsPartial, byte[] Before, byte[] After, byte[] Rows);

/// <summary>Reads the rows that a server has logged since a moment.</summary>
internal sealed class BinlogRows
{
    private readonly MySqlFamilyServer _server;
    private readonly string _file;
    private readonly ulong _position;

    private BinlogRows(MySqlFamilyServer server, string file, ulong position)
    {
        _server = server;
        _file = file;
        _position = position;
    }

    /// <summary>Begins now.</summary>
    public static async Task<BinlogRows> BeginAsync(MySqlFamilyServer server)
    {
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server), TestContext.Current.CancellationToken);
        var rows = await connection.RowsAsync(connection.Server.IsMariaDb ? "SHOW MASTER STATUS" : "SHOW BINARY LOG STATUS", default);
        return new BinlogRows(server, rows[0][0]!, ulong.Parse(rows[0][1]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>All rows since then.</summary>
    public async Task<List<RowsOfEvent>> ReadAsync()
    {
        var found = new List<RowsOfEvent>();
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(_server), default);
        var dump = new BinlogDumpConfig { ServerId = 1_000_000 + (uint)Random.Shared.Next(1_000_000), NonBlocking = true };
        var stream = await connection.DumpAsync(BinlogStart.At(_file, _position), dump, default);
        using var events = new BinlogEventReader(stream.Checksum, verify: true);
        var cache = new TableMapCache();
        var maps = new Dictionary<ulong, TableMapModel>();
        while (await stream.FillAsync(default))
        {
            while (stream.TryRead(out var raw))
            {
                events.Push(raw);
                while (events.TryRead())
                {
                    if (events.Type == BinlogEventType.TableMap)
                    {
                        var map = cache.Read(events.Body, out var id, events.Format);
                        maps[id] = map;
                    }
                    else if (RowsEvent.Is(events.Type))
                    {
                        var rows = RowsEvent.Read(events.Type, events.Body, events.TableIdBytes);
                        found.Add(new RowsOfEvent(
                            maps[rows.TableId], rows.Operation, rows.IsPartial, rows.Before.ToArray(), rows.After.ToArray(), rows.Rows.ToArray()));
                    }
                }
            }
        }

        return found;
    }
}
