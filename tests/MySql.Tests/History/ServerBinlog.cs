using System.Globalization;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tests.Binlog;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>The binlog of a server, read on from where the last read ended.</summary>
internal sealed class ServerBinlog
{
    private static int _servers = 7_000;

    private readonly MySqlFamilyServer _server;
    private string _file;
    private ulong _position;

    private ServerBinlog(MySqlFamilyServer server, string file, ulong position)
    {
        (_server, _file, _position) = (server, file, position);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Begins at the end that the binlog has now.</summary>
    public static async Task<ServerBinlog> AtEndAsync(MySqlFamilyServer server)
    {
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server), Cancel);
        var row = (await connection.RowsAsync(connection.Server.ShowBinlogStatus, Cancel))[0];
        return new ServerBinlog(server, row[0]!, ulong.Parse(row[1]!, CultureInfo.InvariantCulture));
    }

    /// <summary>The plain events that were written since the last call.</summary>
    public async Task<List<PlainEvent>> ReadAsync()
    {
        var events = new List<PlainEvent>();
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(_server), Cancel);
        var dump = new BinlogDumpConfig { ServerId = (uint)Interlocked.Increment(ref _servers), NonBlocking = true };
        var stream = await connection.DumpAsync(BinlogStart.At(_file, _position), dump, Cancel);
        using var reader = new BinlogEventReader(stream.Checksum, verify: true);
        reader.Begin(stream.Checksum, _file, _position);
        while (await stream.FillAsync(Cancel))
        {
            while (stream.TryReadMemory(out var raw))
            {
                reader.Push(raw);
                while (reader.TryRead())
                {
                    if (reader.End > _position || reader.File != _file)
                    {
                        events.Add(new PlainEvent(reader));
                        (_file, _position) = (reader.File, reader.End);
                    }
                }
            }
        }

        return events;
    }
}
