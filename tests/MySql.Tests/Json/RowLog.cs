using System.Buffers.Binary;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Values.Json;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Json;

/// <summary>The rows of one table that a server logs from a moment on; the table has an INT key and columns of bytes of any length.</summary>
public sealed class RowLog(MySqlFamilyServer server, string database, string table)
{
    private BinlogStart? _start;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Remembers the end of the log.</summary>
    public async Task MarkAsync()
    {
        await using var connection = await OpenAsync();
        var row = (await connection.RowsAsync(server is MySqlServer ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS", Cancel))[0];
        _start = BinlogStart.At(row[0]!, ulong.Parse(row[1]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>All rows of the table since then.</summary>
    public async Task<List<LoggedRow>> ReadAsync()
    {
        var rows = new List<LoggedRow>();
        await using var connection = await OpenAsync();
        var stream = await connection.DumpAsync(_start!, new BinlogDumpConfig { ServerId = 77, NonBlocking = true }, Cancel);
        using var events = new BinlogEventReader(stream.Checksum, verify: true);
        var maps = new TableMapCache();
        var current = new Dictionary<ulong, TableMapModel>();
        while (await stream.FillAsync(Cancel))
        {
            while (stream.TryRead(out var raw))
            {
                events.Push(raw);
                while (events.TryRead())
                {
                    if (events.Type == BinlogEventType.TableMap)
                    {
                        var map = maps.Read(events.Body, out var id);
                        current[id] = map;
                    }
                    else if (RowsEvent.Is(events.Type))
                    {
                        Add(rows, RowsEvent.Read(events.Type, events.Body), current);
                    }
                }
            }
        }

        return rows;
    }

    /// <summary>Opens a connection.</summary>
    public Task<MySqlConnection> OpenAsync() => MySqlConnection.ConnectAsync(SourceServers.Config(server, database), Cancel);

    private void Add(List<LoggedRow> rows, RowsEvent rowsEvent, Dictionary<ulong, TableMapModel> maps)
    {
        if (rowsEvent.IsDummy || maps[rowsEvent.TableId] is not { } map || map.Id != new TableId(database, table))
        {
            return;
        }

        var rest = rowsEvent.Rows;
        while (rest.Length > 0)
        {
            var row = new LoggedRow(0, [], []);
            if (rowsEvent.Operation != RowOperation.Create)
            {
                row = Image(ref rest, map, rowsEvent.Before, false);
                row = row with { Before = row.After, After = [] };
            }

            if (rowsEvent.Operation != RowOperation.Delete)
            {
                var after = Image(ref rest, map, rowsEvent.After, rowsEvent.IsPartial);
                row = after with { Before = row.Before, Id = after.Id == 0 ? row.Id : after.Id, IsBeforePresent = row.IsBeforePresent };
            }

            rows.Add(row);
        }
    }

    private static LoggedRow Image(ref ReadOnlySpan<byte> rest, TableMapModel map, ReadOnlySpan<byte> present, bool mayBePartial)
    {
        var columns = map.Columns.Length;
        var partial = new bool[columns - 1];
        var isPresent = new bool[columns - 1];
        if (mayBePartial)
        {
            var image = PartialImage.Read(rest, map.Columns.Count(c => c.Type == ColumnType.Json));
            for (int i = 1, json = 0; i < columns; i++)
            {
                partial[i - 1] = map.Columns[i].Type == ColumnType.Json && image[json++];
            }

            rest = rest[image.Length..];
        }

        var count = 0;
        for (var i = 0; i < columns; i++)
        {
            count += (present[i / 8] >> (i % 8)) & 1;
        }

        var nulls = rest[..((count + 7) / 8)];
        rest = rest[nulls.Length..];
        var values = new byte[]?[columns - 1];
        var id = 0;
        for (int i = 0, at = 0; i < columns; i++)
        {
            if ((present[i / 8] & (1 << (i % 8))) == 0)
            {
                continue;
            }

            if (i > 0)
            {
                isPresent[i - 1] = true;
            }

            var isNull = (nulls[at / 8] & (1 << (at % 8))) != 0;
            at++;
            if (isNull)
            {
                continue;
            }

            if (i == 0)
            {
                id = BinaryPrimitives.ReadInt32LittleEndian(rest);
                rest = rest[4..];
                continue;
            }

            var (type, meta) = (map.Columns[i].Type, map.Columns[i].Meta);
            var size = type != ColumnType.VarChar ? meta : meta > 255 ? 2 : 1;
            var length = 0;
            for (var k = size - 1; k >= 0; k--)
            {
                length = (length << 8) | rest[k];
            }

            values[i - 1] = rest.Slice(size, length).ToArray();
            rest = rest[(size + length)..];
        }

        return new LoggedRow(id, [], values) { IsPartial = partial, IsBeforePresent = isPresent };
    }
}
